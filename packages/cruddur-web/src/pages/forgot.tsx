import { RecoverPanel } from '../features/auth/index.ts';
import { usePageTitle } from '../lib/page-title.ts';

/** Recovers a forgotten password. */
export function ForgotPage() {
  usePageTitle('Recover your password');
  return <RecoverPanel />;
}

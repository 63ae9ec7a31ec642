import { ConfirmPanel } from '../features/auth/index.ts';
import { usePageTitle } from '../lib/page-title.ts';

/** Confirms the e-mail address of a new account. */
export function ConfirmPage() {
  usePageTitle('Confirm your email');
  return <ConfirmPanel />;
}

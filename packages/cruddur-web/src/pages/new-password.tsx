import { CardPage, NewPasswordForm } from '../features/auth/index.ts';
import { usePageTitle } from '../lib/page-title.ts';

/** Replaces a temporary password. */
export function NewPasswordPage() {
  usePageTitle('Choose a new password');
  return (
    <CardPage title="Choose a new Password">
      <NewPasswordForm />
    </CardPage>
  );
}

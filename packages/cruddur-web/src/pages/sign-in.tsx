import { AccountLink, SignInForm, SplitPage } from '../features/auth/index.ts';
import { usePageTitle } from '../lib/page-title.ts';

/** Sign-in. */
export function SignInPage() {
  usePageTitle('Sign in');
  return (
    <SplitPage
      title="Sign into your Cruddur account"
      bar={
        <>
          Don't have an account? <AccountLink to="/signup">Sign up!</AccountLink>
        </>
      }
    >
      <SignInForm />
    </SplitPage>
  );
}

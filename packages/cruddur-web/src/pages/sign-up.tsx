import { AccountLink, SignUpForm, SplitPage } from '../features/auth/index.ts';
import { usePageTitle } from '../lib/page-title.ts';

/** Sign-up. */
export function SignUpPage() {
  usePageTitle('Sign up');
  return (
    <SplitPage
      title="Sign up to create a Cruddur account"
      bar={
        <>
          Already have an account? <AccountLink to="/signin">Sign in!</AccountLink>
        </>
      }
    >
      <SignUpForm />
    </SplitPage>
  );
}

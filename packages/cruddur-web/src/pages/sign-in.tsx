import { Link } from 'react-router';
import { SignInForm, SplitPage } from '../features/auth/index.ts';
import { usePageTitle } from '../lib/page-title.ts';

/** Sign-in. */
export function SignInPage() {
  usePageTitle('Sign in');
  return (
    <SplitPage
      title="Sign into your Cruddur account"
      bar={
        <>
          Don't have an account? <Link to="/signup">Sign up!</Link>
        </>
      }
    >
      <SignInForm />
    </SplitPage>
  );
}

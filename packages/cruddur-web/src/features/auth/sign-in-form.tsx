import { Button, Form, Notice, PasswordField, type Problem } from '@cruddur/ui';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { accountPath } from '../../lib/next-path.ts';
import { AccountLink } from './account-link.tsx';
import { EmailField } from './email-field.tsx';
import { checkFields, emailAddress, textOf } from './form-fields.ts';
import { useArrival } from './page-state.ts';
import { keepCredentials } from './pending-credentials.ts';
import { type SignInOutcome, signInWithPassword, unsupportedProof } from './sign-in.ts';
import { useAuthForm } from './use-auth-form.tsx';

const notices: Partial<Record<string, string>> = {
  'session-expired': 'Your session has ended. Please sign in again.',
  confirmed: 'Your email is confirmed. You can sign in now.',
};

/** Goes on to whatever the account still needs. */
function useNextStep(email: string) {
  const navigate = useNavigate();
  const { next } = useArrival();
  return async (outcome: SignInOutcome, password: string): Promise<Problem | undefined> => {
    switch (outcome.step) {
      case 'confirm-sign-up':
        keepCredentials({ email, password });
        await navigate(accountPath('/confirm', { email, next }), { state: { notice: 'not-confirmed' } });
        return;
      case 'reset-password':
        await navigate(accountPath('/forgot', { next }), { state: { email, notice: 'reset-required' } });
        return;
      case 'new-password': {
        const { missingAttributes } = outcome;
        await navigate(accountPath('/new-password', { next }), { state: { email, missingAttributes } });
        return;
      }
      case 'unsupported':
        return unsupportedProof;
      // Done: the page leaves by itself as soon as there is a user.
    }
  };
}

function useSignIn(email: string) {
  const goOn = useNextStep(email);
  return useAuthForm('sign-in', async (fields) => {
    const wrong = checkFields(fields, {
      email: emailAddress,
      password: (value) => (value === '' ? 'Enter your password.' : undefined),
    });
    if (wrong) return { fields: wrong };
    const password = textOf(fields, 'password');
    return goOn(await signInWithPassword(email, password), password);
  });
}

function SignInActions({ email, isBusy }: { email: string; isBusy: boolean }) {
  return (
    <>
      <AccountLink className="auth-forgot" to="/forgot" email={email}>
        Forgot Password?
      </AccountLink>
      <Button type="submit" className="auth-submit" isBusy={isBusy}>
        Sign In
      </Button>
    </>
  );
}

/** E-mail and password, and the way on to whatever the account still needs. */
export function SignInForm() {
  const arrival = useArrival();
  const [email, setEmail] = useState(arrival.email);
  const submission = useSignIn(email.trim());
  const { isBusy, problem } = submission;
  const notice = notices[arrival.notice ?? ''];
  const actions = <SignInActions email={email} isBusy={isBusy} />;
  return (
    <Form label="Sign in" submission={submission} className="auth-form" actions={actions}>
      {notice && <Notice>{notice}</Notice>}
      <EmailField value={email} onChange={(event) => setEmail(event.target.value)} error={problem?.fields?.email} />
      <PasswordField
        label="Password"
        name="password"
        autoComplete="current-password"
        required
        error={problem?.fields?.password}
      />
    </Form>
  );
}

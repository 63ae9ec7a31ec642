import { Button, Form, Notice, PasswordField, type Problem, TextField } from '@cruddur/ui';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { accountPath } from '../../lib/next-path.ts';
import { checkFields, emailAddress, textOf } from './form-fields.ts';
import { useArrival } from './page-state.ts';
import { keepCredentials } from './pending-credentials.ts';
import { type SignInOutcome, signInWithPassword } from './sign-in.ts';
import { useAuthForm } from './use-auth-form.tsx';

const notices: Partial<Record<string, string>> = {
  'session-expired': 'Your session has ended. Please sign in again.',
  confirmed: 'Your email is confirmed. You can sign in now.',
};

const unsupported: Problem = {
  text: 'This account needs a second proof that this site cannot ask for.',
  detail: 'Please ask whoever runs this site.',
};

/** E-mail and password, and the way on to whatever the account still needs. */
export function SignInForm() {
  const navigate = useNavigate();
  const arrival = useArrival();
  const [email, setEmail] = useState(arrival.email);

  async function follow(outcome: SignInOutcome, fields: FormData): Promise<Problem | undefined> {
    const options = { email, next: arrival.next };
    switch (outcome.step) {
      case 'confirm-sign-up':
        keepCredentials({ email, password: textOf(fields, 'password') });
        await navigate(accountPath('/confirm', options), { state: { notice: 'not-confirmed' } });
        return;
      case 'reset-password':
        await navigate('/forgot', { state: { email, notice: 'reset-required' } });
        return;
      case 'new-password':
        await navigate(accountPath('/new-password', { next: arrival.next }), {
          state: { missingAttributes: outcome.missingAttributes },
        });
        return;
      case 'unsupported':
        return unsupported;
      // Done: the page leaves by itself as soon as there is a user.
    }
  }

  const submission = useAuthForm('sign-in', async (fields) => {
    const wrong = checkFields(fields, {
      email: emailAddress,
      password: (value) => (value === '' ? 'Enter your password.' : undefined),
    });
    if (wrong) return { fields: wrong };
    return follow(await signInWithPassword(email, textOf(fields, 'password')), fields);
  });
  const errors = submission.problem?.fields;
  const notice = notices[arrival.notice ?? ''];

  return (
    <Form
      label="Sign in"
      submission={submission}
      className="auth-form"
      actions={
        <>
          <Link className="auth-forgot" to="/forgot" state={{ email }}>
            Forgot Password?
          </Link>
          <Button type="submit" className="auth-submit" isBusy={submission.isBusy}>
            Sign In
          </Button>
        </>
      }
    >
      {notice && <Notice>{notice}</Notice>}
      <TextField
        label="Email"
        name="email"
        type="email"
        autoComplete="username"
        required
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        error={errors?.email}
      />
      <PasswordField
        label="Password"
        name="password"
        autoComplete="current-password"
        required
        error={errors?.password}
      />
    </Form>
  );
}

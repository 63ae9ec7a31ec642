import { Button, Form, Notice, type Problem, TextField } from '@cruddur/ui';
import { confirmSignUp, resendSignUpCode } from 'aws-amplify/auth';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { type AuthProblem, explainAuthError } from '../../lib/auth-problems.ts';
import { accountPath } from '../../lib/next-path.ts';
import { CardPage } from './card-page.tsx';
import { CodeField } from './code-field.tsx';
import { checkFields, emailAddress, mailedCode, textOf } from './form-fields.ts';
import { useArrival } from './page-state.ts';
import { takeCredentials } from './pending-credentials.ts';
import { ResendButton } from './resend-button.tsx';
import { signInWithPassword } from './sign-in.ts';
import { useAuthForm } from './use-auth-form.tsx';

const notices: Partial<Record<string, string>> = {
  'code-sent': 'We have sent a code to your email. It can take a minute to arrive.',
  'not-confirmed': 'Your email is not confirmed yet. Enter the code we sent you, or ask for a new one below.',
};

async function resend(email: string): Promise<AuthProblem | undefined> {
  if (email.trim() === '') {
    return { text: 'You need to provide an email in order to send Resend Activation Code' };
  }
  try {
    await resendSignUpCode({ username: email.trim() });
  } catch (error) {
    return explainAuthError(error, 'resend');
  }
}

/** Signs in with what was typed a moment ago, if it was; says whether that worked. */
async function signInDirectly(email: string): Promise<boolean> {
  const credentials = takeCredentials(email);
  if (!credentials) return false;
  try {
    return (await signInWithPassword(email, credentials.password)).step === 'done';
  } catch {
    // The address is confirmed all the same; the sign-in page will say what is wrong.
    return false;
  }
}

/** The card that takes the mailed code, and below it the button for another one. */
export function ConfirmPanel() {
  const navigate = useNavigate();
  const arrival = useArrival();
  const [email, setEmail] = useState(arrival.email);

  const submission = useAuthForm('confirm', async (fields): Promise<Problem | undefined> => {
    const wrong = checkFields(fields, { email: emailAddress, code: mailedCode });
    if (wrong) return { fields: wrong };
    const confirmationCode = textOf(fields, 'code').replaceAll(/\s/g, '');
    await confirmSignUp({ username: email.trim(), confirmationCode });
    // Signed in, the page leaves by itself.
    if (await signInDirectly(email)) return;
    await navigate(accountPath('/signin', { email: email.trim(), next: arrival.next }), {
      state: { notice: 'confirmed' },
    });
  });
  const errors = submission.problem?.fields;
  const notice = notices[arrival.notice ?? ''];

  return (
    <CardPage
      title="Confirm your Email"
      below={
        <ResendButton
          label="Resend Activation Code"
          sentText="A new activation code has been sent to your email"
          send={() => resend(email)}
        />
      }
    >
      <Form
        label="Confirm your email"
        submission={submission}
        actions={
          <Button type="submit" isBusy={submission.isBusy}>
            Confirm Email
          </Button>
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
        <CodeField label="Confirmation Code" error={errors?.code} />
      </Form>
    </CardPage>
  );
}

import { Button, Form, Notice, type Problem } from '@cruddur/ui';
import { confirmSignUp, resendSignUpCode } from 'aws-amplify/auth';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { explainAuthError } from '../../lib/auth-problems.ts';
import { accountPath } from '../../lib/next-path.ts';
import { CardPage } from './card-page.tsx';
import { CodeField } from './code-field.tsx';
import { EmailField } from './email-field.tsx';
import { checkFields, emailAddress, mailedCode, textOf } from './form-fields.ts';
import { useArrival } from './page-state.ts';
import { takeCredentials } from './pending-credentials.ts';
import { ResendButton } from './resend-button.tsx';
import { signInWithPassword } from './sign-in.ts';
import { toProblem, useAuthForm } from './use-auth-form.tsx';

const notices: Partial<Record<string, string>> = {
  'code-sent': 'We have sent a code to your email. It can take a minute to arrive.',
  'not-confirmed': 'Your email is not confirmed yet. Enter the code we sent you, or ask for a new one below.',
};

async function resend(email: string): Promise<Problem | undefined> {
  if (email === '') {
    return { text: 'You need to provide an email in order to send Resend Activation Code' };
  }
  try {
    await resendSignUpCode({ username: email });
  } catch (error) {
    return toProblem(explainAuthError(error, 'resend'), email);
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

function useConfirmation(email: string) {
  const navigate = useNavigate();
  const { next } = useArrival();
  return useAuthForm('confirm', async (fields): Promise<Problem | undefined> => {
    const wrong = checkFields(fields, { email: emailAddress, code: mailedCode });
    if (wrong) return { fields: wrong };
    const confirmationCode = textOf(fields, 'code').replaceAll(/\s/g, '');
    await confirmSignUp({ username: email, confirmationCode });
    // Signed in, the page leaves by itself.
    if (await signInDirectly(email)) return;
    await navigate(accountPath('/signin', { email, next }), { state: { notice: 'confirmed' } });
  });
}

/** The card that takes the mailed code, and below it the button for another one. */
export function ConfirmPanel() {
  const arrival = useArrival();
  const [email, setEmail] = useState(arrival.email);
  const submission = useConfirmation(email.trim());
  const { isBusy, problem } = submission;
  const notice = notices[arrival.notice ?? ''];
  const button = (
    <Button type="submit" isBusy={isBusy}>
      Confirm Email
    </Button>
  );
  const resendButton = (
    <ResendButton
      label="Resend Activation Code"
      sentText="A new activation code has been sent to your email"
      send={() => resend(email.trim())}
    />
  );
  return (
    <CardPage title="Confirm your Email" below={resendButton}>
      <Form label="Confirm your email" submission={submission} actions={button}>
        {notice && <Notice>{notice}</Notice>}
        <EmailField value={email} onChange={(event) => setEmail(event.target.value)} error={problem?.fields?.email} />
        <CodeField label="Confirmation Code" error={problem?.fields?.code} />
      </Form>
    </CardPage>
  );
}

import { Button, Form, Notice, type Problem } from '@cruddur/ui';
import { resetPassword } from 'aws-amplify/auth';
import { useState } from 'react';
import { Link } from 'react-router';
import { accountPath } from '../../lib/next-path.ts';
import { AccountLink } from './account-link.tsx';
import { CardPage } from './card-page.tsx';
import { EmailField } from './email-field.tsx';
import { checkFields, emailAddress, textOf } from './form-fields.ts';
import { useArrival } from './page-state.ts';
import { ResetForm } from './reset-form.tsx';
import { useAuthForm } from './use-auth-form.tsx';

/**
 * Asks for a code by mail. A pool that tells unknown addresses apart is not echoed: whoever asks sees the same next
 * step for every address.
 */
async function requestCode(email: string): Promise<void> {
  try {
    await resetPassword({ username: email });
  } catch (error) {
    if (!(error instanceof Error && error.name === 'UserNotFoundException')) throw error;
  }
}

function RequestForm({ onSent }: { onSent(email: string): void }) {
  const arrival = useArrival();
  const submission = useAuthForm('recover', async (fields): Promise<Problem | undefined> => {
    const wrong = checkFields(fields, { email: emailAddress });
    if (wrong) return { fields: wrong };
    const email = textOf(fields, 'email').trim();
    await requestCode(email);
    onSent(email);
  });
  return (
    <Form
      label="Recover your password"
      submission={submission}
      actions={
        <Button type="submit" isBusy={submission.isBusy}>
          Send Recovery Code
        </Button>
      }
    >
      {arrival.notice === 'reset-required' && (
        <Notice>Your password has to be replaced. We will send you a code for that.</Notice>
      )}
      <EmailField defaultValue={arrival.email} error={submission.problem?.fields?.email} />
    </Form>
  );
}

type Step = { name: 'request' } | { name: 'reset'; email: string } | { name: 'done'; email: string };

/** Recovers a password in three steps: ask for a code, choose a new password with it, done. */
export function RecoverPanel() {
  const { next } = useArrival();
  const [step, setStep] = useState<Step>({ name: 'request' });
  if (step.name === 'request') {
    return (
      <CardPage title="Recover your Password" below={<AccountLink to="/signin">Back to sign-in</AccountLink>}>
        <RequestForm onSent={(email) => setStep({ name: 'reset', email })} />
      </CardPage>
    );
  }
  if (step.name === 'reset') {
    return (
      <ResetForm
        email={step.email}
        requestCode={() => requestCode(step.email)}
        onDone={() => setStep({ name: 'done', email: step.email })}
      />
    );
  }
  return (
    <CardPage title="Recover your Password">
      <p className="auth-success" role="status">
        Your password has been successfully reset!
      </p>
      <Link className="auth-proceed" to={accountPath('/signin', { email: step.email, next })}>
        Proceed to Signin
      </Link>
    </CardPage>
  );
}

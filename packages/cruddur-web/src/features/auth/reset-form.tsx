import { Button, Form, Notice, type Problem } from '@cruddur/ui';
import { confirmResetPassword } from 'aws-amplify/auth';
import { explainAuthError } from '../../lib/auth-problems.ts';
import { CardPage } from './card-page.tsx';
import { CodeField } from './code-field.tsx';
import { checkFields, mailedCode, newPasswordChecks, textOf } from './form-fields.ts';
import { NewPasswordFields } from './new-password-fields.tsx';
import { ResendButton } from './resend-button.tsx';
import { toProblem, useAuthForm } from './use-auth-form.tsx';

interface ResetFormProps {
  email: string;
  /** Throws what the user pool says. */
  requestCode(): Promise<void>;
  onDone(): void;
}

function useReset({ email, onDone }: ResetFormProps) {
  return useAuthForm('reset', async (fields): Promise<Problem | undefined> => {
    const wrong = checkFields(fields, { code: mailedCode, ...newPasswordChecks(fields) });
    if (wrong) return { fields: wrong };
    await confirmResetPassword({
      username: email,
      confirmationCode: textOf(fields, 'code').replaceAll(/\s/g, ''),
      newPassword: textOf(fields, 'password'),
    });
    onDone();
  });
}

/** The second step of a recovery: the mailed code, and the new password twice. */
export function ResetForm(props: ResetFormProps) {
  const { email, requestCode } = props;
  const submission = useReset(props);
  const { isBusy, problem } = submission;

  async function resend(): Promise<Problem | undefined> {
    try {
      await requestCode();
    } catch (error) {
      return toProblem(explainAuthError(error, 'recover'), email);
    }
  }

  const button = (
    <Button type="submit" isBusy={isBusy}>
      Reset Password
    </Button>
  );
  const sentText = 'If there is an account for this email, a new code is on its way.';
  return (
    <CardPage
      title="Recover your Password"
      below={<ResendButton label="Send Another Code" sentText={sentText} send={resend} />}
    >
      <Form label="Choose a new password" submission={submission} actions={button}>
        <Notice>If there is an account for {email}, a code is on its way to it.</Notice>
        <CodeField label="Reset Password Code" error={problem?.fields?.code} />
        <NewPasswordFields email={email} errors={problem?.fields} />
      </Form>
    </CardPage>
  );
}

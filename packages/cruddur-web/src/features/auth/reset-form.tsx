import { Button, Form, Notice, PasswordField, type Problem } from '@cruddur/ui';
import { confirmResetPassword } from 'aws-amplify/auth';
import { type AuthProblem, explainAuthError } from '../../lib/auth-problems.ts';
import { CardPage } from './card-page.tsx';
import { CodeField } from './code-field.tsx';
import { checkFields, mailedCode, newPasswordChecks, textOf } from './form-fields.ts';
import { ResendButton } from './resend-button.tsx';
import { useAuthForm } from './use-auth-form.tsx';

interface ResetFormProps {
  email: string;
  /** Throws what the user pool says. */
  requestCode(): Promise<void>;
  onDone(): void;
}

/** The second step of a recovery: the mailed code, and the new password twice. */
export function ResetForm({ email, requestCode, onDone }: ResetFormProps) {
  const submission = useAuthForm('reset', async (fields): Promise<Problem | undefined> => {
    const wrong = checkFields(fields, { code: mailedCode, ...newPasswordChecks(fields) });
    if (wrong) return { fields: wrong };
    await confirmResetPassword({
      username: email,
      confirmationCode: textOf(fields, 'code').replaceAll(/\s/g, ''),
      newPassword: textOf(fields, 'password'),
    });
    onDone();
  });
  const errors = submission.problem?.fields;

  async function resend(): Promise<AuthProblem | undefined> {
    try {
      await requestCode();
    } catch (error) {
      return explainAuthError(error, 'recover');
    }
  }

  return (
    <CardPage
      title="Recover your Password"
      below={
        <ResendButton
          label="Send Another Code"
          sentText="If there is an account for this email, a new code is on its way."
          send={resend}
        />
      }
    >
      <Form
        label="Choose a new password"
        submission={submission}
        actions={
          <Button type="submit" isBusy={submission.isBusy}>
            Reset Password
          </Button>
        }
      >
        <Notice>If there is an account for {email}, a code is on its way to it.</Notice>
        {/* Tells a password manager whose password this will be. */}
        <input type="hidden" name="email" autoComplete="username" value={email} />
        <CodeField label="Reset Password Code" error={errors?.code} />
        <PasswordField
          label="New Password"
          name="password"
          autoComplete="new-password"
          required
          showsRules
          error={errors?.password}
        />
        <PasswordField
          label="New Password Again"
          name="passwordAgain"
          autoComplete="new-password"
          required
          error={errors?.passwordAgain}
        />
      </Form>
    </CardPage>
  );
}

import { Button, Form, Notice, PasswordField, type Problem, TextField } from '@cruddur/ui';
import { checkFields, newPasswordChecks, required, textOf } from './form-fields.ts';
import { useArrival } from './page-state.ts';
import { answerNewPassword } from './sign-in.ts';
import { useAuthForm } from './use-auth-form.tsx';

const labels: Readonly<Record<string, string>> = { name: 'Name', preferred_username: 'Username', email: 'Email' };

function labelOf(attribute: string): string {
  return labels[attribute] ?? attribute.replaceAll('_', ' ');
}

/** Replaces the temporary password an administrator has set, and asks for what the pool still wants to know. */
export function NewPasswordForm() {
  const { missingAttributes } = useArrival();
  const submission = useAuthForm('new-password', async (fields): Promise<Problem | undefined> => {
    const attributeChecks = missingAttributes.map((name) => [name, required('Fill this in, please.')] as const);
    const wrong = checkFields(fields, { ...Object.fromEntries(attributeChecks), ...newPasswordChecks(fields) });
    if (wrong) return { fields: wrong };
    const attributes = missingAttributes.map((name) => [name, textOf(fields, name).trim()] as const);
    const outcome = await answerNewPassword(textOf(fields, 'password'), Object.fromEntries(attributes));
    // Signed in, the page leaves by itself.
    if (outcome.step !== 'done') return { text: 'This account needs a second proof that this site cannot ask for.' };
  });
  const errors = submission.problem?.fields;

  return (
    <Form
      label="Choose a new password"
      submission={submission}
      actions={
        <Button type="submit" isBusy={submission.isBusy}>
          Set Password
        </Button>
      }
    >
      <Notice>Your password was a temporary one. Choose your own to go on.</Notice>
      {missingAttributes.map((name) => (
        <TextField key={name} label={labelOf(name)} name={name} required error={errors?.[name]} />
      ))}
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
  );
}

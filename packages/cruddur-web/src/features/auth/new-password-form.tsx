import { Button, Form, Notice, type Problem, TextField } from '@cruddur/ui';
import { checkFields, newPasswordChecks, required, textOf } from './form-fields.ts';
import { NewPasswordFields } from './new-password-fields.tsx';
import { useArrival } from './page-state.ts';
import { answerNewPassword, unsupportedProof } from './sign-in.ts';
import { useAuthForm } from './use-auth-form.tsx';

/** The attributes known by another name on the sign-up page, and what browsers may fill in. */
const known: Readonly<Record<string, { label: string; autoComplete: string }>> = {
  name: { label: 'Name', autoComplete: 'name' },
  preferred_username: { label: 'Username', autoComplete: 'nickname' },
};

function AttributeField({ name, error }: { name: string; error: string | undefined }) {
  const { label, autoComplete } = known[name] ?? { label: name.replaceAll('_', ' '), autoComplete: 'off' };
  return <TextField label={label} name={name} autoComplete={autoComplete} required error={error} />;
}

function useNewPassword(missingAttributes: readonly string[]) {
  return useAuthForm('new-password', async (fields): Promise<Problem | undefined> => {
    const attributeChecks = missingAttributes.map((name) => [name, required('Fill this in, please.')] as const);
    const wrong = checkFields(fields, { ...Object.fromEntries(attributeChecks), ...newPasswordChecks(fields) });
    if (wrong) return { fields: wrong };
    const attributes = missingAttributes.map((name) => [name, textOf(fields, name).trim()] as const);
    const outcome = await answerNewPassword(textOf(fields, 'password'), Object.fromEntries(attributes));
    // Signed in, the page leaves by itself.
    if (outcome.step !== 'done') return unsupportedProof;
  });
}

/** Replaces the temporary password an administrator has set, and asks for what the pool still wants to know. */
export function NewPasswordForm() {
  const { email, missingAttributes } = useArrival();
  const submission = useNewPassword(missingAttributes);
  const { isBusy, problem } = submission;
  const button = (
    <Button type="submit" isBusy={isBusy}>
      Set Password
    </Button>
  );
  return (
    <Form label="Choose a new password" submission={submission} actions={button}>
      <Notice>Your password was a temporary one. Choose your own to go on.</Notice>
      {missingAttributes.map((name) => (
        <AttributeField key={name} name={name} error={problem?.fields?.[name]} />
      ))}
      <NewPasswordFields email={email} errors={problem?.fields} />
    </Form>
  );
}

import { PasswordField } from '@cruddur/ui';

interface NewPasswordFieldsProps {
  /** Whose password it will be; tells a password manager. */
  email: string;
  errors: Readonly<Record<string, string>> | undefined;
}

/** A new password, typed twice. */
export function NewPasswordFields({ email, errors }: NewPasswordFieldsProps) {
  return (
    <>
      <input type="hidden" name="email" autoComplete="username" value={email} />
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
    </>
  );
}

import { TextField } from '@cruddur/ui';

/** The field for a mailed code; phones offer the code itself and show digits to type. */
export function CodeField({ label, error }: { label: string; error: string | undefined }) {
  return (
    <TextField
      label={label}
      name="code"
      inputMode="numeric"
      autoComplete="one-time-code"
      autoCorrect="off"
      spellCheck={false}
      maxLength={12}
      required
      error={error}
    />
  );
}

/** Checks that need no server; each answers with what is wrong, or with nothing. */
type Check = (value: string) => string | undefined;

/** A field may not be empty; `text` says what to do. */
export function required(text: string): Check {
  return (value) => (value.trim() === '' ? text : undefined);
}

/** An e-mail address, as far as one can tell by looking at it. */
export const emailAddress: Check = (value) => {
  if (value.trim() === '') return 'Enter your email.';
  return /^[^\s@]+@[^\s@]+$/.test(value.trim()) ? undefined : 'This does not look like an email address.';
};

/** The six digits of a mailed code; blanks between them do not matter. */
export const mailedCode: Check = (value) => {
  if (value.trim() === '') return 'Enter the code from your email.';
  return /^\d{6}$/.test(value.replaceAll(/\s/g, '')) ? undefined : 'The code has 6 digits.';
};

/** One field of a form as text. */
export function textOf(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === 'string' ? value : '';
}

/** Runs a check per field and gathers what is wrong, by field name; nothing when all is well. */
export function checkFields(
  fields: FormData,
  checks: Readonly<Record<string, Check>>,
): Record<string, string> | undefined {
  const wrong: Record<string, string> = {};
  for (const [name, check] of Object.entries(checks)) {
    const text = check(textOf(fields, name));
    if (text) wrong[name] = text;
  }
  return Object.keys(wrong).length > 0 ? wrong : undefined;
}

/** Checks for a new password that is typed twice, in the fields `password` and `passwordAgain`. */
export function newPasswordChecks(fields: FormData): Record<string, Check> {
  return {
    password: (value) => (value === '' ? 'Enter a new password.' : undefined),
    passwordAgain: (value) => (value === textOf(fields, 'password') ? undefined : 'Passwords do not match'),
  };
}

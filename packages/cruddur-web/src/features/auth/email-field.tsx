import { TextField, type TextFieldProps } from '@cruddur/ui';

type EmailFieldProps = Pick<TextFieldProps, 'value' | 'defaultValue' | 'onChange' | 'error'>;

/** The e-mail address. It is the name to sign in with, so that is what browsers and password managers are told. */
export function EmailField(field: EmailFieldProps) {
  return <TextField {...field} label="Email" name="email" type="email" autoComplete="username" required />;
}

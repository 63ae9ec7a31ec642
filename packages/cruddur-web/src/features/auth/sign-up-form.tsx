import { Button, Form, PasswordField, TextField } from '@cruddur/ui';
import { signUp } from 'aws-amplify/auth';
import { useNavigate } from 'react-router';
import { accountPath } from '../../lib/next-path.ts';
import { checkFields, emailAddress, required, textOf } from './form-fields.ts';
import { useArrival } from './page-state.ts';
import { keepCredentials } from './pending-credentials.ts';
import { signInWithPassword } from './sign-in.ts';
import { useAuthForm } from './use-auth-form.tsx';

const checks = {
  name: required('Enter your name.'),
  email: emailAddress,
  username: required('Choose a username.'),
  password: (value: string) => (value === '' ? 'Choose a password.' : undefined),
};

/** Sends the form to the user pool; says whether the account can be used at once, without a mailed code. */
async function register(fields: FormData): Promise<boolean> {
  const email = textOf(fields, 'email').trim();
  const { isSignUpComplete } = await signUp({
    username: email,
    password: textOf(fields, 'password'),
    options: {
      userAttributes: {
        name: textOf(fields, 'name').trim(),
        email,
        preferred_username: textOf(fields, 'username').trim(),
      },
    },
  });
  return isSignUpComplete;
}

/** Name, e-mail, username and password of a new account. */
export function SignUpForm() {
  const navigate = useNavigate();
  const { email: givenEmail, next } = useArrival();

  const submission = useAuthForm('sign-up', async (fields) => {
    const wrong = checkFields(fields, checks);
    if (wrong) return { fields: wrong };
    const credentials = { email: textOf(fields, 'email').trim(), password: textOf(fields, 'password') };
    if (await register(fields)) {
      await signInWithPassword(credentials.email, credentials.password);
      return;
    }
    keepCredentials(credentials);
    await navigate(accountPath('/confirm', { email: credentials.email, next }), { state: { notice: 'code-sent' } });
  });
  const errors = submission.problem?.fields;

  return (
    <Form
      label="Sign up"
      submission={submission}
      className="auth-form"
      actions={
        <Button type="submit" className="auth-submit" isBusy={submission.isBusy}>
          Sign Up
        </Button>
      }
    >
      <TextField label="Name" name="name" autoComplete="name" required error={errors?.name} />
      <TextField
        label="Email"
        name="email"
        type="email"
        // It is the name to sign in with, and the one a password manager should keep.
        autoComplete="username"
        required
        defaultValue={givenEmail}
        error={errors?.email}
      />
      <TextField
        label="Username"
        name="username"
        autoComplete="nickname"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        required
        error={errors?.username}
      />
      <PasswordField
        label="Password"
        name="password"
        autoComplete="new-password"
        required
        showsRules
        error={errors?.password}
      />
    </Form>
  );
}

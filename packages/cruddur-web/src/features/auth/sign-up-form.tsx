import { Button, Form, PasswordField, TextField } from '@cruddur/ui';
import { signUp } from 'aws-amplify/auth';
import { useNavigate } from 'react-router';
import { accountPath } from '../../lib/next-path.ts';
import { EmailField } from './email-field.tsx';
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

function useSignUp() {
  const navigate = useNavigate();
  const { next } = useArrival();
  return useAuthForm('sign-up', async (fields) => {
    const wrong = checkFields(fields, checks);
    if (wrong) return { fields: wrong };
    const credentials = { email: textOf(fields, 'email').trim(), password: textOf(fields, 'password') };
    if (await register(fields)) {
      // Signed in, the page leaves by itself.
      await signInWithPassword(credentials.email, credentials.password);
      return;
    }
    keepCredentials(credentials);
    await navigate(accountPath('/confirm', { email: credentials.email, next }), { state: { notice: 'code-sent' } });
  });
}

function UsernameField({ error }: { error: string | undefined }) {
  return (
    <TextField
      label="Username"
      name="username"
      autoComplete="nickname"
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      required
      hint="Others will know you by it: letters, digits, and . _ - inside."
      error={error}
    />
  );
}

/** Name, e-mail, username and password of a new account. */
export function SignUpForm() {
  const { email } = useArrival();
  const submission = useSignUp();
  const { isBusy, problem } = submission;
  const errors = problem?.fields;
  const button = (
    <Button type="submit" className="auth-submit" isBusy={isBusy}>
      Sign Up
    </Button>
  );
  return (
    <Form label="Sign up" submission={submission} className="auth-form" actions={button}>
      <TextField label="Name" name="name" autoComplete="name" required error={errors?.name} />
      <EmailField defaultValue={email} error={errors?.email} />
      <UsernameField error={errors?.username} />
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

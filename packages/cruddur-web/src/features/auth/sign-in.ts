import { type ConfirmSignInOutput, confirmSignIn, type SignInOutput, signIn } from 'aws-amplify/auth';
import { reloadSession } from '../../lib/session.ts';
import { forgetCredentials } from './pending-credentials.ts';

/** What comes after the password was sent. */
export type SignInOutcome =
  | { step: 'done' | 'confirm-sign-up' | 'reset-password' | 'unsupported' }
  | { step: 'new-password'; missingAttributes: readonly string[] };

/** Said when an account needs a challenge these pages cannot answer. */
export const unsupportedProof = {
  text: 'This account needs a second proof that this site cannot ask for.',
  detail: 'Please ask whoever runs this site.',
};

async function readOutcome({ nextStep }: SignInOutput | ConfirmSignInOutput): Promise<SignInOutcome> {
  switch (nextStep.signInStep) {
    case 'DONE':
      forgetCredentials();
      await reloadSession();
      return { step: 'done' };
    case 'CONFIRM_SIGN_UP':
      return { step: 'confirm-sign-up' };
    case 'RESET_PASSWORD':
      return { step: 'reset-password' };
    case 'CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED':
      return { step: 'new-password', missingAttributes: nextStep.missingAttributes ?? [] };
    default:
      return { step: 'unsupported' };
  }
}

/** Signs in over SRP, so the password never leaves the page. Throws what the user pool says. */
export async function signInWithPassword(email: string, password: string): Promise<SignInOutcome> {
  return readOutcome(await signIn({ username: email.trim(), password }));
}

/** Replaces a temporary password, which also signs in. Throws what the user pool says. */
export async function answerNewPassword(
  password: string,
  userAttributes: Record<string, string>,
): Promise<SignInOutcome> {
  return readOutcome(await confirmSignIn({ challengeResponse: password, options: { userAttributes } }));
}

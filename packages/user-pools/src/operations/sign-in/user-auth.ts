import type { Context } from '../../context.ts';
import type { ClientCaller } from '../operation.ts';
import type { SignInAnswer } from './after-password.ts';
import { type Choice, choiceChallenge } from './choice.ts';
import { findAccount } from './find-account.ts';
import { type Parameters, requiredUsername } from './parameters.ts';
import { signInAfterSignUp } from './sign-in-after-sign-up.ts';
import { userPasswordAuth } from './user-password-auth.ts';
import { userSrpAuth } from './user-srp-auth.ts';

/**
 * USER_AUTH, sign-in by choice: the client names the factor it prefers, with its proof or without, or is told which there are. A
 * factor that cannot be had counts as none.
 *
 * @param session of a ConfirmSignUp just before: that stands for the proof.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flows-selection-sdk.html
 */
export async function userAuth(
  ctx: Context,
  parameters: Parameters,
  session: string | undefined,
  caller: ClientCaller,
): Promise<SignInAnswer> {
  const username = requiredUsername(parameters);
  if (session !== undefined) return await signInAfterSignUp(ctx, username, session, caller);
  const ask = async (challenge: Choice) =>
    await choiceChallenge(ctx, caller, await findAccount(ctx, caller, username), challenge);
  switch (parameters.PREFERRED_CHALLENGE) {
    case 'PASSWORD':
      return parameters.PASSWORD ? await userPasswordAuth(ctx, parameters, caller) : await ask('PASSWORD');
    case 'PASSWORD_SRP':
      return parameters.SRP_A ? await userSrpAuth(ctx, parameters, caller) : await ask('PASSWORD_SRP');
    default:
      return await ask('SELECT_CHALLENGE');
  }
}

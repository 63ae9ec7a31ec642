import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import type { User } from '../../storage/users.ts';
import { issueTokens } from '../../tokens/issue.ts';
import type { ClientCaller, Output } from '../operation.ts';
import { newPasswordChallenge } from './new-password-required.ts';

/** Tokens, or the next challenge. */
export type SignInAnswer = Output<'RespondToAuthChallenge'> & Output<'InitiateAuth'>;

/**
 * What follows a password that was proved: only now may the answer tell in which state the user is.
 *
 * @throws CognitoError saying why a user with the right password may not sign in.
 */
export async function afterPassword(ctx: Context, caller: ClientCaller, user: User): Promise<SignInAnswer> {
  if (!user.enabled) throw errors.userDisabled();
  switch (user.status) {
    case 'CONFIRMED':
      return await tokenAnswer(ctx, caller, user);
    case 'FORCE_CHANGE_PASSWORD':
      if ((user.temporaryPasswordExpiresAt ?? Number.POSITIVE_INFINITY) <= ctx.clock.now()) {
        throw errors.temporaryPasswordExpired();
      }
      return await newPasswordChallenge(ctx, caller, user);
    case 'UNCONFIRMED':
      throw errors.userNotConfirmed();
    case 'RESET_REQUIRED':
      throw errors.passwordResetRequired();
    default:
      throw errors.badCredentials();
  }
}

/** Tokens of a new sign-in. */
export async function tokenAnswer(ctx: Context, { pool, client }: ClientCaller, user: User): Promise<SignInAnswer> {
  return { ChallengeParameters: {}, AuthenticationResult: await issueTokens(ctx, { pool, client, user }) };
}

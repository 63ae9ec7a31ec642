import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import type { ClientCaller, Input, Output } from '../operation.ts';
import { answerNewPassword } from './new-password-required.ts';
import { passwordVerifier } from './password-verifier.ts';

/**
 * Answers a challenge of InitiateAuth.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RespondToAuthChallenge.html
 */
export async function respondToAuthChallenge(
  ctx: Context,
  input: Input<'RespondToAuthChallenge'>,
  caller: ClientCaller,
): Promise<Output<'RespondToAuthChallenge'>> {
  switch (input.ChallengeName) {
    case 'PASSWORD_VERIFIER':
      return await passwordVerifier(ctx, input, caller);
    case 'NEW_PASSWORD_REQUIRED':
      return await answerNewPassword(ctx, input, caller);
    default:
      // No other challenge is ever set, so no session can be for it.
      throw errors.sessionInvalid();
  }
}

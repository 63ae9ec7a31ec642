import type { Context } from '../../context.ts';
import type { ClientCaller, Input, Output } from '../operation.ts';
import { answerChallenge } from './answer-challenge.ts';

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
  return await answerChallenge(ctx, input, caller);
}

import type { Context } from '../../context.ts';
import type { Input, Output, PoolClientCaller } from '../operation.ts';
import { answerChallenge } from './answer-challenge.ts';

/**
 * Answers a challenge on behalf of a user, be it one of AdminInitiateAuth or of InitiateAuth.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminRespondToAuthChallenge.html
 */
export async function adminRespondToAuthChallenge(
  ctx: Context,
  input: Input<'AdminRespondToAuthChallenge'>,
  caller: PoolClientCaller,
): Promise<Output<'AdminRespondToAuthChallenge'>> {
  return await answerChallenge(ctx, input, caller);
}

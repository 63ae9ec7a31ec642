/** Sign-in: the flows of InitiateAuth, the challenges that follow, and refreshing. */
import type { Context } from '../../context.ts';
import type { ClientCaller, Input, Output } from '../operation.ts';
import { assertFlow, startSignIn } from './start-sign-in.ts';
import { userPasswordAuth } from './user-password-auth.ts';

/**
 * Starts a sign-in, or continues one with a refresh token.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html
 */
export async function initiateAuth(
  ctx: Context,
  input: Input<'InitiateAuth'>,
  caller: ClientCaller,
): Promise<Output<'InitiateAuth'>> {
  if (input.AuthFlow !== 'USER_PASSWORD_AUTH') return await startSignIn(ctx, input, caller);
  assertFlow(caller.client, 'USER_PASSWORD_AUTH');
  return await userPasswordAuth(ctx, input.AuthParameters ?? {}, caller);
}

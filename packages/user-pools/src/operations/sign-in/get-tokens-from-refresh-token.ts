import type { Context } from '../../context.ts';
import { openRefreshToken, refreshTokens } from '../../tokens/refresh.ts';
import type { ClientCaller, Input, Output } from '../operation.ts';

/**
 * New ID and access tokens for a refresh token, the way current clients ask, and a new refresh token where the client rotates them.
 * The client's secret was checked before.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetTokensFromRefreshToken.html
 */
export async function getTokensFromRefreshToken(
  ctx: Context,
  input: Input<'GetTokensFromRefreshToken'>,
  caller: ClientCaller,
): Promise<Output<'GetTokensFromRefreshToken'>> {
  const refresh = await openRefreshToken(ctx, caller, input.RefreshToken ?? '');
  return { AuthenticationResult: await refreshTokens(ctx, refresh) };
}

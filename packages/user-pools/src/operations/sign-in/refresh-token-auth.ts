import type { Context } from '../../context.ts';
import { verifySecretHash } from '../../keys/client-secret.ts';
import { openRefreshToken, refreshTokens } from '../../tokens/refresh.ts';
import type { ClientCaller } from '../operation.ts';
import type { SignInAnswer } from './after-password.ts';
import { type Parameters, required } from './parameters.ts';

/**
 * REFRESH_TOKEN_AUTH: new ID and access tokens. The secret hash is made over the user's real name, which the request does
 * not hold: it is checked here, once the token has told whose it is.
 */
export async function refreshTokenAuth(
  ctx: Context,
  parameters: Parameters,
  caller: ClientCaller,
): Promise<SignInAnswer> {
  const refresh = await openRefreshToken(ctx, caller, required(parameters, 'REFRESH_TOKEN'));
  await verifySecretHash(ctx, caller.client, refresh.user.username, parameters.SECRET_HASH);
  return { ChallengeParameters: {}, AuthenticationResult: await refreshTokens(ctx, refresh) };
}

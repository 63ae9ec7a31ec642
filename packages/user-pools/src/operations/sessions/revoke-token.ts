import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { revokeRefreshToken } from '../../tokens/revoke.ts';
import type { ClientCaller, Input, Output } from '../operation.ts';

/**
 * Ends the sign-in a refresh token belongs to; the client's secret was checked before. `RevokeAssociatedSessions` asks to
 * end the single sign-on session too: there is none behind a sign-in by the API.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RevokeToken.html
 */
export async function revokeToken(
  ctx: Context,
  input: Input<'RevokeToken'>,
  { pool, client }: ClientCaller,
): Promise<Output<'RevokeToken'>> {
  if (client.settings.EnableTokenRevocation === false) throw errors.revocationDisabled();
  await revokeRefreshToken(ctx, { pool, client }, input.Token ?? '');
  return {};
}

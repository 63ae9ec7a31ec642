import type { AuthenticationResultType } from '@aws-sdk/client-cognito-identity-provider';
import type { Context } from '../context.ts';
import { errors } from '../errors.ts';
import { type AppClient, rotatesRefreshTokens } from '../storage/clients.ts';
import type { Pool } from '../storage/pools.ts';
import { findRefreshToken } from '../storage/refresh-tokens.ts';
import type { RefreshTokensTable, TokenFamiliesTable } from '../storage/schema.ts';
import { findFamily } from '../storage/token-families.ts';
import { findUserBySub, type User } from '../storage/users.ts';
import { signTokens } from './issue.ts';
import { refreshTokenHash } from './refresh-token.ts';
import { refuseReuse, rotate } from './rotation.ts';

/** A refresh token that was found good: whose it is and which sign-in it continues. */
export interface Refresh {
  pool: Pool;
  client: AppClient;
  user: User;
  token: RefreshTokensTable;
}

/**
 * Looks a refresh token up. Every refusal is final: Amplify ends the session on `NotAuthorizedException`, so a passing
 * fault must never be told in these words.
 *
 * @throws CognitoError NotAuthorizedException: unknown, another client's, revoked, expired, or the user is disabled.
 */
export async function openRefreshToken(
  ctx: Context,
  { pool, client }: { pool: Pool; client: AppClient },
  refreshToken: string,
): Promise<Refresh> {
  const token = await findRefreshToken(ctx.db, pool.id, await refreshTokenHash(ctx, pool.id, refreshToken));
  if (!token) throw errors.refreshTokenInvalid();
  const family = await findLiveFamily(ctx, pool, client, token.originJti);
  if (token.expiresAt <= ctx.clock.now()) throw errors.refreshTokenExpired();
  const user = await findUserBySub(ctx.db, pool.id, family.sub);
  if (!user) throw errors.refreshTokenInvalid();
  if (!user.enabled) throw errors.userDisabled();
  if (user.status === 'RESET_REQUIRED') throw errors.passwordResetRequired();
  return { pool, client, user, token };
}

/**
 * New ID and access tokens of the same sign-in. The refresh token stays as it is, or is exchanged for a new one where the client
 * rotates them: last of all, so that nothing that fails before costs the client its token.
 *
 * @throws CognitoError RefreshTokenReuseException, or NotAuthorizedException when the sign-in was ended meanwhile.
 */
export async function refreshTokens(ctx: Context, refresh: Refresh): Promise<AuthenticationResultType> {
  const { pool, client, token } = refresh;
  await refuseReuse(ctx, refresh);
  const tokens = await signTokens(ctx, refresh, () => findLiveFamily(ctx, pool, client, token.originJti));
  return rotatesRefreshTokens(client) ? { ...tokens, RefreshToken: await rotate(ctx, refresh) } : tokens;
}

async function findLiveFamily(
  ctx: Context,
  pool: Pool,
  client: AppClient,
  originJti: string,
): Promise<TokenFamiliesTable> {
  const family = await findFamily(ctx.db, pool.id, originJti);
  if (family?.clientId !== client.id) throw errors.refreshTokenInvalid();
  if (family.revokedAt !== null) throw errors.refreshTokenRevoked();
  return family;
}

/** Tokens: issuing, refreshing, verifying and revoking them. */
import type { AuthenticationResultType } from '@aws-sdk/client-cognito-identity-provider';
import { transaction } from '@cruddur/database';
import type { Context } from '../context.ts';
import type { AppClient } from '../storage/clients.ts';
import { listAllGroupsOf } from '../storage/group-members.ts';
import type { Pool } from '../storage/pools.ts';
import { insertRefreshToken } from '../storage/refresh-tokens.ts';
import type { TokenFamiliesTable } from '../storage/schema.ts';
import { insertFamily } from '../storage/token-families.ts';
import type { User } from '../storage/users.ts';
import { claimsOf, uuid } from './claims.ts';
import { issuerOf } from './issuer.ts';
import { signToken } from './jws.ts';
import { lifetimesOf } from './lifetimes.ts';
import { makeRefreshToken, refreshTokenHash } from './refresh-token.ts';

/** Who is given tokens, by which client. */
export interface TokenHolder {
  pool: Pool;
  client: AppClient;
  user: User;
}

/** The tokens of a sign-in that just succeeded; they begin a family of their own. */
export async function issueTokens(ctx: Context, holder: TokenHolder): Promise<AuthenticationResultType> {
  const { pool, client, user } = holder;
  const now = ctx.clock.now();
  const family: TokenFamiliesTable = {
    poolId: pool.id,
    originJti: uuid(ctx.random),
    sub: user.sub,
    clientId: client.id,
    authTime: now,
    createdAt: now,
    expiresAt: now + lifetimesOf(client).refresh,
    revokedAt: null,
  };
  const refreshToken = makeRefreshToken(ctx.random);
  const tokenHash = await refreshTokenHash(ctx, pool.id, refreshToken);
  const tokens = await signTokens(ctx, holder, async () => family);
  const { originJti, expiresAt, createdAt } = family;
  await transaction(ctx.db, async (trx) => {
    await insertFamily(trx, family);
    await insertRefreshToken(trx, { poolId: pool.id, tokenHash, originJti, expiresAt, createdAt, rotatedAt: null });
  });
  return { ...tokens, RefreshToken: refreshToken };
}

/**
 * ID and access token of a family.
 *
 * @param liveFamily reads the family and throws when it is revoked. Called last: what follows happens without a pause, so
 * that no sign-out can come in between.
 */
export async function signTokens(
  ctx: Context,
  { pool, client, user }: TokenHolder,
  liveFamily: () => Promise<TokenFamiliesTable>,
): Promise<AuthenticationResultType> {
  const keys = await ctx.signingKeys.forSigning(pool.id);
  const groups = await listAllGroupsOf(ctx.db, pool.id, user.sub);
  const family = await liveFamily();
  const issuer = issuerOf(ctx.config, pool.id);
  const claims = claimsOf({ issuer, client, user, groups, family, now: ctx.clock.now() }, ctx.random);
  return {
    AccessToken: signToken(keys.access, claims.access),
    IdToken: signToken(keys.id, claims.id),
    ExpiresIn: lifetimesOf(client).access / 1000,
    TokenType: 'Bearer',
  };
}

import type { Context } from '../context.ts';
import { errors } from '../errors.ts';
import type { AppClient } from '../storage/clients.ts';
import type { Pool } from '../storage/pools.ts';
import { findRefreshToken } from '../storage/refresh-tokens.ts';
import type { Database } from '../storage/schema.ts';
import { findFamily, revokeFamiliesOf, revokeFamily } from '../storage/token-families.ts';
import { parseToken } from './jws.ts';
import { refreshTokenHash } from './refresh-token.ts';

/**
 * Ends every sign-in of a user: refresh tokens die, access tokens stop working here. Verifiers elsewhere accept the
 * access and ID tokens until they expire.
 */
export async function revokeUserTokens(db: Database, poolId: string, sub: string, now: number): Promise<void> {
  await revokeFamiliesOf(db, poolId, sub, now);
}

/**
 * Ends the sign-in a refresh token belongs to. A token nobody knows is taken for one that ended already
 * (RFC 7009, section 2.2).
 *
 * @throws CognitoError UnsupportedTokenTypeException for an ID or access token; UnauthorizedException for another client's.
 */
export async function revokeRefreshToken(
  ctx: Context,
  { pool, client }: { pool: Pool; client: AppClient },
  refreshToken: string,
): Promise<void> {
  if (parseToken(refreshToken)) throw errors.tokenTypeUnsupported();
  const token = await findRefreshToken(ctx.db, pool.id, await refreshTokenHash(ctx, pool.id, refreshToken));
  const family = token && (await findFamily(ctx.db, pool.id, token.originJti));
  if (!family) return;
  if (family.clientId !== client.id) throw errors.clientUnauthorized();
  await revokeFamily(ctx.db, pool.id, family.originJti, ctx.clock.now());
}

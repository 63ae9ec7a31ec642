import { transaction } from '@cruddur/database';
import type { Context } from '../context.ts';
import { errors } from '../errors.ts';
import { type AppClient, rotatesRefreshTokens } from '../storage/clients.ts';
import { findRefreshToken, insertRefreshToken, markRotated, markSiblingsRotated } from '../storage/refresh-tokens.ts';
import type { RefreshTokensTable } from '../storage/schema.ts';
import { holdFamily, revokeFamily } from '../storage/token-families.ts';
import { makeRefreshToken, refreshTokenHash } from './refresh-token.ts';

/** A refresh token as it was found, and the client it belongs to. */
interface Exchange {
  client: AppClient;
  token: RefreshTokensTable;
}

/**
 * Two parties hold a refresh token that comes back after another took its place: nobody can tell the thief from the user, so the
 * sign-in ends for both (RFC 9700, section 4.14.2).
 *
 * @throws CognitoError RefreshTokenReuseException
 */
export async function refuseReuse(ctx: Context, { client, token }: Exchange): Promise<void> {
  if (!isSpent(client, token, ctx.clock.now())) return;
  await revokeFamily(ctx.db, token.poolId, token.originJti, ctx.clock.now());
  throw errors.refreshTokenReused();
}

/**
 * Exchanges a refresh token for a new one that ends when the old one would have. Within the grace period the old one may be exchanged
 * again, by a client that lost the answer: the latest is then the family's only token that is not spent or about to be.
 *
 * Of exchanges that meet with no grace period one wins. The others are refused and the sign-in goes on: they may be the same client.
 *
 * @throws CognitoError RefreshTokenReuseException, or NotAuthorizedException when the sign-in was ended meanwhile.
 */
export async function rotate(ctx: Context, { client, token }: Exchange): Promise<string> {
  const { poolId, originJti } = token;
  const next = makeRefreshToken(ctx.random);
  const tokenHash = await refreshTokenHash(ctx, poolId, next);
  await transaction(ctx.db, async (trx) => {
    const family = await holdFamily(trx, poolId, originJti);
    if (family?.revokedAt !== null) throw errors.refreshTokenRevoked();
    const now = ctx.clock.now();
    if (!(await markRotated(trx, token, now))) {
      const current = await findRefreshToken(trx, poolId, token.tokenHash);
      if (!current || isSpent(client, current, now)) throw errors.refreshTokenReused();
      await markSiblingsRotated(trx, token, now);
    }
    await insertRefreshToken(trx, { ...token, tokenHash, createdAt: now, rotatedAt: null });
  });
  return next;
}

/** Whether another token took this one's place, and the time to retry is over. */
function isSpent(client: AppClient, { rotatedAt }: RefreshTokensTable, now: number): boolean {
  if (rotatedAt === null) return false;
  const { RetryGracePeriodSeconds = 0 } = client.settings.RefreshTokenRotation ?? {};
  const grace = rotatesRefreshTokens(client) ? RetryGracePeriodSeconds * 1000 : 0;
  return rotatedAt + grace <= now;
}

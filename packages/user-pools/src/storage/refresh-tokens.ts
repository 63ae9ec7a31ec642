import { type Places, prepare } from '@cruddur/database';
import type { Database, RefreshTokensTable, Trx } from './schema.ts';

export async function insertRefreshToken(trx: Trx, token: RefreshTokensTable): Promise<void> {
  await trx.insertInto('refreshTokens').values(token).execute();
}

const byHash = prepare((db: Database, { poolId, tokenHash }: Places<{ poolId: string; tokenHash: string }>) =>
  db.selectFrom('refreshTokens').selectAll().where('poolId', '=', poolId).where('tokenHash', '=', tokenHash),
);

export async function findRefreshToken(
  db: Database,
  poolId: string,
  tokenHash: string,
): Promise<RefreshTokensTable | undefined> {
  return (await byHash(db, { poolId, tokenHash })).rows[0];
}

/**
 * Marks a refresh token as exchanged.
 *
 * @returns false when it was before: of any number of exchanges in parallel exactly one gets true.
 */
export async function markRotated(trx: Trx, token: RefreshTokensTable, now: number): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('refreshTokens')
    .set({ rotatedAt: now })
    .where('poolId', '=', token.poolId)
    .where('tokenHash', '=', token.tokenHash)
    .where('rotatedAt', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Marks what is left of a token's family, so that the next one inserted is the only one not marked. */
export async function markSiblingsRotated(trx: Trx, token: RefreshTokensTable, now: number): Promise<void> {
  await trx
    .updateTable('refreshTokens')
    .set({ rotatedAt: now })
    .where('poolId', '=', token.poolId)
    .where('originJti', '=', token.originJti)
    .where('rotatedAt', 'is', null)
    .execute();
}

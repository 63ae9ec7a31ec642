import type { Database, RefreshTokensTable, Trx } from './schema.ts';

export async function insertRefreshToken(trx: Trx, token: RefreshTokensTable): Promise<void> {
  await trx.insertInto('refreshTokens').values(token).execute();
}

export async function findRefreshToken(
  db: Database,
  poolId: string,
  tokenHash: string,
): Promise<RefreshTokensTable | undefined> {
  return await db
    .selectFrom('refreshTokens')
    .selectAll()
    .where('poolId', '=', poolId)
    .where('tokenHash', '=', tokenHash)
    .executeTakeFirst();
}

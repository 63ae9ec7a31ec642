import { type Places, prepare } from '@cruddur/database';
import { hold } from './hold.ts';
import type { Database, TokenFamiliesTable, Trx } from './schema.ts';

export async function insertFamily(trx: Trx, family: TokenFamiliesTable): Promise<void> {
  await trx.insertInto('tokenFamilies').values(family).execute();
}

const byOriginJti = prepare((db: Database, { poolId, originJti }: Places<{ poolId: string; originJti: string }>) =>
  db.selectFrom('tokenFamilies').selectAll().where('poolId', '=', poolId).where('originJti', '=', originJti),
);

export async function findFamily(
  db: Database,
  poolId: string,
  originJti: string,
): Promise<TokenFamiliesTable | undefined> {
  return (await byOriginJti(db, { poolId, originJti })).rows[0];
}

/** Reads a sign-in, and keeps it from being revoked, and its tokens from being exchanged, until the transaction ends. */
export async function holdFamily(trx: Trx, poolId: string, originJti: string): Promise<TokenFamiliesTable | undefined> {
  const there = await hold(trx, 'tokenFamilies', { poolId, originJti });
  return there ? await findFamily(trx, poolId, originJti) : undefined;
}

/** Revokes one sign-in; one that was revoked before keeps its time. */
export async function revokeFamily(db: Database, poolId: string, originJti: string, now: number): Promise<void> {
  await db
    .updateTable('tokenFamilies')
    .set({ revokedAt: now })
    .where('poolId', '=', poolId)
    .where('originJti', '=', originJti)
    .where('revokedAt', 'is', null)
    .execute();
}

/** Revokes every sign-in of a user. */
export async function revokeFamiliesOf(db: Database, poolId: string, sub: string, now: number): Promise<void> {
  await db
    .updateTable('tokenFamilies')
    .set({ revokedAt: now })
    .where('poolId', '=', poolId)
    .where('sub', '=', sub)
    .where('revokedAt', 'is', null)
    .execute();
}

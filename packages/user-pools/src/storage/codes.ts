import type { CodesTable, Database, Trx } from './schema.ts';

type CodeKey = Pick<CodesTable, 'poolId' | 'sub' | 'purpose'>;

/** Stores a code in place of the former one of the same user and purpose. */
export async function replaceCode(trx: Trx, row: CodesTable): Promise<void> {
  const { codeHash, payload, expiresAt, createdAt } = row;
  await trx
    .insertInto('codes')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['poolId', 'sub', 'purpose']).doUpdateSet({ codeHash, payload, expiresAt, createdAt }),
    )
    .execute();
}

export function findCode(db: Database, { poolId, sub, purpose }: CodeKey): Promise<CodesTable | undefined> {
  return db
    .selectFrom('codes')
    .selectAll()
    .where('poolId', '=', poolId)
    .where('sub', '=', sub)
    .where('purpose', '=', purpose)
    .executeTakeFirst();
}

/** Deletes a code that has this hash and has not expired; undefined when there was none, so that a code is used once. */
export function deleteMatchingCode(
  trx: Trx,
  { poolId, sub, purpose }: CodeKey,
  codeHash: string,
  now: number,
): Promise<Pick<CodesTable, 'payload'> | undefined> {
  return trx
    .deleteFrom('codes')
    .where('poolId', '=', poolId)
    .where('sub', '=', sub)
    .where('purpose', '=', purpose)
    .where('codeHash', '=', codeHash)
    .where('expiresAt', '>', now)
    .returning('payload')
    .executeTakeFirst();
}

/** Deletes a user's codes, whatever they are for, but one kind. */
export async function deleteCodesExcept(trx: Trx, poolId: string, sub: string, purpose: string): Promise<void> {
  await trx
    .deleteFrom('codes')
    .where('poolId', '=', poolId)
    .where('sub', '=', sub)
    .where('purpose', '<>', purpose)
    .execute();
}

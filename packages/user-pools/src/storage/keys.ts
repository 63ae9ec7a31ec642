import type { Database, DataKeysTable, SigningKeysTable, Trx } from './schema.ts';

/** The wrapped data key of a scope. */
export async function findDataKey(db: Database, scope: string): Promise<DataKeysTable | undefined> {
  return await db.selectFrom('dataKeys').selectAll().where('scope', '=', scope).executeTakeFirst();
}

export async function insertDataKey(db: Database, row: DataKeysTable): Promise<void> {
  await db.insertInto('dataKeys').values(row).execute();
}

/** Leaves a key that is there already as it is. */
export async function insertMissingDataKey(db: Database, row: DataKeysTable): Promise<void> {
  await db
    .insertInto('dataKeys')
    .values(row)
    .onConflict((conflict) => conflict.column('scope').doNothing())
    .execute();
}

/** The signing keys of a pool, the key for ID tokens last. */
export async function findSigningKeys(db: Database, poolId: string): Promise<SigningKeysTable[]> {
  return await db.selectFrom('signingKeys').selectAll().where('poolId', '=', poolId).orderBy('use').execute();
}

export async function insertSigningKeys(trx: Trx, rows: SigningKeysTable[]): Promise<void> {
  await trx.insertInto('signingKeys').values(rows).execute();
}

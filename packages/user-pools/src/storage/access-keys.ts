import type { AccessKeysTable, Database } from './schema.ts';

export async function findAccessKey(db: Database, id: string): Promise<AccessKeysTable | undefined> {
  return await db.selectFrom('accessKeys').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function insertAccessKey(db: Database, row: AccessKeysTable): Promise<void> {
  await db.insertInto('accessKeys').values(row).execute();
}

/** All access keys, the oldest first. */
export async function listAccessKeys(db: Database): Promise<AccessKeysTable[]> {
  return await db.selectFrom('accessKeys').selectAll().orderBy('createdAt').orderBy('id').execute();
}

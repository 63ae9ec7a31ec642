import type { ConsumedSessionsTable, Database } from './schema.ts';

/**
 * Marks a session as answered.
 *
 * @returns false when it was answered before: of any number of answers in parallel exactly one gets true.
 */
export async function insertConsumedSession(db: Database, session: ConsumedSessionsTable): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('consumedSessions')
    .values(session)
    .onConflict((conflict) => conflict.columns(['poolId', 'id']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export async function isSessionConsumed(db: Database, poolId: string, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('consumedSessions')
    .select('id')
    .where('poolId', '=', poolId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}

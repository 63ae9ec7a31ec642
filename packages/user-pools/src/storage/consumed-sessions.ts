import { type Places, prepare } from '@cruddur/database';
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

const byId = prepare((db: Database, { poolId, id }: Places<{ poolId: string; id: string }>) =>
  db.selectFrom('consumedSessions').select('id').where('poolId', '=', poolId).where('id', '=', id),
);

export async function isSessionConsumed(db: Database, poolId: string, id: string): Promise<boolean> {
  return (await byId(db, { poolId, id })).rows.length > 0;
}

import { type Places, prepare } from '@cruddur/database';
import type { Database, OutboxTable, Trx } from './schema.ts';

/** Writes a message into the outbox, in the transaction that makes what it carries. */
export async function insertOutboxRow(trx: Trx, row: OutboxTable): Promise<void> {
  await trx.insertInto('outbox').values(row).execute();
}

/** How many messages are tried side by side. */
const batchSize = 10;

const due = prepare((db: Database, { medium, now }: Places<Pick<OutboxTable, 'medium'> & { now: number }>) =>
  db
    .selectFrom('outbox')
    .selectAll()
    .where('medium', '=', medium)
    .where('nextAttemptAt', '<=', now)
    .orderBy('nextAttemptAt')
    .limit(batchSize),
);

/** Some messages of one medium due by `now`, longest waiting first. */
export async function listDueMessages(
  db: Database,
  medium: OutboxTable['medium'],
  now: number,
): Promise<OutboxTable[]> {
  return (await due(db, { medium, now })).rows;
}

/**
 * Takes a message for one attempt and says when the next one is due should this process die in between.
 *
 * @returns false when another worker took it first
 */
export async function claimMessage(db: Database, row: OutboxTable, nextAttemptAt: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('outbox')
    .set({ attempts: row.attempts + 1, nextAttemptAt })
    .where('poolId', '=', row.poolId)
    .where('id', '=', row.id)
    .where('attempts', '=', row.attempts)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Forgets a message that was delivered or given up. */
export async function deleteOutboxRow(db: Database, { poolId, id }: { poolId: string; id: string }): Promise<void> {
  await db.deleteFrom('outbox').where('poolId', '=', poolId).where('id', '=', id).execute();
}

const next = prepare((db: Database, { medium }: Places<Pick<OutboxTable, 'medium'>>) =>
  db.selectFrom('outbox').select('nextAttemptAt').where('medium', '=', medium).orderBy('nextAttemptAt').limit(1),
);

/** When the next message of one medium is due; undefined when none waits. */
export async function findNextDue(db: Database, medium: OutboxTable['medium']): Promise<number | undefined> {
  return (await next(db, { medium })).rows[0]?.nextAttemptAt;
}

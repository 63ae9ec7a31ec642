import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { addColumn, createIndex } from './tables.ts';

/** Says of each waiting message how it travels, so that one medium never waits for the other; until now all were mails. */
export const outboxMedium: Migration = {
  async up(db) {
    await addColumn(db, 'outbox', 'medium', 'text?');
    await sql`update outbox set medium = 'EMAIL'`.execute(db);
    await createIndex(db, 'outbox', ['medium', 'nextAttemptAt'], false);
    await db.schema.dropIndex('outboxBynextAttemptAt').execute();
  },
};

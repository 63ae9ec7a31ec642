import { migrate, openSqlite } from '@cruddur/database';
import { expect, test } from 'vitest';
import type { OutboxTable, Schema } from '../schema.ts';
import { migrations } from './index.ts';

test('messages that waited before there were text messages are mails', async () => {
  await using db = openSqlite<Schema>({ file: ':memory:' });
  const older = Object.keys(migrations).indexOf('0003-outbox-medium');
  await migrate(db, Object.fromEntries(Object.entries(migrations).slice(0, older)));
  const row = { poolId: 'p', id: 'm', body: 'sealed', attempts: 3, nextAttemptAt: 5, createdAt: 1 };
  await db
    .insertInto('outbox')
    .values(row as OutboxTable)
    .execute();
  await migrate(db, migrations);
  expect(await db.selectFrom('outbox').selectAll().execute()).toEqual([{ ...row, medium: 'EMAIL' }]);
});

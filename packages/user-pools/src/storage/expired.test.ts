import { migrate, openSqlite } from '@cruddur/database';
import { expect, test } from 'vitest';
import { deleteExpired, type Expiry } from './expired.ts';
import { migrations } from './migrations/index.ts';
import type { Schema } from './schema.ts';

test('expired rows go in batches, the oldest first, and the others stay', async () => {
  await using db = openSqlite<Schema>({ file: ':memory:' });
  await migrate(db, migrations);
  const ends = [10, 20, 30, 40, 50];
  const rows = ends.map((expiresAt) => ({ poolId: `pool-${expiresAt % 20}`, id: `id-${expiresAt}`, expiresAt }));
  await db.insertInto('consumedSessions').values(rows).execute();
  const left = async () =>
    (await db.selectFrom('consumedSessions').select('expiresAt').orderBy('expiresAt').execute()).map(
      (r) => r.expiresAt,
    );

  const expiry: Expiry = { table: 'consumedSessions', key: ['id'], column: 'expiresAt', before: 40 };
  expect(await deleteExpired(db, expiry, 2)).toBe(2);
  expect(await left()).toEqual([30, 40, 50]);
  expect(await deleteExpired(db, expiry, 2)).toBe(1);
  expect(await left()).toEqual([40, 50]);
  expect(await deleteExpired(db, expiry, 2)).toBe(0);
});

import { migrate, openSqlite } from '@cruddur/database';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { countFailure, deleteLockout, forgetFailures, lockedUntil } from './lockouts.ts';
import { migrations } from './migrations/index.ts';
import type { Schema } from './schema.ts';

const db = openSqlite<Schema>({ file: ':memory:' });
await migrate(db, migrations);
afterAll(() => db.destroy());
beforeEach(() =>
  db
    .deleteFrom('lockouts')
    .execute()
    .then(() => undefined),
);

const rule = { locks: [0, 0, 10, 20], quiet: 1000 };
const fail = (now: number, subject = 'someone') => countFailure(db, { poolId: 'p', subject, now }, rule);
const locked = () => lockedUntil(db, 'p', 'someone');

test('failures lock as the rule says, and the last entry holds for all that follow', async () => {
  expect(await locked()).toBe(0);
  const ends: number[] = [];
  for (const now of [100, 101, 102, 112, 132, 152]) {
    expect(await fail(now)).toBe(true);
    ends.push(await locked());
  }
  expect(ends).toEqual([0, 0, 112, 132, 152, 172]);
});

test('a failure while locked is not counted and lengthens nothing', async () => {
  for (const now of [100, 101, 102]) await fail(now);
  expect(await fail(111)).toBe(false);
  expect(await locked()).toBe(112);
});

test('failures in parallel are counted one by one', async () => {
  const counted = await Promise.all(Array.from({ length: 20 }, () => fail(100)));
  expect(counted.filter(Boolean)).toHaveLength(3);
  expect(await locked()).toBe(110);
});

test('the count starts again after the quiet time', async () => {
  for (const now of [100, 101]) await fail(now);
  await fail(1101);
  expect(await locked()).toBe(0);
  await fail(2100);
  await fail(2101);
  expect(await locked()).toBe(2111);
});

test('the time of a lock is not quiet', async () => {
  for (const now of [100, 101, 102]) await fail(now);
  expect(await locked()).toBe(112);
  await fail(1111);
  expect(await locked()).toBe(1131);
  await fail(2131);
  expect(await locked()).toBe(0);
});

test('failures are forgotten on request, but a lock is not lifted by that', async () => {
  for (const now of [100, 101]) await fail(now);
  await forgetFailures(db, 'p', 'someone', 102);
  for (const now of [103, 104]) await fail(now);
  expect(await locked()).toBe(0);
  await fail(105);
  await forgetFailures(db, 'p', 'someone', 110);
  expect(await locked()).toBe(115);
  await deleteLockout(db, 'p', 'someone');
  expect(await locked()).toBe(0);
});

test('subjects do not lock each other', async () => {
  for (const now of [100, 101, 102]) await fail(now, 'else');
  expect(await locked()).toBe(0);
});

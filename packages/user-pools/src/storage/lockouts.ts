import { type Places, prepare } from '@cruddur/database';
import { type RawBuilder, sql } from 'kysely';
import type { Database } from './schema.ts';

/** How failures turn into locks. Times in milliseconds. */
export interface LockoutRule {
  /** Lock after the first, second, … failure in a row; the last entry holds for all that follow. 0: no lock. */
  locks: readonly number[];
  /** The count starts again when there was no failure for so long, and no lock either. */
  quiet: number;
}

const lockOf = prepare((db: Database, { poolId, subject }: Places<{ poolId: string; subject: string }>) =>
  db.selectFrom('lockouts').select('lockedUntil').where('poolId', '=', poolId).where('subject', '=', subject),
);

/** Until when `subject` is locked; 0 when it never was. */
export async function lockedUntil(db: Database, poolId: string, subject: string): Promise<number> {
  return (await lockOf(db, { poolId, subject })).rows[0]?.lockedUntil ?? 0;
}

/**
 * Counts a failure, and locks where the rule says so, in one statement: failures in parallel are counted one by one.
 *
 * @returns false when `subject` was locked already; the failure is then not counted.
 */
export async function countFailure(
  db: Database,
  { poolId, subject, now }: { poolId: string; subject: string; now: number },
  rule: LockoutRule,
): Promise<boolean> {
  const since = now - rule.quiet;
  const failures = sql<number>`case when lockouts."lastFailureAt" <= ${since} and lockouts."lockedUntil" <= ${since} then 1 else lockouts.failures + 1 end`;
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('lockouts')
    .values({ poolId, subject, failures: 1, lastFailureAt: now, lockedUntil: lockAfter(rule, 1, now) })
    .onConflict((conflict) =>
      conflict
        .columns(['poolId', 'subject'])
        .doUpdateSet({ failures, lastFailureAt: now, lockedUntil: lockedUntilAfter(failures, rule, now) })
        .where('lockouts.lockedUntil', '<=', now),
    )
    .executeTakeFirst();
  return numInsertedOrUpdatedRows !== 0n;
}

const unlocked = prepare((db: Database, given: Places<{ poolId: string; subject: string; now: number }>) =>
  db
    .deleteFrom('lockouts')
    .where('poolId', '=', given.poolId)
    .where('subject', '=', given.subject)
    .where('lockedUntil', '<=', given.now),
);

/** Forgets the failures of `subject`, unless it is locked now. */
export async function forgetFailures(db: Database, poolId: string, subject: string, now: number): Promise<void> {
  await unlocked(db, { poolId, subject, now });
}

/** Forgets the failures of `subject` and ends its lock. */
export async function deleteLockout(db: Database, poolId: string, subject: string): Promise<void> {
  await db.deleteFrom('lockouts').where('poolId', '=', poolId).where('subject', '=', subject).execute();
}

function lockAfter(rule: LockoutRule, failures: number, now: number): number {
  const lock = rule.locks[Math.min(failures, rule.locks.length) - 1] ?? 0;
  return lock === 0 ? 0 : now + lock;
}

function lockedUntilAfter(failures: RawBuilder<number>, rule: LockoutRule, now: number): RawBuilder<number> {
  const cases = rule.locks.map((_, place) => sql`when ${place + 1} then ${lockAfter(rule, place + 1, now)}`);
  return sql<number>`case ${failures} ${sql.join(cases, sql` `)} else ${lockAfter(rule, rule.locks.length, now)} end`;
}

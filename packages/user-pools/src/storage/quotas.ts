import { sql } from 'kysely';
import type { Database, QuotasTable } from './schema.ts';

/**
 * Adds one to a counter, in one statement that refuses to pass the limit; a window that has passed starts anew.
 *
 * @param window in milliseconds, from the first use.
 * @returns false when the limit was reached
 */
export async function spendOne(
  db: Database,
  key: Pick<QuotasTable, 'poolId' | 'subject' | 'action'>,
  { limit, window, now }: { limit: number; window: number; now: number },
): Promise<boolean> {
  const started = sql.ref<number>('quotas.windowStartedAt');
  const passed = sql<boolean>`${started} <= ${now - window}`;
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('quotas')
    .values({ ...key, windowStartedAt: now, used: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['poolId', 'subject', 'action'])
        .doUpdateSet({
          used: sql<number>`case when ${passed} then 1 else ${sql.ref('quotas.used')} + 1 end`,
          windowStartedAt: sql<number>`case when ${passed} then ${now} else ${started} end`,
        })
        .where((where) => where.or([passed, where('quotas.used', '<', limit)])),
    )
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

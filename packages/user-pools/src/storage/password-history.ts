import type { Pool } from './pools.ts';
import type { Database, Trx } from './schema.ts';

/** How many of a user's passwords, the present one among them, may not be chosen again; 0 where the pool forgets them. */
export function passwordHistorySize({ settings }: Pick<Pool, 'settings'>): number {
  return settings.Policies?.PasswordPolicy?.PasswordHistorySize ?? 0;
}

/** The hashes of the passwords a user had before the present one, latest first, as far as the pool remembers. */
export async function formerPasswords(db: Database, pool: Pool, sub: string): Promise<string[]> {
  const rows = await db
    .selectFrom('passwordHistory')
    .select('passwordHash')
    .where('poolId', '=', pool.id)
    .where('sub', '=', sub)
    .orderBy('replacedAt', 'desc')
    .orderBy('passwordHash')
    .limit(Math.max(0, passwordHistorySize(pool) - 1))
    .execute();
  return rows.map(({ passwordHash }) => passwordHash);
}

/** To be called before a password is replaced: remembers it, and forgets those that are too old to matter. */
export async function rememberPassword(trx: Trx, pool: Pool, sub: string, now: number): Promise<void> {
  if (passwordHistorySize(pool) <= 1) return;
  await trx
    .insertInto('passwordHistory')
    .columns(['poolId', 'sub', 'passwordHash', 'replacedAt'])
    .expression((from) =>
      from
        .selectFrom('users')
        .select((column) => ['poolId', 'sub', column.ref('passwordHash').$notNull().as('passwordHash')])
        .select((value) => value.val(now).as('replacedAt'))
        .where('poolId', '=', pool.id)
        .where('sub', '=', sub)
        .where('passwordHash', 'is not', null),
    )
    .execute();
  const kept = await formerPasswords(trx, pool, sub);
  if (kept.length === 0) return;
  await trx
    .deleteFrom('passwordHistory')
    .where('poolId', '=', pool.id)
    .where('sub', '=', sub)
    .where('passwordHash', 'not in', kept)
    .execute();
}

/** Forgets the former passwords of all users of a pool: what no rule asks for any more is not kept. */
export async function forgetPasswords(trx: Trx, poolId: string): Promise<void> {
  await trx.deleteFrom('passwordHistory').where('poolId', '=', poolId).execute();
}

import { type Places, prepare } from '@cruddur/database';
import { rememberPassword } from './password-history.ts';
import type { Pool } from './pools.ts';
import type { Database, Trx } from './schema.ts';
import type { PasswordSecrets, PasswordState, User } from './users.ts';

const lackingVerifier = prepare((db: Database, { poolId }: Places<{ poolId: string }>) =>
  db.selectFrom('users').select('sub').where('poolId', '=', poolId).where('srpSalt', 'is', null).limit(1),
);

/** True while some user of the pool has a password hash but no SRP verifier yet. */
export async function someUserLacksVerifier(db: Database, poolId: string): Promise<boolean> {
  return (await lackingVerifier(db, { poolId })).rows.length > 0;
}

/** Adds the verifier of a password just proved, unless the password was changed since `user` was read. */
export async function addVerifier(
  db: Database,
  user: User,
  verifier: Pick<PasswordSecrets, 'srpSalt' | 'srpVerifier'>,
): Promise<void> {
  await db
    .updateTable('users')
    .set(verifier)
    .where('poolId', '=', user.poolId)
    .where('sub', '=', user.sub)
    .where('passwordHash', '=', user.passwordHash ?? null)
    .execute();
}

/**
 * Replaces the password `user` was read with, or the lack of one.
 *
 * @returns false when it was changed since, or the user is gone; the transaction must not be committed then.
 */
export async function replacePassword(
  trx: Trx,
  pool: Pool,
  user: User,
  secrets: PasswordSecrets,
  state: PasswordState,
): Promise<boolean> {
  await rememberPassword(trx, pool, user.sub, state.updatedAt);
  const { numUpdatedRows } = await trx
    .updateTable('users')
    .set({ ...secrets, ...state })
    .where('poolId', '=', user.poolId)
    .where('sub', '=', user.sub)
    // A user may have had none: nothing equals null.
    .where('passwordHash', 'is not distinct from', user.passwordHash ?? null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Forgets the SRP verifiers of a pool whose last SRP client is gone: a secret nobody needs is not kept. */
export async function dropSrpVerifiers(db: Database, poolId: string): Promise<void> {
  await db
    .updateTable('users')
    .set({ srpSalt: null, srpVerifier: null })
    .where('poolId', '=', poolId)
    .where('srpVerifier', 'is not', null)
    .execute();
}

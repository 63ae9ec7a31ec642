import type { UserStatusType } from '@aws-sdk/client-cognito-identity-provider';
import { type Places, prepare } from '@cruddur/database';
import type { Selectable } from 'kysely';
import { foldKey } from '../attributes/case.ts';
import { aliasKindOf } from '../attributes/user-name-model.ts';
import { errors } from '../errors.ts';
import { hold } from './hold.ts';
import { rememberPassword } from './password-history.ts';
import type { Pool } from './pools.ts';
import type { Database, Trx, UserAliasesTable, UsersTable } from './schema.ts';
import { replaceAliases, replaceSearchRows } from './user-keys.ts';

/** A user as stored, with attributes parsed. */
export interface User {
  poolId: string;
  sub: string;
  username: string;
  status: UserStatusType;
  enabled: boolean;
  /** Attribute name to text value, `sub` included first. */
  attributes: Record<string, string>;
  passwordHash: string | undefined;
  srpSalt: string | undefined;
  /** Sealed. */
  srpVerifier: string | undefined;
  temporaryPasswordExpiresAt: number | undefined;
  createdAt: number;
  updatedAt: number;
}

/** What proves a password: the outcome of hashing it, and of making its SRP verifier where the pool wants one. */
export interface PasswordSecrets {
  /** argon2id in PHC form. */
  passwordHash: string;
  /** Hex; null where no SRP verifier is kept. */
  srpSalt: string | null;
  /** Sealed hex. */
  srpVerifier: string | null;
}

/** What becomes of a user who is given a password, by whoever chose it. */
export interface PasswordState {
  status: UserStatusType;
  temporaryPasswordExpiresAt: number | null;
  updatedAt: number;
}

/** What may change in a user, apart from the password. `attributes` replaces all of them. */
export type UserChanges = Partial<Pick<User, 'status' | 'enabled' | 'attributes'>> & { updatedAt: number };

/** The shape of every `sub`; a name of this shape is looked up as one first. */
const subShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const bySub = prepare((db: Database, { poolId, sub }: Places<{ poolId: string; sub: string }>) =>
  db.selectFrom('users').selectAll().where('poolId', '=', poolId).where('sub', '=', sub),
);

export async function findUserBySub(db: Database, poolId: string, sub: string): Promise<User | undefined> {
  const { rows } = await bySub(db, { poolId, sub });
  return rows[0] && fromRow(rows[0]);
}

/**
 * The user whom `name` means: a `sub`, a user name or an alias, in this order, so that nobody can take another's `sub` as
 * a user name and answer in that user's place.
 */
export async function findUserByName(db: Database, pool: Pool, name: string): Promise<User | undefined> {
  const bySub = subShape.test(name) ? await findUserBySub(db, pool.id, name) : undefined;
  return bySub ?? (await findByUsername(db, pool, name)) ?? (await findUserByAlias(db, pool, name));
}

const byUsername = prepare((db: Database, { poolId, usernameKey }: Places<{ poolId: string; usernameKey: string }>) =>
  db.selectFrom('users').selectAll().where('poolId', '=', poolId).where('usernameKey', '=', usernameKey),
);

async function findByUsername(db: Database, pool: Pool, name: string): Promise<User | undefined> {
  const { rows } = await byUsername(db, { poolId: pool.id, usernameKey: foldKey(pool, name) });
  return rows[0] && fromRow(rows[0]);
}

const byAlias = prepare((db: Database, key: Places<Pick<UserAliasesTable, 'poolId' | 'kind' | 'valueKey'>>) =>
  db
    .selectFrom('userAliases')
    .innerJoin('users', (join) =>
      join.onRef('users.poolId', '=', 'userAliases.poolId').onRef('users.sub', '=', 'userAliases.sub'),
    )
    .selectAll('users')
    .where('userAliases.poolId', '=', key.poolId)
    .where('userAliases.kind', '=', key.kind)
    .where('userAliases.valueKey', '=', key.valueKey),
);

/** The user whom `name` signs in besides the user name: an address, or a preferred user name. */
export async function findUserByAlias(db: Database, pool: Pool, name: string): Promise<User | undefined> {
  const kind = aliasKindOf(pool, name);
  if (!kind) return undefined;
  const { rows } = await byAlias(db, { poolId: pool.id, kind, valueKey: foldKey(pool, name) });
  return rows[0] && fromRow(rows[0]);
}

/** Holds a user: see `hold`. @returns the user as it is from now on, undefined when it is gone. */
export async function holdUser(trx: Trx, poolId: string, sub: string): Promise<User | undefined> {
  return (await hold(trx, 'users', { poolId, sub })) ? await findUserBySub(trx, poolId, sub) : undefined;
}

/**
 * Changes a user read in the same transaction, and the keys that follow from the attributes.
 *
 * @throws CognitoError AliasExistsException when another user has what would sign this one in.
 */
export async function updateUser(trx: Trx, pool: Pool, user: User, changes: UserChanges): Promise<void> {
  const { attributes, enabled, ...columns } = changes;
  await trx
    .updateTable('users')
    .set({
      ...columns,
      ...(enabled === undefined ? {} : { enabled: enabled ? 1 : 0 }),
      ...(attributes === undefined ? {} : { attributes: attributesColumn(attributes) }),
    })
    .where('poolId', '=', pool.id)
    .where('sub', '=', user.sub)
    .execute();
  if (attributes === undefined) return;
  const after = { ...user, attributes };
  const taken = await replaceAliases(trx, pool, after, user);
  if (taken) throw errors.aliasTaken(taken.kind);
  await replaceSearchRows(trx, pool, after, user);
}

/**
 * Gives a user a new password, and the status and expiry that follow from who chose it.
 *
 * @returns false when the user is gone.
 */
export async function setPasswordSecrets(
  trx: Trx,
  pool: Pool,
  { sub }: Pick<User, 'sub'>,
  secrets: PasswordSecrets,
  state: PasswordState,
): Promise<boolean> {
  await rememberPassword(trx, pool, sub, state.updatedAt);
  const { numUpdatedRows } = await trx
    .updateTable('users')
    .set({ ...secrets, ...state })
    .where('poolId', '=', pool.id)
    .where('sub', '=', sub)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/**
 * Deletes a user and every row that belongs to that user. The user's own row goes first, so that nobody who holds it adds
 * another in the meantime.
 *
 * @returns false when there was no such user.
 */
export async function deleteUser(trx: Trx, poolId: string, sub: string): Promise<boolean> {
  const deleted = await trx.deleteFrom('users').where('poolId', '=', poolId).where('sub', '=', sub).executeTakeFirst();
  if (deleted.numDeletedRows === 0n) return false;
  const families = trx
    .selectFrom('tokenFamilies')
    .select('originJti')
    .where('poolId', '=', poolId)
    .where('sub', '=', sub);
  await trx.deleteFrom('refreshTokens').where('poolId', '=', poolId).where('originJti', 'in', families).execute();
  for (const table of [
    'tokenFamilies',
    'codes',
    'groupMembers',
    'passwordHistory',
    'userAliases',
    'userSearch',
  ] as const) {
    await trx.deleteFrom(table).where('poolId', '=', poolId).where('sub', '=', sub).execute();
  }
  for (const table of ['quotas', 'lockouts'] as const) {
    await trx.deleteFrom(table).where('poolId', '=', poolId).where('subject', '=', sub).execute();
  }
  return true;
}

/** A row of `users` in the shape the rest of the server uses. */
export function fromRow(row: Selectable<UsersTable>): User {
  const { usernameKey: _, ...columns } = row;
  return {
    ...columns,
    status: row.status as UserStatusType,
    enabled: row.enabled === 1,
    attributes: { sub: row.sub, ...(JSON.parse(row.attributes) as Record<string, string>) },
    passwordHash: row.passwordHash ?? undefined,
    srpSalt: row.srpSalt ?? undefined,
    srpVerifier: row.srpVerifier ?? undefined,
    temporaryPasswordExpiresAt: row.temporaryPasswordExpiresAt ?? undefined,
  };
}

/** Attributes as stored: the `sub` is a column of its own. */
export function attributesColumn({ sub: _, ...rest }: Record<string, string>): string {
  return JSON.stringify(rest);
}

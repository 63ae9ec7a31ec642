import { sql } from 'kysely';
import { foldKey } from '../attributes/case.ts';
import type { Pool } from './pools.ts';
import type { Database } from './schema.ts';
import { searchedAttributes } from './user-keys.ts';
import { fromRow, type User } from './users.ts';

/** One condition of ListUsers. */
export interface UserFilter {
  attribute: string;
  match: 'exact' | 'prefix';
  value: string;
}

/** A page of users; `next` is where the following page starts, absent at the end. */
export interface UserPage {
  users: User[];
  next: string | undefined;
}

/** What ListUsers can search besides: columns of `users`. */
const columns = { username: 'usernameKey', sub: 'sub', 'cognito:user_status': 'status', status: 'enabled' } as const;

/** True when ListUsers can filter by `attribute`. */
export function isSearchable(attribute: string): boolean {
  return searchedAttributes.includes(attribute) || Object.hasOwn(columns, attribute);
}

/**
 * Users of a pool in an order that stays put between pages: by the searched value and then `sub`, or by `sub` alone.
 *
 * @param after `next` of the page before.
 */
export async function listUsers(
  db: Database,
  pool: Pool,
  { filter, after, limit }: { filter?: UserFilter; after?: string; limit: number },
): Promise<UserPage> {
  const found = await (filter && searchedAttributes.includes(filter.attribute)
    ? findIndexed(db, pool, filter, after, limit + 1)
    : findByColumn(db, pool, filter, after, limit + 1));
  const page = found.slice(0, limit);
  return { users: page.map(({ user }) => user), next: found.length > limit ? page.at(-1)?.position : undefined };
}

export async function countUsers(db: Database, poolId: string): Promise<number> {
  const { count } = await db
    .selectFrom('users')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('poolId', '=', poolId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

type Found = { user: User; position: string }[];

async function findIndexed(
  db: Database,
  pool: Pool,
  filter: UserFilter,
  after: string | undefined,
  limit: number,
): Promise<Found> {
  let query = db
    .selectFrom('userSearch')
    .innerJoin('users', (join) =>
      join.onRef('users.poolId', '=', 'userSearch.poolId').onRef('users.sub', '=', 'userSearch.sub'),
    )
    .selectAll('users')
    .select('userSearch.valueKey')
    .where('userSearch.poolId', '=', pool.id)
    .where('userSearch.attribute', '=', filter.attribute);
  const [from, to] = bounds(filter, foldKey(pool, filter.value));
  query = query.where('userSearch.valueKey', '>=', from).where('userSearch.valueKey', '<=', to);
  if (after) {
    const [valueKey, sub] = JSON.parse(after) as [string, string];
    query = query.where(sql<boolean>`("userSearch"."valueKey", "userSearch"."sub") > (${valueKey}, ${sub})`);
  }
  const rows = await query.orderBy('userSearch.valueKey').orderBy('userSearch.sub').limit(limit).execute();
  return rows.map(({ valueKey, ...row }) => ({ user: fromRow(row), position: JSON.stringify([valueKey, row.sub]) }));
}

async function findByColumn(
  db: Database,
  pool: Pool,
  filter: UserFilter | undefined,
  after: string | undefined,
  limit: number,
): Promise<Found> {
  let query = db.selectFrom('users').selectAll().where('poolId', '=', pool.id);
  if (filter?.attribute === 'status') {
    const flags = ['Disabled', 'Enabled'].flatMap((text, flag) => (matches(filter, text) ? [flag] : []));
    query = query.where('enabled', 'in', flags.length > 0 ? flags : [-1]);
  } else if (filter) {
    const column = columns[filter.attribute as keyof typeof columns];
    const [from, to] = bounds(filter, column === 'usernameKey' ? foldKey(pool, filter.value) : filter.value);
    query = query.where(column, '>=', from).where(column, '<=', to);
  }
  if (after) query = query.where('sub', '>', after);
  const rows = await query.orderBy('sub').limit(limit).execute();
  return rows.map((row) => ({ user: fromRow(row), position: row.sub }));
}

/** The range of keys that match; U+10FFFF sorts after every character in both engines' byte order. */
function bounds(filter: UserFilter, key: string): [from: string, to: string] {
  return [key, filter.match === 'prefix' ? `${key}\u{10ffff}` : key];
}

function matches(filter: UserFilter, text: string): boolean {
  return filter.match === 'prefix' ? text.startsWith(filter.value) : text === filter.value;
}

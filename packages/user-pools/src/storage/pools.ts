import type { UserPoolType } from '@aws-sdk/client-cognito-identity-provider';
import { type Places, prepare } from '@cruddur/database';
import { hold } from './hold.ts';
import { createParser } from './parsed.ts';
import type { Database, PoolsTable, Schema, Trx } from './schema.ts';

/** A pool's settings in the shape DescribeUserPool answers, less what is a column, derived, or counted. */
export type PoolSettings = Omit<
  UserPoolType,
  'Id' | 'Name' | 'Arn' | 'CreationDate' | 'LastModifiedDate' | 'EstimatedNumberOfUsers' | 'Status'
>;

export interface Pool {
  id: string;
  name: string;
  settings: PoolSettings;
  createdAt: number;
  updatedAt: number;
}

const byId = prepare((db: Database, { id }: Places<{ id: string }>) =>
  db.selectFrom('pools').selectAll().where('id', '=', id),
);

export async function findPool(db: Database, id: string): Promise<Pool | undefined> {
  const { rows } = await byId(db, { id });
  return rows[0] && fromRow(rows[0]);
}

export async function insertPool(trx: Trx, pool: Pool): Promise<void> {
  await trx.insertInto('pools').values(toRow(pool)).execute();
}

/** Only behind holdPool: what is written must have been read after it. */
export async function updatePool(trx: Trx, pool: Pool): Promise<void> {
  await trx.updateTable('pools').set(toRow(pool)).where('id', '=', pool.id).execute();
}

/** Holds a pool: see `hold`. @returns the pool as it is from now on, undefined when it is gone. */
export async function holdPool(trx: Trx, id: string): Promise<Pool | undefined> {
  return (await hold(trx, 'pools', { id })) ? await findPool(trx, id) : undefined;
}

/** Every table whose rows belong to a pool: one that is missing here does not compile. */
const tablesOfPool = Object.keys({
  clients: true,
  codes: true,
  consumedSessions: true,
  groupMembers: true,
  groups: true,
  lockouts: true,
  mailbox: true,
  outbox: true,
  passwordHistory: true,
  quotas: true,
  refreshTokens: true,
  signingKeys: true,
  tokenFamilies: true,
  userAliases: true,
  users: true,
  userSearch: true,
} satisfies Record<Exclude<keyof Schema, 'pools' | 'dataKeys' | 'accessKeys'>, true>) as Exclude<
  keyof Schema,
  'pools' | 'dataKeys' | 'accessKeys'
>[];

/** Deletes a pool with every row of it, its data key among them: what the key sealed is lost, in backups too. */
export async function deletePool(trx: Trx, id: string): Promise<void> {
  for (const table of tablesOfPool) await trx.deleteFrom(table).where('poolId', '=', id).execute();
  await trx.deleteFrom('dataKeys').where('scope', '=', id).execute();
  await trx.deleteFrom('pools').where('id', '=', id).execute();
}

/** Pools in the order of their ids, so that new ones do not move the pages that follow. */
export async function listPools(db: Database, page: { after?: string; limit: number }): Promise<Pool[]> {
  let query = db.selectFrom('pools').selectAll().orderBy('id').limit(page.limit);
  if (page.after !== undefined) query = query.where('id', '>', page.after);
  return (await query.execute()).map(fromRow);
}

export async function countPools(db: Database): Promise<number> {
  const { count } = await db
    .selectFrom('pools')
    .select((of) => of.fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

const parseSettings = createParser<PoolSettings>();

function fromRow(row: PoolsTable): Pool {
  return { ...row, settings: parseSettings(row.id, row.settings) };
}

function toRow(pool: Pool): PoolsTable {
  return { ...pool, settings: JSON.stringify(pool.settings) };
}

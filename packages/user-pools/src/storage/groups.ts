import { hold } from './hold.ts';
import type { Database, GroupsTable, Trx } from './schema.ts';

/** A group as stored. */
export type Group = GroupsTable;

/** What may change in a group; what is not given stays. */
export type GroupChanges = Partial<Pick<Group, 'description' | 'roleArn' | 'precedence'>> & { updatedAt: number };

export async function findGroup(db: Database, poolId: string, name: string): Promise<Group | undefined> {
  return await db
    .selectFrom('groups')
    .selectAll()
    .where('poolId', '=', poolId)
    .where('name', '=', name)
    .executeTakeFirst();
}

/** Holds a group: see `hold`. @returns false when there is no such group. */
export async function holdGroup(trx: Trx, poolId: string, name: string): Promise<boolean> {
  return await hold(trx, 'groups', { poolId, name });
}

/** @returns false when the pool has a group of this name. */
export async function insertGroup(trx: Trx, group: Group): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('groups')
    .values(group)
    .onConflict((conflict) => conflict.columns(['poolId', 'name']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** @returns the group as it is afterwards; undefined when there is none of this name. */
export async function updateGroup(
  db: Database,
  poolId: string,
  name: string,
  changes: GroupChanges,
): Promise<Group | undefined> {
  return await db
    .updateTable('groups')
    .set(changes)
    .where('poolId', '=', poolId)
    .where('name', '=', name)
    .returningAll()
    .executeTakeFirst();
}

/**
 * Deletes a group and its memberships. Its own row goes first, so that nobody who holds it adds a member in the meantime: a
 * later group of the same name must have none.
 *
 * @returns false when there was no such group.
 */
export async function deleteGroup(trx: Trx, poolId: string, name: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('groups')
    .where('poolId', '=', poolId)
    .where('name', '=', name)
    .executeTakeFirst();
  await trx.deleteFrom('groupMembers').where('poolId', '=', poolId).where('groupName', '=', name).execute();
  return numDeletedRows > 0n;
}

/** Groups of a pool by name, so that new ones do not move the pages that follow. */
export async function listGroups(
  db: Database,
  poolId: string,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<Group[]> {
  let query = db.selectFrom('groups').selectAll().where('poolId', '=', poolId);
  if (after !== undefined) query = query.where('name', '>', after);
  return await query.orderBy('name').limit(limit).execute();
}

export async function countGroups(db: Database, poolId: string): Promise<number> {
  const { count } = await db
    .selectFrom('groups')
    .select((select) => select.fn.countAll().as('count'))
    .where('poolId', '=', poolId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

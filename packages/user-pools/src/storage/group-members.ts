import { type Places, prepare } from '@cruddur/database';
import type { Group } from './groups.ts';
import type { Database, GroupMembersTable, Trx } from './schema.ts';
import { fromRow, type User } from './users.ts';

/** Adds a user to a group; who is in it already stays so. Only behind holdGroup and holdUser: neither may be deleted meanwhile. */
export async function insertMember(trx: Trx, member: GroupMembersTable): Promise<void> {
  await trx
    .insertInto('groupMembers')
    .values(member)
    .onConflict((conflict) => conflict.columns(['poolId', 'groupName', 'sub']).doNothing())
    .execute();
}

/** Takes a user out of a group; who is not in it stays out. */
export async function deleteMember(
  db: Database,
  { poolId, groupName, sub }: Pick<GroupMembersTable, 'poolId' | 'groupName' | 'sub'>,
): Promise<void> {
  await db
    .deleteFrom('groupMembers')
    .where('poolId', '=', poolId)
    .where('groupName', '=', groupName)
    .where('sub', '=', sub)
    .execute();
}

export async function countGroupsOf(db: Database, poolId: string, sub: string): Promise<number> {
  const { count } = await db
    .selectFrom('groupMembers')
    .select((select) => select.fn.countAll().as('count'))
    .where('poolId', '=', poolId)
    .where('sub', '=', sub)
    .executeTakeFirstOrThrow();
  return Number(count);
}

type Member = Pick<GroupMembersTable, 'poolId' | 'sub'>;

/** A user's groups by name: the one order that no change of a group disturbs between pages. */
function groupsOf(db: Database, { poolId, sub }: Member | Places<Member>) {
  return db
    .selectFrom('groupMembers')
    .innerJoin('groups', (join) =>
      join.onRef('groups.poolId', '=', 'groupMembers.poolId').onRef('groups.name', '=', 'groupMembers.groupName'),
    )
    .selectAll('groups')
    .where('groupMembers.poolId', '=', poolId)
    .where('groupMembers.sub', '=', sub)
    .orderBy('groups.name');
}

const allGroups = prepare((db: Database, member: Places<Member>) => groupsOf(db, member));

/** All groups of a user, by name. */
export async function listAllGroupsOf(db: Database, poolId: string, sub: string): Promise<Group[]> {
  return (await allGroups(db, { poolId, sub })).rows;
}

/** A page of a user's groups, by name. */
export async function listGroupsOf(
  db: Database,
  poolId: string,
  sub: string,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<Group[]> {
  const page = groupsOf(db, { poolId, sub }).limit(limit);
  return await (after === undefined ? page : page.where('groups.name', '>', after)).execute();
}

/** The members of a group by `sub`, so that who comes or goes moves nobody else. */
export async function listMembers(
  db: Database,
  poolId: string,
  groupName: string,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<User[]> {
  let query = db
    .selectFrom('groupMembers')
    .innerJoin('users', (join) =>
      join.onRef('users.poolId', '=', 'groupMembers.poolId').onRef('users.sub', '=', 'groupMembers.sub'),
    )
    .selectAll('users')
    .where('groupMembers.poolId', '=', poolId)
    .where('groupMembers.groupName', '=', groupName)
    .orderBy('groupMembers.sub')
    .limit(limit);
  if (after !== undefined) query = query.where('groupMembers.sub', '>', after);
  return (await query.execute()).map(fromRow);
}

import { transaction } from '@cruddur/database';
import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { countGroupsOf, insertMember } from '../../storage/group-members.ts';
import { holdGroup } from '../../storage/groups.ts';
import { findUserByName, holdUser } from '../../storage/users.ts';
import type { Input, Output, PoolCaller } from '../operation.ts';

/** The groups of one user (Cognito, "Quotas"): tokens have room for them. */
const mostGroups = 100;

/**
 * Puts a user into a group; the next token says so. Adding twice changes nothing.
 *
 * @throws CognitoError UserNotFoundException, ResourceNotFoundException, LimitExceededException
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminAddUserToGroup.html
 */
export async function adminAddUserToGroup(
  ctx: Context,
  { Username = '', GroupName = '' }: Input<'AdminAddUserToGroup'>,
  { pool }: PoolCaller,
): Promise<Output<'AdminAddUserToGroup'>> {
  const user = await findUserByName(ctx.db, pool, Username);
  if (!user) throw errors.userNotFound();
  const { sub } = user;
  await transaction(ctx.db, async (trx) => {
    if (!(await holdGroup(trx, pool.id, GroupName))) throw errors.groupNotFound();
    // Held, so that memberships made at once are counted one by one.
    if (!(await holdUser(trx, pool.id, sub))) throw errors.userNotFound();
    await insertMember(trx, { poolId: pool.id, groupName: GroupName, sub, createdAt: ctx.clock.now() });
    if ((await countGroupsOf(trx, pool.id, sub)) > mostGroups) {
      throw errors.limitExceeded(`A user can be in at most ${mostGroups} groups.`); // [U]
    }
  });
  return {};
}

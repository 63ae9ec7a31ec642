import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { deleteMember } from '../../storage/group-members.ts';
import { findGroup } from '../../storage/groups.ts';
import { findUserByName } from '../../storage/users.ts';
import type { Input, Output, PoolCaller } from '../operation.ts';

/**
 * Takes a user out of a group; the next token says so. Who is not in it stays out, and that is no error. [U]
 *
 * @throws CognitoError UserNotFoundException, ResourceNotFoundException
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminRemoveUserFromGroup.html
 */
export async function adminRemoveUserFromGroup(
  ctx: Context,
  { Username = '', GroupName = '' }: Input<'AdminRemoveUserFromGroup'>,
  { pool }: PoolCaller,
): Promise<Output<'AdminRemoveUserFromGroup'>> {
  const user = await findUserByName(ctx.db, pool, Username);
  if (!user) throw errors.userNotFound();
  if (!(await findGroup(ctx.db, pool.id, GroupName))) throw errors.groupNotFound();
  await deleteMember(ctx.db, { poolId: pool.id, groupName: GroupName, sub: user.sub });
  return {};
}

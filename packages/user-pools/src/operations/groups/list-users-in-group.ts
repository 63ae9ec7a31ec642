import { describeUser } from '../../attributes/describe-user.ts';
import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { readPage } from '../../pagination/read-page.ts';
import { listMembers } from '../../storage/group-members.ts';
import { findGroup } from '../../storage/groups.ts';
import type { Input, Output, PoolCaller } from '../operation.ts';

/**
 * Lists the members of a group page by page, each as ListUsers shows them.
 *
 * @throws CognitoError ResourceNotFoundException
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsersInGroup.html
 */
export async function listUsersInGroup(
  ctx: Context,
  { GroupName = '', NextToken, Limit }: Input<'ListUsersInGroup'>,
  { pool }: PoolCaller,
): Promise<Output<'ListUsersInGroup'>> {
  if (!(await findGroup(ctx.db, pool.id, GroupName))) throw errors.groupNotFound();
  const { items, next } = await readPage(
    ctx,
    { operation: 'ListUsersInGroup', key: JSON.stringify([pool.id, GroupName]) },
    { token: NextToken, limit: Limit },
    (cut) => listMembers(ctx.db, pool.id, GroupName, cut),
    ({ sub }) => sub,
  );
  return { Users: items.map(describeUser), NextToken: next };
}

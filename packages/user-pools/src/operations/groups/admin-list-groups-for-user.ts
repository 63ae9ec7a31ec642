import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { readPage } from '../../pagination/read-page.ts';
import { listGroupsOf } from '../../storage/group-members.ts';
import { findUserByName } from '../../storage/users.ts';
import type { Input, Output, PoolCaller } from '../operation.ts';
import { describeGroup } from './describe.ts';

/**
 * Lists a user's groups page by page, by name: an order by precedence would move groups between pages when it changes. [U]
 *
 * @throws CognitoError UserNotFoundException
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminListGroupsForUser.html
 */
export async function adminListGroupsForUser(
  ctx: Context,
  { Username = '', NextToken, Limit }: Input<'AdminListGroupsForUser'>,
  { pool }: PoolCaller,
): Promise<Output<'AdminListGroupsForUser'>> {
  const user = await findUserByName(ctx.db, pool, Username);
  if (!user) throw errors.userNotFound();
  const { items, next } = await readPage(
    ctx,
    { operation: 'AdminListGroupsForUser', key: JSON.stringify([pool.id, user.sub]) },
    { token: NextToken, limit: Limit },
    (cut) => listGroupsOf(ctx.db, pool.id, user.sub, cut),
    ({ name }) => name,
  );
  return { Groups: items.map(describeGroup), NextToken: next };
}

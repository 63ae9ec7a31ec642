import { describeState } from '../../attributes/describe-user.ts';
import { attributesTo } from '../../attributes/schema.ts';
import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { findUserByName } from '../../storage/users.ts';
import type { Input, Output, PoolCaller } from '../operation.ts';

/**
 * Shows one user whole.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminGetUser.html
 */
export async function adminGetUser(
  ctx: Context,
  { Username = '' }: Input<'AdminGetUser'>,
  { pool }: PoolCaller,
): Promise<Output<'AdminGetUser'>> {
  const user = await findUserByName(ctx.db, pool, Username);
  if (!user) throw errors.userNotFound();
  return { Username: user.username, UserAttributes: attributesTo(user.attributes), ...describeState(user) };
}

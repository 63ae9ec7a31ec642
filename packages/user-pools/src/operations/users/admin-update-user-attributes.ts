import { attributesFrom, checkAttributes } from '../../attributes/schema.ts';
import { updateAttributes } from '../../attributes/update-user.ts';
import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { findUserByName } from '../../storage/users.ts';
import type { Input, Output, PoolCaller } from '../operation.ts';

/**
 * Changes any user's attributes; `email_verified` `true` proves a new address without a code.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUpdateUserAttributes.html
 */
export async function adminUpdateUserAttributes(
  ctx: Context,
  { Username = '', UserAttributes }: Input<'AdminUpdateUserAttributes'>,
  { pool }: PoolCaller,
): Promise<Output<'AdminUpdateUserAttributes'>> {
  const user = await findUserByName(ctx.db, pool, Username);
  if (!user) throw errors.userNotFound();
  const given = attributesFrom(UserAttributes);
  checkAttributes(pool, given, { requireAll: false, creating: false });
  await updateAttributes(ctx, pool, user, given, 'administrator');
  return {};
}

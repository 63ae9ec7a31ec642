import { checkAttributes, deletionOf } from '../../attributes/schema.ts';
import { updateAttributes } from '../../attributes/update-user.ts';
import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { findUserByName } from '../../storage/users.ts';
import type { Input, Output, PoolCaller } from '../operation.ts';

/**
 * Deletes any user's attributes, under the rules of AdminUpdateUserAttributes.
 *
 * @throws CognitoError InvalidParameterException, UserNotFoundException
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDeleteUserAttributes.html
 */
export async function adminDeleteUserAttributes(
  ctx: Context,
  { Username = '', UserAttributeNames }: Input<'AdminDeleteUserAttributes'>,
  { pool }: PoolCaller,
): Promise<Output<'AdminDeleteUserAttributes'>> {
  const user = await findUserByName(ctx.db, pool, Username);
  if (!user) throw errors.userNotFound();
  const deletion = deletionOf(UserAttributeNames);
  checkAttributes(pool, deletion, { requireAll: false, creating: false });
  await updateAttributes(ctx, pool, user, deletion, 'administrator');
  return {};
}

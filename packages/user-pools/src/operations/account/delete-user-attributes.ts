import { checkAttributes, checkWritable, deletionOf } from '../../attributes/schema.ts';
import { updateAttributes } from '../../attributes/update-user.ts';
import type { Context } from '../../context.ts';
import type { Input, Output, UserCaller } from '../operation.ts';

/**
 * Deletes a signed-in user's own attributes, as far as the client may write them. One that has no value is deleted too; one
 * that everybody must have, or that signs the user in as the user name, is not.
 *
 * @throws CognitoError InvalidParameterException, NotAuthorizedException
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUserAttributes.html
 */
export async function deleteUserAttributes(
  ctx: Context,
  { UserAttributeNames }: Input<'DeleteUserAttributes'>,
  { pool, client, user }: UserCaller,
): Promise<Output<'DeleteUserAttributes'>> {
  const deletion = deletionOf(UserAttributeNames);
  checkAttributes(pool, deletion, { requireAll: false, creating: false });
  checkWritable(client, Object.keys(deletion));
  await updateAttributes(ctx, pool, user, deletion, 'user');
  return {};
}

import { attributesFrom, checkAttributes, checkWritable } from '../../attributes/schema.ts';
import { updateAttributes } from '../../attributes/update-user.ts';
import type { Context } from '../../context.ts';
import type { Input, Output, UserCaller } from '../operation.ts';

/**
 * Changes a signed-in user's own attributes, as far as the client may write them.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserAttributes.html
 */
export async function updateUserAttributes(
  ctx: Context,
  input: Input<'UpdateUserAttributes'>,
  { pool, client, user }: UserCaller,
): Promise<Output<'UpdateUserAttributes'>> {
  const given = attributesFrom(input.UserAttributes);
  checkAttributes(pool, given, { requireAll: false, creating: false });
  checkWritable(client, Object.keys(given));
  return { CodeDeliveryDetailsList: await updateAttributes(ctx, pool, user, given, 'user') };
}

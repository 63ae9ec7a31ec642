import { transaction } from '@cruddur/database';
import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { deleteUser as deleteStored } from '../../storage/users.ts';
import type { Input, Output, UserCaller } from '../operation.ts';

/**
 * Deletes the signed-in user with everything that is the user's. The name is free again, and whoever takes it is somebody else:
 * a `sub` is never given twice.
 *
 * @throws CognitoError UserNotFoundException when the user was deleted meanwhile.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUser.html
 */
export async function deleteUser(
  ctx: Context,
  _input: Input<'DeleteUser'>,
  { pool, user }: UserCaller,
): Promise<Output<'DeleteUser'>> {
  const deleted = await transaction(ctx.db, (trx) => deleteStored(trx, pool.id, user.sub));
  if (!deleted) throw errors.userNotFound();
  return {};
}

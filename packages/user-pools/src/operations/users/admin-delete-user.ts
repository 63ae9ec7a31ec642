import { transaction } from '@cruddur/database';
import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { deleteUser, findUserByName } from '../../storage/users.ts';
import type { Input, Output, PoolCaller } from '../operation.ts';

/**
 * Deletes a user with everything that is the user's: sign-ins, codes, counters.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDeleteUser.html
 */
export async function adminDeleteUser(
  ctx: Context,
  { Username = '' }: Input<'AdminDeleteUser'>,
  { pool }: PoolCaller,
): Promise<Output<'AdminDeleteUser'>> {
  const user = await findUserByName(ctx.db, pool, Username);
  const deleted = user && (await transaction(ctx.db, (trx) => deleteUser(trx, pool.id, user.sub)));
  if (!deleted) throw errors.userNotFound();
  return {};
}

import { transaction } from '@cruddur/database';
import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { findUserByName, holdUser, updateUser } from '../../storage/users.ts';
import type { Input, Output, PoolCaller } from '../operation.ts';

/**
 * Confirms a user who signed up, without a code. It proves no address: where proved addresses sign in, these do not yet.
 *
 * @throws CognitoError UserNotFoundException, NotAuthorizedException when there is nothing to confirm
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminConfirmSignUp.html
 */
export async function adminConfirmSignUp(
  ctx: Context,
  { Username = '' }: Input<'AdminConfirmSignUp'>,
  { pool }: PoolCaller,
): Promise<Output<'AdminConfirmSignUp'>> {
  const user = await findUserByName(ctx.db, pool, Username);
  if (!user) throw errors.userNotFound();
  await transaction(ctx.db, async (trx) => {
    const current = await holdUser(trx, pool.id, user.sub);
    if (!current) throw errors.userNotFound();
    if (current.status !== 'UNCONFIRMED') throw errors.userNotConfirmable(current.status);
    await updateUser(trx, pool, current, { status: 'CONFIRMED', updatedAt: ctx.clock.now() });
  });
  return {};
}

import { transaction } from '@cruddur/database';
import { recoveryKinds, verifiedAddress } from '../../codes/channels.ts';
import { prepareCode, storePrepared } from '../../codes/send-code.ts';
import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { findUserByName, holdUser, type User, updateUser } from '../../storage/users.ts';
import type { Input, Output, PoolCaller } from '../operation.ts';

/**
 * Makes a user's password useless and sends the code that ForgotPassword sends: with it ConfirmForgotPassword sets a new one. The
 * user's tokens are not revoked, but are refused until then. Asked again, it sends another code.
 *
 * It needs a pool in which users recover their accounts, and a user with a verified address: nobody is shut out without a way back.
 *
 * @throws CognitoError UserNotFoundException, NotAuthorizedException, InvalidParameterException
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminResetUserPassword.html
 */
export async function adminResetUserPassword(
  ctx: Context,
  { Username = '' }: Input<'AdminResetUserPassword'>,
  { pool }: PoolCaller,
): Promise<Output<'AdminResetUserPassword'>> {
  const user = await findUserByName(ctx.db, pool, Username);
  checkResettable(user);
  const address = verifiedAddress(user.attributes, recoveryKinds(ctx.config, pool));
  if (!address) throw errors.noRecoveryChannel();

  const what = { purpose: 'forgot-password', kind: 'forgot-password', address } as const;
  const prepared = await prepareCode(ctx, pool, user, what);
  const updatedAt = ctx.clock.now();
  await transaction(ctx.db, async (trx) => {
    const current = await holdUser(trx, pool.id, user.sub);
    checkResettable(current);
    await updateUser(trx, pool, current, { status: 'RESET_REQUIRED', updatedAt });
    await storePrepared(ctx, trx, prepared);
  });
  ctx.outbox.wake();
  return {};
}

function checkResettable(user: User | undefined): asserts user is User {
  if (!user) throw errors.userNotFound();
  if (!user.enabled) throw errors.userDisabled(); // [U]
  if (user.status !== 'CONFIRMED' && user.status !== 'RESET_REQUIRED') throw errors.passwordNotResettable();
}

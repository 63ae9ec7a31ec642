import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { findUserByName } from '../../storage/users.ts';
import { revokeUserTokens } from '../../tokens/revoke.ts';
import type { Input, Output, PoolCaller } from '../operation.ts';

/**
 * Signs a user out everywhere; the user may sign in again.
 *
 * @throws CognitoError UserNotFoundException
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUserGlobalSignOut.html
 */
export async function adminUserGlobalSignOut(
  ctx: Context,
  { Username = '' }: Input<'AdminUserGlobalSignOut'>,
  { pool }: PoolCaller,
): Promise<Output<'AdminUserGlobalSignOut'>> {
  const user = await findUserByName(ctx.db, pool, Username);
  if (!user) throw errors.userNotFound();
  await revokeUserTokens(ctx.db, pool.id, user.sub, ctx.clock.now());
  return {};
}

import { transaction } from '@cruddur/database';
import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { clearFailures } from '../../limits/lockout.ts';
import { makeNextSecrets } from '../../passwords/history.ts';
import { checkPasswordPolicy } from '../../passwords/policy.ts';
import { temporaryPasswordExpiry } from '../../passwords/temporary.ts';
import { findUserByName, setPasswordSecrets } from '../../storage/users.ts';
import type { Input, Output, PoolCaller } from '../operation.ts';

/**
 * Sets a user's password: a permanent one confirms the user, a temporary one has to be changed at the next sign-in. Ends a
 * lock-out; sessions go on.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminSetUserPassword.html
 */
export async function adminSetUserPassword(
  ctx: Context,
  { Username = '', Password = '', Permanent = false }: Input<'AdminSetUserPassword'>,
  { pool }: PoolCaller,
): Promise<Output<'AdminSetUserPassword'>> {
  const user = await findUserByName(ctx.db, pool, Username);
  if (!user) throw errors.userNotFound();
  checkPasswordPolicy(pool, Password);
  const secrets = await makeNextSecrets(ctx, pool, user, Password);
  const updatedAt = ctx.clock.now();
  const state = Permanent
    ? { status: 'CONFIRMED' as const, temporaryPasswordExpiresAt: null }
    : {
        status: 'FORCE_CHANGE_PASSWORD' as const,
        temporaryPasswordExpiresAt: temporaryPasswordExpiry(pool, updatedAt),
      };
  await transaction(ctx.db, async (trx) => {
    if (!(await setPasswordSecrets(trx, pool, user, secrets, { ...state, updatedAt }))) throw errors.userNotFound();
    await clearFailures(trx, pool.id, user.sub);
  });
  return {};
}

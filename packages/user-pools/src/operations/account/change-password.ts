import { transaction } from '@cruddur/database';
import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { assertNotLocked, countGuess } from '../../limits/lockout.ts';
import { spendQuota } from '../../limits/quotas.ts';
import { makeNextSecrets } from '../../passwords/history.ts';
import { checkPasswordPolicy } from '../../passwords/policy.ts';
import { provePassword } from '../../passwords/secrets.ts';
import { replacePassword } from '../../storage/passwords.ts';
import type { Pool } from '../../storage/pools.ts';
import { holdUser, type User } from '../../storage/users.ts';
import type { Input, Output, UserCaller } from '../operation.ts';

/**
 * Sets a signed-in user's new password, once the present one is proved as at a sign-in: wrong ones count, and lock. Sessions go
 * on. The policy is checked before anything is counted, so that choosing a password costs no tries.
 *
 * @throws CognitoError InvalidPasswordException, LimitExceededException, NotAuthorizedException
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ChangePassword.html
 */
export async function changePassword(
  ctx: Context,
  { PreviousPassword, ProposedPassword = '' }: Input<'ChangePassword'>,
  { pool, user }: UserCaller,
): Promise<Output<'ChangePassword'>> {
  checkPasswordPolicy(pool, ProposedPassword);
  await spendQuota(ctx, pool.id, user.sub, 'change-password');
  await provePrevious(ctx, pool, user, PreviousPassword);

  const secrets = await makeNextSecrets(ctx, pool, user, ProposedPassword);
  const state = { status: 'CONFIRMED', temporaryPasswordExpiresAt: null, updatedAt: ctx.clock.now() } as const;
  await transaction(ctx.db, async (trx) => {
    // Read anew: an administrator's reset in the meantime must not be undone.
    checkChangeable(await holdUser(trx, pool.id, user.sub));
    if (!(await replacePassword(trx, pool, user, secrets, state))) throw errors.badCredentials();
  });
  return {};
}

/** Only a user who has no password may leave it out. */
async function provePrevious(ctx: Context, pool: Pool, user: User, previous: string | undefined): Promise<void> {
  if (previous === undefined && user.passwordHash === undefined) return checkChangeable(user);
  if (previous === undefined) throw errors.memberMissing('previousPassword');
  await assertNotLocked(ctx, pool, user.sub);
  const proved = await provePassword(ctx, pool, user, user.username, previous);
  checkChangeable(await countGuess(ctx, pool, user.sub, proved ? user : undefined));
}

/** A temporary password is changed by the challenge of a sign-in, which asks for missing attributes too. [U] */
function checkChangeable(user: User | undefined): void {
  if (!user) throw errors.userNotFound();
  if (!user.enabled) throw errors.userDisabled();
  if (user.status === 'RESET_REQUIRED') throw errors.passwordResetRequired();
  if (user.status !== 'CONFIRMED') throw errors.passwordNotResettable();
}

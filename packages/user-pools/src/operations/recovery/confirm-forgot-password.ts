import { transaction } from '@cruddur/database';
import { kindOfAddress } from '../../attributes/addresses.ts';
import { verifiedAddress } from '../../codes/channels.ts';
import { type CodeOwner, checkCode, consumeCode } from '../../codes/codes.ts';
import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { hidesUnknownUsers } from '../../limits/existence.ts';
import { findLimited } from '../../limits/find-limited.ts';
import { clearFailures } from '../../limits/lockout.ts';
import { makeNextSecrets } from '../../passwords/history.ts';
import { checkPasswordPolicy } from '../../passwords/policy.ts';
import { holdUser, setPasswordSecrets, type User } from '../../storage/users.ts';
import type { ClientCaller, Input, Output } from '../operation.ts';

/**
 * Sets a new password with the code that was sent, and ends a lock-out. The policy is checked first, so that a weak password costs no
 * code; the password is hashed only for a code that is right, so that guesses buy no work. Sessions elsewhere go on.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ConfirmForgotPassword.html
 */
export async function confirmForgotPassword(
  ctx: Context,
  input: Input<'ConfirmForgotPassword'>,
  caller: ClientCaller,
): Promise<Output<'ConfirmForgotPassword'>> {
  const { pool } = caller;
  const { Username = '', ConfirmationCode = '', Password = '' } = input;
  checkPasswordPolicy(pool, Password);
  const { user, sub } = await findLimited(ctx, caller, Username, 'confirm-forgot-password');

  const sealer = await ctx.keyring.scope(pool.id);
  const owner: CodeOwner = { poolId: pool.id, sub, purpose: 'forgot-password' };
  await checkCode(ctx, sealer, owner, ConfirmationCode);
  if (!user || (!user.enabled && hidesUnknownUsers(caller.client))) throw errors.codeMismatch();
  checkResettable(user);

  const secrets = await makeNextSecrets(ctx, pool, user, Password);
  await transaction(ctx.db, async (trx) => {
    const address = await consumeCode(ctx, trx, sealer, owner, ConfirmationCode);
    const current = await holdUser(trx, pool.id, sub);
    const proved = current && verifiedAddress(current.attributes, [kindOfAddress(address)]);
    if (!current || proved !== address) throw errors.codeExpired();
    checkResettable(current);
    const state = { status: 'CONFIRMED', temporaryPasswordExpiresAt: null, updatedAt: ctx.clock.now() } as const;
    await setPasswordSecrets(trx, pool, current, secrets, state);
    await clearFailures(trx, pool.id, sub);
  });
  return {};
}

/** Told only to whoever holds the right code. */
function checkResettable({ status, enabled }: User): void {
  if (!enabled) throw errors.userDisabled();
  if (status === 'UNCONFIRMED') throw errors.userNotConfirmed();
  if (status !== 'CONFIRMED' && status !== 'RESET_REQUIRED') throw errors.passwordNotResettable();
}

import { transaction } from '@cruddur/database';
import { simulatedDetails } from '../../attributes/addresses.ts';
import { prepareCode, prepareDecoy, storePrepared } from '../../codes/send-code.ts';
import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { hidesUnknownUsers } from '../../limits/existence.ts';
import { findLimited } from '../../limits/find-limited.ts';
import type { Pool } from '../../storage/pools.ts';
import type { User } from '../../storage/users.ts';
import type { ClientCaller, Input, Output } from '../operation.ts';

const what = { purpose: 'forgot-password', kind: 'forgot-password' } as const;

/**
 * Mails a code that allows a new password; the status stays, so that a request by a stranger locks nobody out.
 *
 * Where the client hides who exists, an unknown, disabled or unreachable user costs and answers the same as one who is
 * mailed. A user whose temporary password is still to be changed is told so, as on AWS: SignUp tells as much.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ForgotPassword.html
 */
export async function forgotPassword(
  ctx: Context,
  input: Input<'ForgotPassword'>,
  caller: ClientCaller,
): Promise<Output<'ForgotPassword'>> {
  const { pool, client } = caller;
  const { Username = '' } = input;
  checkPoolRecovers(pool);
  const { user, sub } = await findLimited(ctx, caller, Username, 'forgot-password');
  if (user) checkResettable(user);
  if (user && !hidesUnknownUsers(client)) checkReachable(user);

  const email = user && verifiedEmail(user);
  const prepared =
    user && email
      ? await prepareCode(ctx, pool, user, { ...what, address: email })
      : { ...(await prepareDecoy(ctx, pool, sub, what)), details: simulatedDetails(pool, Username, sub) };
  await transaction(ctx.db, (trx) => storePrepared(ctx, trx, prepared));
  ctx.outbox.wake();
  return { CodeDeliveryDetails: prepared.details };
}

/** What holds for the whole pool gives nobody away. A pool without the setting recovers by e-mail. */
function checkPoolRecovers({ settings }: Pool): void {
  const names = settings.AccountRecoverySetting?.RecoveryMechanisms?.map(({ Name }) => Name) ?? [];
  if (names.includes('admin_only')) throw errors.contactAdministrator();
  if (names.length > 0 && !names.includes('verified_email')) throw errors.noRecoveryChannel();
}

function checkResettable({ status }: User): void {
  if (!['CONFIRMED', 'UNCONFIRMED', 'RESET_REQUIRED'].includes(status)) throw errors.passwordNotResettable();
}

function checkReachable(user: User): void {
  if (!user.enabled) throw errors.userDisabled();
  if (!verifiedEmail(user)) throw errors.noRecoveryChannel();
}

function verifiedEmail({ enabled, attributes }: User): string | undefined {
  return enabled && attributes.email_verified === 'true' ? attributes.email : undefined;
}

import { transaction } from '@cruddur/database';
import { simulatedDetails } from '../../attributes/addresses.ts';
import { likelyKinds, recoveryKinds, verifiedAddress } from '../../codes/channels.ts';
import { prepareCode, prepareDecoy, storePrepared } from '../../codes/send-code.ts';
import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { hidesUnknownUsers } from '../../limits/existence.ts';
import { findLimited } from '../../limits/find-limited.ts';
import type { User } from '../../storage/users.ts';
import type { ClientCaller, Input, Output } from '../operation.ts';

const what = { purpose: 'forgot-password', kind: 'forgot-password' } as const;

/**
 * Sends a code that allows a new password to the first address, in the pool's order, that the user has proved. The status stays,
 * so that a request by a stranger locks nobody out.
 *
 * Where the client hides who exists, an unknown, disabled or unreachable user costs and answers the same as one who gets a
 * code. A user whose temporary password is still to be changed is told so, as on AWS: SignUp tells as much.
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
  const kinds = recoveryKinds(ctx.config, pool);
  const { user, sub } = await findLimited(ctx, caller, Username, 'forgot-password');
  if (user) checkResettable(user);
  const address = user?.enabled ? verifiedAddress(user.attributes, kinds) : undefined;
  if (user && !address && !hidesUnknownUsers(client))
    throw user.enabled ? errors.noRecoveryChannel() : errors.userDisabled();

  const prepared =
    user && address
      ? await prepareCode(ctx, pool, user, { ...what, address })
      : await prepareDecoy(ctx, pool, sub, {
          ...what,
          details: simulatedDetails(pool, Username, sub, likelyKinds(pool, kinds)),
        });
  await transaction(ctx.db, (trx) => storePrepared(ctx, trx, prepared));
  ctx.outbox.wake();
  return { CodeDeliveryDetails: prepared.details };
}

function checkResettable({ status }: User): void {
  if (!['CONFIRMED', 'UNCONFIRMED', 'RESET_REQUIRED'].includes(status)) throw errors.passwordNotResettable();
}

import { transaction } from '@cruddur/database';
import { kindOfAddress, simulatedDetails } from '../../attributes/addresses.ts';
import { autoVerified } from '../../attributes/verification.ts';
import { canSend, signUpAddress } from '../../codes/channels.ts';
import { prepareCode, prepareDecoy, storePrepared } from '../../codes/send-code.ts';
import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { hidesUnknownUsers } from '../../limits/existence.ts';
import { findLimited } from '../../limits/find-limited.ts';
import type { ClientCaller, Input, Output } from '../operation.ts';

const what = { purpose: 'sign-up', kind: 'resend' } as const;

/**
 * Sends a new sign-up code; the former one stops working. Where the client hides who exists, an unknown or disabled user costs
 * and answers the same.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ResendConfirmationCode.html
 */
export async function resendConfirmationCode(
  ctx: Context,
  input: Input<'ResendConfirmationCode'>,
  caller: ClientCaller,
): Promise<Output<'ResendConfirmationCode'>> {
  const { pool, client } = caller;
  const { Username = '' } = input;
  const { user, sub } = await findLimited(ctx, caller, Username, 'resend-sign-up-code');
  if (autoVerified(pool).length === 0) throw errors.resendTurnedOff();
  const kinds = autoVerified(pool).filter((kind) => canSend(ctx.config, pool, kind));
  if (kinds.length === 0) throw errors.smsNotConfigured();
  if (user && user.status !== 'UNCONFIRMED') throw errors.userAlreadyConfirmed();

  const address = user?.enabled ? signUpAddress(pool, user.attributes) : undefined;
  if (user && !address && !hidesUnknownUsers(client))
    throw user.enabled ? errors.resendTurnedOff() : errors.userDisabled();
  const reachable = address && (kinds.includes(kindOfAddress(address)) || !hidesUnknownUsers(client));
  const prepared =
    user && reachable
      ? await prepareCode(ctx, pool, user, { ...what, address })
      : await prepareDecoy(ctx, pool, sub, { ...what, details: simulatedDetails(pool, Username, sub, kinds) });
  await transaction(ctx.db, (trx) => storePrepared(ctx, trx, prepared));
  ctx.outbox.wake();
  return { CodeDeliveryDetails: prepared.details };
}

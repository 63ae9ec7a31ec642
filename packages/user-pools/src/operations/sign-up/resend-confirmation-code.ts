import { transaction } from '@cruddur/database';
import { simulatedDetails } from '../../attributes/addresses.ts';
import { autoVerifiesEmail } from '../../attributes/verification.ts';
import { prepareCode, prepareDecoy, storePrepared } from '../../codes/send-code.ts';
import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { hidesUnknownUsers } from '../../limits/existence.ts';
import { findLimited } from '../../limits/find-limited.ts';
import type { ClientCaller, Input, Output } from '../operation.ts';

/**
 * Mails a new sign-up code; the former one stops working. Where the client hides who exists, an unknown user costs and
 * answers the same.
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
  if (!autoVerifiesEmail(pool)) throw errors.resendTurnedOff();
  if (user && user.status !== 'UNCONFIRMED') throw errors.userAlreadyConfirmed();

  const email = user?.attributes.email;
  if (user && !email && !hidesUnknownUsers(client)) throw errors.resendTurnedOff();
  const what = { purpose: 'sign-up', kind: 'resend' } as const;
  const prepared =
    user && email
      ? await prepareCode(ctx, pool, user, { ...what, address: email })
      : { ...(await prepareDecoy(ctx, pool, sub, what)), details: simulatedDetails(pool, Username, sub) };
  await transaction(ctx.db, (trx) => storePrepared(ctx, trx, prepared));
  ctx.outbox.wake();
  return { CodeDeliveryDetails: prepared.details };
}

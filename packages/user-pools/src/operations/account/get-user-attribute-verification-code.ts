import { transaction } from '@cruddur/database';
import { isAddressKind } from '../../attributes/addresses.ts';
import { type CodeOwner, findAddress } from '../../codes/codes.ts';
import { prepareCode, storePrepared } from '../../codes/send-code.ts';
import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { spendQuota } from '../../limits/quotas.ts';
import type { Input, Output, UserCaller } from '../operation.ts';

/**
 * Sends a signed-in user a code that proves the e-mail address or phone number: the new one where a change waits for its proof,
 * else the present one.
 *
 * @throws CognitoError InvalidParameterException, LimitExceededException
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUserAttributeVerificationCode.html
 */
export async function getUserAttributeVerificationCode(
  ctx: Context,
  { AttributeName: kind }: Input<'GetUserAttributeVerificationCode'>,
  { pool, user }: UserCaller,
): Promise<Output<'GetUserAttributeVerificationCode'>> {
  if (!isAddressKind(kind)) throw errors.notVerifiable(kind);
  await spendQuota(ctx, pool.id, user.sub, 'send-attribute-code');
  const owner: CodeOwner = { poolId: pool.id, sub: user.sub, purpose: `attribute:${kind}` };
  const address = (await findAddress(ctx, await ctx.keyring.scope(pool.id), owner)) ?? user.attributes[kind];
  if (!address) throw errors.addressNeededToVerify(kind);
  const prepared = await prepareCode(ctx, pool, user, { purpose: owner.purpose, kind: 'verify-attribute', address });
  await transaction(ctx.db, (trx) => storePrepared(ctx, trx, prepared));
  ctx.outbox.wake();
  return { CodeDeliveryDetails: prepared.details };
}

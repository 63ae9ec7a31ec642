import { transaction } from '@cruddur/database';
import { isAddressKind } from '../../attributes/addresses.ts';
import { type CodeOwner, findAddress } from '../../codes/codes.ts';
import { prepareCode, storePrepared } from '../../codes/send-code.ts';
import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { spendQuota } from '../../limits/quotas.ts';
import type { Database } from '../../storage/schema.ts';
import { holdUser, type User } from '../../storage/users.ts';
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
  const sealer = await ctx.keyring.scope(pool.id);
  const addressOf = async (db: Database, current: User) =>
    (await findAddress(ctx, db, sealer, owner)) ?? current.attributes[kind];
  const address = await addressOf(ctx.db, user);
  if (!address) throw errors.addressNeededToVerify(kind);
  const prepared = await prepareCode(ctx, pool, user, { purpose: owner.purpose, kind: 'verify-attribute', address });
  await transaction(ctx.db, async (trx) => {
    const current = await holdUser(trx, pool.id, user.sub);
    if (!current) throw errors.userNotFound();
    // Whatever changed the address meanwhile has seen to its code, which this one must not replace.
    if ((await addressOf(trx, current)) === address) await storePrepared(ctx, trx, prepared);
  });
  ctx.outbox.wake();
  return { CodeDeliveryDetails: prepared.details };
}

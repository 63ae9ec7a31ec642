import { transaction } from '@cruddur/database';
import { isAddressKind } from '../../attributes/addresses.ts';
import { type CodeOwner, consumeCode, endCodesTo } from '../../codes/codes.ts';
import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { spendQuota } from '../../limits/quotas.ts';
import { holdUser, updateUser } from '../../storage/users.ts';
import type { Input, Output, UserCaller } from '../operation.ts';

/**
 * Proves a signed-in user's e-mail address or phone number with the code sent to it; an address that waited for this takes the
 * place of the former.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_VerifyUserAttribute.html
 */
export async function verifyUserAttribute(
  ctx: Context,
  input: Input<'VerifyUserAttribute'>,
  { pool, user }: UserCaller,
): Promise<Output<'VerifyUserAttribute'>> {
  const { AttributeName: kind, Code = '' } = input;
  if (!isAddressKind(kind)) throw errors.notVerifiable(kind);
  await spendQuota(ctx, pool.id, user.sub, 'verify-attribute');
  const sealer = await ctx.keyring.scope(pool.id);
  const owner: CodeOwner = { poolId: pool.id, sub: user.sub, purpose: `attribute:${kind}` };
  await transaction(ctx.db, async (trx) => {
    const address = await consumeCode(ctx, trx, sealer, owner, Code);
    const current = await holdUser(trx, pool.id, user.sub);
    if (!current) throw errors.userNotFound();
    const attributes = { ...current.attributes, [kind]: address, [`${kind}_verified`]: 'true' };
    await updateUser(trx, pool, current, { attributes, updatedAt: ctx.clock.now() });
    if (address !== current.attributes[kind]) await endCodesTo(trx, current, kind);
  });
  return {};
}

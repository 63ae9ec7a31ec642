import { isUniqueViolation, transaction } from '@cruddur/database';
import { type CodeOwner, consumeCode } from '../../codes/codes.ts';
import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { spendQuota } from '../../limits/quotas.ts';
import { deleteCodes } from '../../storage/codes.ts';
import { findUserBySub, updateUser } from '../../storage/users.ts';
import type { Input, Output, UserCaller } from '../operation.ts';

/**
 * Proves a signed-in user's e-mail address with a mailed code; an address that waited for this takes the place of the former.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_VerifyUserAttribute.html
 */
export async function verifyUserAttribute(
  ctx: Context,
  input: Input<'VerifyUserAttribute'>,
  { pool, user }: UserCaller,
): Promise<Output<'VerifyUserAttribute'>> {
  const { AttributeName, Code = '' } = input;
  if (AttributeName !== 'email') throw errors.notVerifiable(AttributeName);
  await spendQuota(ctx, pool.id, user.sub, 'verify-attribute');
  const sealer = await ctx.keyring.scope(pool.id);
  const owner: CodeOwner = { poolId: pool.id, sub: user.sub, purpose: 'attribute:email' };
  try {
    await transaction(ctx.db, async (trx) => {
      const email = await consumeCode(ctx, trx, sealer, owner, Code);
      const current = await findUserBySub(trx, pool.id, user.sub);
      if (!current) throw errors.userNotFound();
      const attributes = { ...current.attributes, email, email_verified: 'true' };
      await updateUser(trx, pool, current, { attributes, updatedAt: ctx.clock.now() });
      if (email !== current.attributes.email) await deleteCodes(trx, pool.id, user.sub);
    });
  } catch (error) {
    throw isUniqueViolation(error) ? errors.aliasTaken('email') : error;
  }
  return {};
}

import type { CodeDeliveryDetailsType } from '@aws-sdk/client-cognito-identity-provider';
import { isUniqueViolation, transaction } from '@cruddur/database';
import { prepareCode, storePrepared } from '../codes/send-code.ts';
import type { Context } from '../context.ts';
import { errors } from '../errors.ts';
import { spendQuota } from '../limits/quotas.ts';
import { deleteCodes } from '../storage/codes.ts';
import type { Pool } from '../storage/pools.ts';
import { findUserByName, findUserBySub, type User, updateUser } from '../storage/users.ts';
import { usesEmailAsUsername } from './case.ts';
import { planUpdate } from './plan-update.ts';
import type { Attributes } from './standard.ts';

/**
 * Changes attributes that were already checked, and mails a code to a new address that has to be proved.
 *
 * @param by a user may have only so many mails sent to addresses that may be anybody's.
 * @returns where codes went
 * @throws CognitoError AliasExistsException, LimitExceededException, InvalidParameterException, UserNotFoundException
 */
export async function updateAttributes(
  ctx: Context,
  pool: Pool,
  user: User,
  given: Attributes,
  by: 'user' | 'administrator',
): Promise<CodeDeliveryDetailsType[]> {
  const { emailToVerify } = planUpdate(pool, user.attributes, given);
  const code = emailToVerify ? await prepareUpdateCode(ctx, pool, user, emailToVerify, by) : undefined;
  try {
    await transaction(ctx.db, async (trx) => {
      const current = await findUserBySub(trx, pool.id, user.sub);
      if (!current) throw errors.userNotFound();
      const { attributes } = planUpdate(pool, current.attributes, given);
      await updateUser(trx, pool, current, { attributes, updatedAt: ctx.clock.now() });
      // What was mailed to the former address must not speak for the new one.
      if (attributes.email !== current.attributes.email) await deleteCodes(trx, pool.id, user.sub);
      if (code) await storePrepared(ctx, trx, code);
    });
  } catch (error) {
    throw isUniqueViolation(error) ? errors.aliasTaken('email') : error;
  }
  if (!code) return [];
  ctx.outbox.wake();
  return [code.details];
}

async function prepareUpdateCode(ctx: Context, pool: Pool, user: User, email: string, by: 'user' | 'administrator') {
  if (by === 'user') await spendQuota(ctx, pool.id, user.sub, 'send-attribute-code');
  const owner = usesEmailAsUsername(pool) ? await findUserByName(ctx.db, pool, email) : undefined;
  if (owner && owner.sub !== user.sub) throw errors.aliasTaken('email');
  return prepareCode(ctx, pool, user, { purpose: 'attribute:email', kind: 'update-attribute', address: email });
}

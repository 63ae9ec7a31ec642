import { transaction } from '@cruddur/database';
import { endCodesTo } from '../codes/codes.ts';
import { type PreparedCode, prepareCode, storePrepared } from '../codes/send-code.ts';
import type { Context } from '../context.ts';
import { errors } from '../errors.ts';
import { spendQuota } from '../limits/quotas.ts';
import type { Pool } from '../storage/pools.ts';
import { findUserByName, holdUser, type User, updateUser } from '../storage/users.ts';
import { addressKinds, type Delivery, kindOfAddress } from './addresses.ts';
import { planUpdate } from './plan-update.ts';
import type { Attributes } from './standard.ts';
import { usesSubAsUsername } from './user-name-model.ts';

/**
 * Changes attributes that were already checked, and sends a code to each new address that has to be proved.
 *
 * @param by a user may have only so many messages sent to addresses that may be anybody's.
 * @returns where codes went
 * @throws CognitoError AliasExistsException, LimitExceededException, InvalidParameterException, UserNotFoundException
 */
export async function updateAttributes(
  ctx: Context,
  pool: Pool,
  user: User,
  given: Attributes,
  by: 'user' | 'administrator',
): Promise<Delivery[]> {
  const { toVerify } = planUpdate(pool, user.attributes, given);
  const codes: PreparedCode[] = [];
  for (const address of toVerify) codes.push(await prepareUpdateCode(ctx, pool, user, address, by));
  await transaction(ctx.db, async (trx) => {
    const current = await holdUser(trx, pool.id, user.sub);
    if (!current) throw errors.userNotFound();
    const { attributes } = planUpdate(pool, current.attributes, given);
    await updateUser(trx, pool, current, { attributes, updatedAt: ctx.clock.now() });
    for (const kind of addressKinds) {
      if (attributes[kind] !== current.attributes[kind]) await endCodesTo(trx, current, kind);
    }
    for (const code of codes) await storePrepared(ctx, trx, code);
  });
  if (codes.length > 0) ctx.outbox.wake();
  return codes.map(({ details }) => details);
}

async function prepareUpdateCode(
  ctx: Context,
  pool: Pool,
  user: User,
  address: string,
  by: 'user' | 'administrator',
): Promise<PreparedCode> {
  if (by === 'user') await spendQuota(ctx, pool.id, user.sub, 'send-attribute-code');
  const kind = kindOfAddress(address);
  const owner = usesSubAsUsername(pool) ? await findUserByName(ctx.db, pool, address) : undefined;
  if (owner && owner.sub !== user.sub) throw errors.aliasTaken(kind);
  return prepareCode(ctx, pool, user, { purpose: `attribute:${kind}`, kind: 'update-attribute', address });
}

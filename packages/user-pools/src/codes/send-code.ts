import { type Delivery, deliveryDetails, kindOfAddress } from '../attributes/addresses.ts';
import { signInName } from '../attributes/user-name-model.ts';
import type { Context } from '../context.ts';
import { composeMessage, type MessageKind } from '../messages/render.ts';
import type { Pool } from '../storage/pools.ts';
import type { CodesTable, OutboxTable, Trx } from '../storage/schema.ts';
import type { User } from '../storage/users.ts';
import { assertCanSend } from './channels.ts';
import { type CodePurpose, codeRow, makeCode, storeCode } from './codes.ts';

/** A code ready to be stored, and the message that carries it. */
export interface PreparedCode {
  row: CodesTable;
  message: OutboxTable;
  /** Where the code goes, as the answer says it. */
  details: Delivery;
}

type Receiver = Pick<User, 'sub' | 'username' | 'attributes'>;

/**
 * Makes a code and its message: all the sealing and hashing that has no place in a transaction.
 *
 * @throws CognitoError InvalidParameterException when the pool cannot send to such an address.
 */
export async function prepareCode(
  ctx: Context,
  pool: Pool,
  user: Receiver,
  { purpose, kind, address }: { purpose: CodePurpose; kind: MessageKind; address: string },
): Promise<PreparedCode> {
  assertCanSend(ctx.config, pool, kindOfAddress(address));
  const code = makeCode(ctx);
  const owner = { poolId: pool.id, sub: user.sub, purpose };
  const details = deliveryDetails(pool, address);
  const values = { to: address, medium: details.DeliveryMedium, username: signInName(pool, user), code };
  const message = composeMessage(pool, ctx.config, kind, values);
  return {
    row: codeRow(ctx, await ctx.keyring.scope(pool.id), owner, code, address),
    message: await ctx.outbox.seal(pool.id, message),
    details,
  };
}

/**
 * The same work for somebody who may not be told: a code that nobody can guess, and a message to nobody. Afterwards a wrong
 * code is "wrong" rather than "never asked for", as it is for a user who exists.
 *
 * @param details what the answer pretends.
 */
export async function prepareDecoy(
  ctx: Context,
  pool: Pool,
  sub: string,
  { purpose, kind, details }: { purpose: CodePurpose; kind: MessageKind; details: Delivery },
): Promise<PreparedCode> {
  const code = ctx.random.bytes(32).toString('hex');
  const values = { to: undefined, medium: details.DeliveryMedium, username: sub, code: '' };
  const message = composeMessage(pool, ctx.config, kind, values);
  return {
    row: codeRow(ctx, await ctx.keyring.scope(pool.id), { poolId: pool.id, sub, purpose }, code, ''),
    message: await ctx.outbox.seal(pool.id, message),
    details,
  };
}

/** Stores a prepared code in place of the former one, and puts its message into the outbox. */
export async function storePrepared(ctx: Context, trx: Trx, { row, message }: PreparedCode): Promise<void> {
  await storeCode(trx, row);
  await ctx.outbox.enqueue(trx, message);
}

import type { CodeDeliveryDetailsType } from '@aws-sdk/client-cognito-identity-provider';
import { deliveryDetails } from '../attributes/addresses.ts';
import { signInName } from '../attributes/usernames.ts';
import type { Context } from '../context.ts';
import { composeMessage, type MessageKind } from '../messages/render.ts';
import type { Pool } from '../storage/pools.ts';
import type { CodesTable, OutboxTable, Trx } from '../storage/schema.ts';
import type { User } from '../storage/users.ts';
import { type CodePurpose, codeRow, makeCode, storeCode } from './codes.ts';

/** A code ready to be stored, and the message that carries it. */
export interface PreparedCode {
  row: CodesTable;
  message: OutboxTable;
}

type Receiver = Pick<User, 'sub' | 'username' | 'attributes'>;

/** Makes a code and its message: all the sealing and hashing that has no place in a transaction. */
export async function prepareCode(
  ctx: Context,
  pool: Pool,
  user: Receiver,
  { purpose, kind, address }: { purpose: CodePurpose; kind: MessageKind; address: string },
): Promise<PreparedCode & { details: CodeDeliveryDetailsType }> {
  const code = makeCode(ctx);
  const owner = { poolId: pool.id, sub: user.sub, purpose };
  const message = composeMessage(pool, ctx.config, kind, { to: address, username: signInName(pool, user), code });
  return {
    row: codeRow(ctx, await ctx.keyring.scope(pool.id), owner, code, address),
    message: await ctx.outbox.seal(pool.id, message),
    details: deliveryDetails(pool, address),
  };
}

/**
 * The same work for somebody who may not be told: a code that nobody can guess, and a message to nobody. Afterwards a wrong
 * code is "wrong" rather than "never asked for", as it is for a user who exists.
 */
export async function prepareDecoy(
  ctx: Context,
  pool: Pool,
  sub: string,
  { purpose, kind }: { purpose: CodePurpose; kind: MessageKind },
): Promise<PreparedCode> {
  const code = ctx.random.bytes(32).toString('hex');
  const message = composeMessage(pool, ctx.config, kind, { to: undefined, username: sub, code: '' });
  return {
    row: codeRow(ctx, await ctx.keyring.scope(pool.id), { poolId: pool.id, sub, purpose }, code, ''),
    message: await ctx.outbox.seal(pool.id, message),
  };
}

/** Stores a prepared code in place of the former one, and puts its message into the outbox. */
export async function storePrepared(ctx: Context, trx: Trx, { row, message }: PreparedCode): Promise<void> {
  await storeCode(trx, row);
  await ctx.outbox.enqueue(trx, message);
}

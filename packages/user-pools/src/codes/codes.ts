/** The six digits that prove an address: made here, kept as a keyed hash, good for one use. */
import { timingSafeEqual } from 'node:crypto';
import type { AddressKind } from '../attributes/addresses.ts';
import type { Context } from '../context.ts';
import { errors } from '../errors.ts';
import type { Sealer } from '../keys/keyring.ts';
import { deleteCodesExcept, deleteMatchingCode, findCode, replaceCode } from '../storage/codes.ts';
import type { CodesTable, Database, Trx } from '../storage/schema.ts';
import type { User } from '../storage/users.ts';

/** What a code is for; a user has at most one live code for each. */
export type CodePurpose = 'sign-up' | 'forgot-password' | `attribute:${AddressKind}`;

/** Whose code: a user's, or the stand-in's of a user who does not exist. */
export interface CodeOwner {
  poolId: string;
  sub: string;
  purpose: CodePurpose;
}

const hour = 60 * 60_000;
const lifetimes: Record<CodePurpose, number> = {
  'sign-up': 24 * hour,
  'forgot-password': hour,
  'attribute:email': 24 * hour,
  'attribute:phone_number': 24 * hour,
};

const possibleCodes = 1_000_000;

/** Six digits, each of the million equally likely: draws from the incomplete last million are thrown away. */
export function makeCode(ctx: Pick<Context, 'random'>): string {
  const unbiased = 2 ** 32 - (2 ** 32 % possibleCodes);
  for (;;) {
    const drawn = ctx.random.bytes(4).readUInt32BE();
    if (drawn < unbiased) return String(drawn % possibleCodes).padStart(6, '0');
  }
}

/**
 * The row of a new code. Made outside the transaction that stores it.
 *
 * @param address where the code is sent: it proves this address and no other. Sealed with the code.
 */
export function codeRow(ctx: Context, sealer: Sealer, owner: CodeOwner, code: string, address: string): CodesTable {
  const createdAt = ctx.clock.now();
  return {
    ...owner,
    codeHash: hashOf(sealer, owner, code),
    payload: sealer.seal(identity(owner), address),
    createdAt,
    expiresAt: createdAt + lifetimes[owner.purpose],
  };
}

/** Makes a code the live one of its owner and purpose: a former one stops working. */
export async function storeCode(trx: Trx, row: CodesTable): Promise<void> {
  await replaceCode(trx, row);
}

/**
 * Says what is wrong with a code, without using it up: done before costly work, of which a wrong guess shall buy none.
 *
 * @throws CognitoError ExpiredCodeException when there is none any more, CodeMismatchException when it is another.
 */
export async function checkCode(
  ctx: Context,
  sealer: Sealer,
  owner: CodeOwner,
  code: string,
  db: Database = ctx.db,
): Promise<void> {
  const row = await findCode(db, owner);
  if (!row || row.expiresAt <= ctx.clock.now()) throw errors.codeExpired();
  if (!timingSafeEqual(Buffer.from(row.codeHash), Buffer.from(hashOf(sealer, owner, code))))
    throw errors.codeMismatch();
}

/**
 * Uses a code up, in the transaction that does what it allows: of two that bring the same code, one wins.
 *
 * @returns the address it was sent to; whoever speaks for another one now must not profit from it
 * @throws CognitoError ExpiredCodeException or CodeMismatchException
 */
export async function consumeCode(
  ctx: Context,
  trx: Trx,
  sealer: Sealer,
  owner: CodeOwner,
  code: string,
): Promise<string> {
  const used = await deleteMatchingCode(trx, owner, hashOf(sealer, owner, code), ctx.clock.now());
  if (used?.payload) return sealer.open(identity(owner), used.payload).toString();
  await checkCode(ctx, sealer, owner, code, trx);
  throw errors.codeExpired();
}

/**
 * Ends a user's codes when an address changes: what was sent to the former one must not speak for the next. Only what waits for
 * the user's other address goes on.
 */
export async function endCodesTo(trx: Trx, { poolId, sub }: User, changed: AddressKind): Promise<void> {
  const other: CodePurpose = changed === 'email' ? 'attribute:phone_number' : 'attribute:email';
  await deleteCodesExcept(trx, poolId, sub, other);
}

/** The address of a live code, for a message that is to be sent again. */
export async function findAddress(
  ctx: Context,
  db: Database,
  sealer: Sealer,
  owner: CodeOwner,
): Promise<string | undefined> {
  const row = await findCode(db, owner);
  if (!row?.payload || row.expiresAt <= ctx.clock.now()) return undefined;
  return sealer.open(identity(owner), row.payload).toString();
}

/** A keyed hash: only who holds the pool's key could try the million codes against a stolen row. */
function hashOf(sealer: Sealer, { poolId, sub, purpose }: CodeOwner, code: string): string {
  return sealer.keyedHash('code', JSON.stringify([poolId, sub, purpose, code]));
}

function identity({ poolId, sub, purpose }: CodeOwner): string {
  return `code:${poolId}:${sub}:${purpose}`;
}

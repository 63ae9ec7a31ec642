/** Limits: what keeps guessing, flooding and a growing database in bounds. */
import { foldKey } from '../attributes/case.ts';
import { makeSub } from '../attributes/sub.ts';
import type { Context } from '../context.ts';
import { errors } from '../errors.ts';
import { countFailure, deleteLockout, forgetFailures, type LockoutRule, lockedUntil } from '../storage/lockouts.ts';
import type { Pool } from '../storage/pools.ts';
import type { Database } from '../storage/schema.ts';
import type { User } from '../storage/users.ts';

const minute = 60_000;

/**
 * The fifth wrong password in a row locks for a second, each further one for twice as long, up to 15 minutes. Fifteen quiet
 * minutes behind a lock start the count again: waiting the longest lock out buys one guess, not five.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/authentication.html (lockout for failed sign-in attempts)
 */
const rule: LockoutRule = {
  locks: Array.from({ length: 15 }, (_, place) => (place < 4 ? 0 : Math.min(1000 * 2 ** (place - 4), 15 * minute))),
  quiet: 15 * minute,
};

/** After this long without a failure a row means nothing any more, whatever it holds. */
export const lockoutLifetime = 2 * rule.quiet;

/**
 * To be called before a password is proved.
 *
 * @param subject the user's sub, or `standInSub` of a name nobody has.
 * @throws CognitoError NotAuthorizedException "Password attempts exceeded"
 */
export async function assertNotLocked(ctx: Context, pool: Pool, subject: string): Promise<void> {
  if ((await lockedUntil(ctx.db, pool.id, subject)) > ctx.clock.now()) throw errors.passwordAttemptsExceeded();
}

/**
 * To be called with the outcome of a proof, before anything is made of it. A wrong password counts, a right one starts the count
 * again. Guesses sent in parallel are all proved, but each learns its outcome only after it was counted: those counted after the
 * fifth wrong one learn nothing but "exceeded", and so does a right one among them.
 *
 * @param proved the user whose password it was, undefined when it was wrong.
 * @returns that user.
 * @throws CognitoError NotAuthorizedException "Incorrect username or password.", or "Password attempts exceeded" when others locked
 * the subject meanwhile.
 */
export async function countGuess(ctx: Context, pool: Pool, subject: string, proved: User | undefined): Promise<User> {
  const now = ctx.clock.now();
  if (!proved) {
    const counted = await countFailure(ctx.db, { poolId: pool.id, subject, now }, rule);
    throw counted ? errors.badCredentials() : errors.passwordAttemptsExceeded();
  }
  await forgetFailures(ctx.db, pool.id, subject, now);
  await assertNotLocked(ctx, pool, subject);
  return proved;
}

/** A password reset ends the lock, since whoever reads the user's mail is the user. */
export async function clearFailures(db: Database, poolId: string, subject: string): Promise<void> {
  await deleteLockout(db, poolId, subject);
}

const subShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The `sub` of a user who does not exist: always the same for a name, and not to be told from a real one without the
 * pool's key. Limits count against it, and SRP answers with it.
 *
 * A name of the shape of a `sub` stands for itself, as a real one does.
 */
export async function standInSub(ctx: Pick<Context, 'keyring'>, pool: Pool, username: string): Promise<string> {
  const name = foldKey(pool, username);
  if (subShape.test(name)) return name;
  const sealer = await ctx.keyring.scope(pool.id);
  const hash = Buffer.from(sealer.keyedHash('stand-in-sub', name), 'base64url');
  return makeSub({ bytes: (length) => hash.subarray(0, length) });
}

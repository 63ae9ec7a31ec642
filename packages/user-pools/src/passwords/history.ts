import type { Context } from '../context.ts';
import { errors } from '../errors.ts';
import { formerPasswords, passwordHistorySize } from '../storage/password-history.ts';
import type { Pool } from '../storage/pools.ts';
import type { PasswordSecrets, User } from '../storage/users.ts';
import { makePasswordSecrets } from './secrets.ts';

/**
 * What is stored of a password that takes another's place, once it is found to be none that the user had lately. Every password
 * remembered costs a slow hash, up to 24: to be called for whoever has proved to be the user, and outside of transactions.
 *
 * @throws CognitoError PasswordHistoryPolicyViolationException
 */
export async function makeNextSecrets(
  ctx: Context,
  pool: Pool,
  user: User,
  password: string,
): Promise<PasswordSecrets> {
  if (passwordHistorySize(pool) > 0) {
    // One after the other, so that one user's history does not fill the queue.
    for (const hash of [user.passwordHash, ...(await formerPasswords(ctx.db, pool, user.sub))]) {
      if (hash !== undefined && (await ctx.passwords.verify(hash, password))) throw errors.passwordUsedBefore();
    }
  }
  return await makePasswordSecrets(ctx, pool, user, password);
}

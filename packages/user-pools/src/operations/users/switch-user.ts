import { transaction } from '@cruddur/database';
import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import type { Pool } from '../../storage/pools.ts';
import { findUserByName, holdUser, updateUser } from '../../storage/users.ts';
import { revokeUserTokens } from '../../tokens/revoke.ts';

/**
 * Enables or disables a user, and ends the sign-ins there are: either way. A sign-in that was under way when its user was
 * disabled may have left a token behind, and enabling must not bring that one to life.
 */
export async function switchUser(
  ctx: Context,
  pool: Pool,
  username: string,
  { enabled }: { enabled: boolean },
): Promise<void> {
  const user = await findUserByName(ctx.db, pool, username);
  if (!user) throw errors.userNotFound();
  const updatedAt = ctx.clock.now();
  await transaction(ctx.db, async (trx) => {
    const current = await holdUser(trx, pool.id, user.sub);
    if (!current) throw errors.userNotFound();
    if (current.enabled === enabled) return;
    await updateUser(trx, pool, current, { enabled, updatedAt });
    await revokeUserTokens(trx, pool.id, user.sub, updatedAt);
  });
}

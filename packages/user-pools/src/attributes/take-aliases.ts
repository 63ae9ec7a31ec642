import { endCodesTo } from '../codes/codes.ts';
import type { Context } from '../context.ts';
import type { Pool } from '../storage/pools.ts';
import type { Trx } from '../storage/schema.ts';
import { findUserByAlias, holdUser, type User, updateUser } from '../storage/users.ts';
import { addressKinds } from './addresses.ts';
import { usesSubAsUsername } from './user-name-model.ts';

/**
 * Takes the addresses that `user` has proved away from whoever signs in with them, in the transaction that gives them to
 * `user`. The former owner keeps the address, unproved, and no code sent there speaks for the former owner any more.
 *
 * An address that is a user name cannot be taken from its user.
 */
export async function takeAliases(
  ctx: Context,
  trx: Trx,
  pool: Pool,
  user: Pick<User, 'sub' | 'attributes'>,
): Promise<void> {
  if (usesSubAsUsername(pool)) return;
  for (const kind of addressKinds) {
    const address = user.attributes[kind];
    if (!address || user.attributes[`${kind}_verified`] !== 'true') continue;
    const found = await findUserByAlias(trx, pool, address);
    if (!found || found.sub === user.sub) continue;
    const owner = await holdUser(trx, pool.id, found.sub);
    if (!owner || owner.attributes[kind] !== found.attributes[kind]) continue;
    const attributes = { ...owner.attributes, [`${kind}_verified`]: 'false' };
    await updateUser(trx, pool, owner, { attributes, updatedAt: ctx.clock.now() });
    await endCodesTo(trx, owner, kind);
  }
}

import { transaction } from '@cruddur/database';
import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { deletePool, holdPool } from '../../storage/pools.ts';
import type { Input, Output, PoolCaller } from '../operation.ts';

/** Deletes a pool with its users, clients, messages and keys, for good. */
export async function deleteUserPool(
  ctx: Context,
  _input: Input<'DeleteUserPool'>,
  caller: PoolCaller,
): Promise<Output<'DeleteUserPool'>> {
  const { id } = caller.pool;
  await transaction(ctx.db, async (trx) => {
    const pool = await holdPool(trx, id);
    if (!pool) throw errors.poolNotFound(id);
    if (pool.settings.DeletionProtection === 'ACTIVE') throw errors.deletionProtected();
    await deletePool(trx, id);
  });
  ctx.keyring.forget(id);
  ctx.signingKeys.forget(id);
  return {};
}

import { transaction } from '@cruddur/database';
import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { type AppClient, updateClient } from '../../storage/clients.ts';
import { holdPool } from '../../storage/pools.ts';
import type { Input, Output, PoolCaller } from '../operation.ts';
import { describe, requireClient } from './describe.ts';
import { completeClientSettings } from './settings.ts';
import { dropUnusedVerifiers } from './srp-verifiers.ts';

/** Replaces all of a client's settings: what is left out gets its default. The name stays unless given, the secret always. */
export async function updateUserPoolClient(
  ctx: Context,
  input: Input<'UpdateUserPoolClient'>,
  caller: PoolCaller,
): Promise<Output<'UpdateUserPoolClient'>> {
  const poolId = caller.pool.id;
  const client = await transaction(ctx.db, async (trx) => {
    const pool = await holdPool(trx, poolId);
    if (!pool) throw errors.poolNotFound(poolId);
    const before = await requireClient(trx, poolId, input.ClientId ?? '');
    const hasSecret = before.sealedSecret !== undefined;
    const after: AppClient = {
      ...before,
      name: input.ClientName ?? before.name,
      settings: completeClientSettings(pool, input, { hasSecret, doing: 'updating' }),
      updatedAt: ctx.clock.now(),
    };
    await updateClient(trx, after);
    await dropUnusedVerifiers(trx, poolId);
    return after;
  });
  return { UserPoolClient: await describe(ctx, client) };
}

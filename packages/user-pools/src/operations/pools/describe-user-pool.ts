import type { Context } from '../../context.ts';
import { countUsers } from '../../storage/user-list.ts';
import type { Input, Output, PoolCaller } from '../operation.ts';
import { describe } from './describe.ts';

/** All of a pool's settings, defaults included. */
export async function describeUserPool(
  ctx: Context,
  _input: Input<'DescribeUserPool'>,
  caller: PoolCaller,
): Promise<Output<'DescribeUserPool'>> {
  return { UserPool: describe(ctx.config, caller.pool, await countUsers(ctx.db, caller.pool.id)) };
}

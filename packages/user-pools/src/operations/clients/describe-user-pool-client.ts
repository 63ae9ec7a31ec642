import type { Context } from '../../context.ts';
import type { Input, Output, PoolCaller } from '../operation.ts';
import { describe, requireClient } from './describe.ts';

/** All of a client's settings, defaults included, and its secret. */
export async function describeUserPoolClient(
  ctx: Context,
  input: Input<'DescribeUserPoolClient'>,
  { pool }: PoolCaller,
): Promise<Output<'DescribeUserPoolClient'>> {
  return { UserPoolClient: await describe(ctx, await requireClient(ctx.db, pool.id, input.ClientId ?? '')) };
}

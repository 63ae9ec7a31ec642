import type { Context } from '../../context.ts';
import { readPage } from '../../pagination/read-page.ts';
import { listPools } from '../../storage/pools.ts';
import type { Input, Output } from '../operation.ts';

/** The pools of this account, a page at a time. */
export async function listUserPools(ctx: Context, input: Input<'ListUserPools'>): Promise<Output<'ListUserPools'>> {
  const { items, next } = await readPage(
    ctx,
    { operation: 'ListUserPools', key: '' },
    { token: input.NextToken, limit: input.MaxResults },
    (cut) => listPools(ctx.db, cut),
    ({ id }) => id,
  );
  return {
    UserPools: items.map((pool) => ({
      Id: pool.id,
      Name: pool.name,
      LambdaConfig: pool.settings.LambdaConfig,
      LastModifiedDate: new Date(pool.updatedAt),
      CreationDate: new Date(pool.createdAt),
    })),
    NextToken: next,
  };
}

import type { Context } from '../../context.ts';
import { openPageToken, sealPageToken } from '../../pagination/page-token.ts';
import { listPools } from '../../storage/pools.ts';
import type { Input, Output } from '../operation.ts';

const scope = { operation: 'ListUserPools', key: '' };

/** The pools of this account, a page at a time. */
export async function listUserPools(ctx: Context, input: Input<'ListUserPools'>): Promise<Output<'ListUserPools'>> {
  const limit = input.MaxResults ?? 60;
  const after = input.NextToken === undefined ? undefined : await openPageToken(ctx, scope, input.NextToken);
  // One more than asked for says whether there is a next page.
  const pools = await listPools(ctx.db, { after, limit: limit + 1 });
  const page = pools.slice(0, limit);
  const last = page.at(-1);
  return {
    UserPools: page.map((pool) => ({
      Id: pool.id,
      Name: pool.name,
      LambdaConfig: pool.settings.LambdaConfig,
      LastModifiedDate: new Date(pool.updatedAt),
      CreationDate: new Date(pool.createdAt),
    })),
    NextToken: last && pools.length > limit ? await sealPageToken(ctx, scope, last.id) : undefined,
  };
}

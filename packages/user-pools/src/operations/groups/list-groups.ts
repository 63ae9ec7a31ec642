import type { Context } from '../../context.ts';
import { readPage } from '../../pagination/read-page.ts';
import { listGroups as findGroups } from '../../storage/groups.ts';
import type { Input, Output, PoolCaller } from '../operation.ts';
import { describeGroup } from './describe.ts';

/**
 * Lists the groups of a pool by name, page by page.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListGroups.html
 */
export async function listGroups(
  ctx: Context,
  { NextToken, Limit }: Input<'ListGroups'>,
  { pool }: PoolCaller,
): Promise<Output<'ListGroups'>> {
  const { items, next } = await readPage(
    ctx,
    { operation: 'ListGroups', key: pool.id },
    { token: NextToken, limit: Limit },
    (cut) => findGroups(ctx.db, pool.id, cut),
    ({ name }) => name,
  );
  return { Groups: items.map(describeGroup), NextToken: next };
}

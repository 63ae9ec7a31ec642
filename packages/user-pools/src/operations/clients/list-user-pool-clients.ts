import type { Context } from '../../context.ts';
import { openPageToken, sealPageToken } from '../../pagination/page-token.ts';
import { listClients } from '../../storage/clients.ts';
import type { Input, Output, PoolCaller } from '../operation.ts';

/** Names and ids of a pool's clients, a page at a time. */
export async function listUserPoolClients(
  ctx: Context,
  input: Input<'ListUserPoolClients'>,
  { pool }: PoolCaller,
): Promise<Output<'ListUserPoolClients'>> {
  // Clients that register themselves do not exist yet.
  if (input.ClientType === 'DCR') return { UserPoolClients: [] };
  const scope = { operation: 'ListUserPoolClients', key: pool.id };
  const limit = input.MaxResults ?? 60;
  const after = input.NextToken === undefined ? undefined : await openPageToken(ctx, scope, input.NextToken);
  // One more than asked for says whether there is a next page.
  const clients = await listClients(ctx.db, pool.id, { after, limit: limit + 1 });
  const page = clients.slice(0, limit);
  const last = page.at(-1);
  return {
    UserPoolClients: page.map(({ id, poolId, name }) => ({ ClientId: id, UserPoolId: poolId, ClientName: name })),
    NextToken: last && clients.length > limit ? await sealPageToken(ctx, scope, last.id) : undefined,
  };
}

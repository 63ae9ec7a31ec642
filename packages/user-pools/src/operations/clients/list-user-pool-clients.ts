import type { Context } from '../../context.ts';
import { readPage } from '../../pagination/read-page.ts';
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
  const { items, next } = await readPage(
    ctx,
    { operation: 'ListUserPoolClients', key: pool.id },
    { token: input.NextToken, limit: input.MaxResults },
    (cut) => listClients(ctx.db, pool.id, cut),
    ({ id }) => id,
  );
  return {
    UserPoolClients: items.map(({ id, poolId, name }) => ({ ClientId: id, UserPoolId: poolId, ClientName: name })),
    NextToken: next,
  };
}

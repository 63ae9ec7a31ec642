import { transaction } from '@cruddur/database';
import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { deleteClient } from '../../storage/clients.ts';
import type { Input, Output, PoolCaller } from '../operation.ts';
import { dropUnusedVerifiers } from './srp-verifiers.ts';

/** Deletes a client; whoever is signed in through it is signed out. */
export async function deleteUserPoolClient(
  ctx: Context,
  input: Input<'DeleteUserPoolClient'>,
  { pool }: PoolCaller,
): Promise<Output<'DeleteUserPoolClient'>> {
  const clientId = input.ClientId ?? '';
  await transaction(ctx.db, async (trx) => {
    if (!(await deleteClient(trx, pool.id, clientId))) throw errors.clientNotFound(clientId);
    await dropUnusedVerifiers(trx, pool.id);
  });
  return {};
}

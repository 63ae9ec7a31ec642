import { transaction } from '@cruddur/database';
import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { digits, lowerCase, randomText } from '../../keys/random-text.ts';
import { type AppClient, clientSecretIdentity, countClients, insertClient } from '../../storage/clients.ts';
import { holdPool } from '../../storage/pools.ts';
import type { Input, Output, PoolCaller } from '../operation.ts';
import { describe } from './describe.ts';
import { completeClientSettings } from './settings.ts';
import { dropUnusedVerifiers } from './srp-verifiers.ts';

/** The clients of one pool (Cognito, "Quotas"). */
const mostClients = 1000;

const alphabet = `${digits}${lowerCase}`;

/** Makes a client, with a secret when one is asked for or given. */
export async function createUserPoolClient(
  ctx: Context,
  input: Input<'CreateUserPoolClient'>,
  { pool }: PoolCaller,
): Promise<Output<'CreateUserPoolClient'>> {
  const id = randomText(ctx.random, alphabet, 26);
  const secret = input.ClientSecret ?? (input.GenerateSecret ? randomText(ctx.random, alphabet, 52) : undefined);
  const now = ctx.clock.now();
  const sealer = await ctx.keyring.scope(pool.id);
  const made: Omit<AppClient, 'settings'> = {
    poolId: pool.id,
    id,
    name: input.ClientName ?? '',
    sealedSecret: secret === undefined ? undefined : sealer.seal(clientSecretIdentity(id), secret),
    createdAt: now,
    updatedAt: now,
  };
  const client = await transaction(ctx.db, async (trx): Promise<AppClient> => {
    // What the pool allows is asked of the pool as it is now: its tier may be changing.
    const held = await holdPool(trx, pool.id);
    if (!held) throw errors.poolNotFound(pool.id);
    const facts = { hasSecret: secret !== undefined, doing: 'creating' } as const;
    const settings = completeClientSettings(held, input, facts);
    if ((await countClients(trx, pool.id)) >= mostClients) {
      throw errors.limitExceeded(`A user pool can have at most ${mostClients} clients.`); // [U]
    }
    await insertClient(trx, { ...made, settings });
    await dropUnusedVerifiers(trx, pool.id);
    return { ...made, settings };
  });
  return { UserPoolClient: await describe(ctx, client) };
}

import type { SchemaAttributeType } from '@aws-sdk/client-cognito-identity-provider';
import { transaction } from '@cruddur/database';
import { completeSchema } from '../../attributes/schema.ts';
import type { Config } from '../../config.ts';
import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { digits, lowerCase, randomText, upperCase } from '../../keys/random-text.ts';
import { countPools, insertPool, type Pool, type PoolSettings } from '../../storage/pools.ts';
import type { Input, Output } from '../operation.ts';
import { describe } from './describe.ts';
import { completeSettings, unlessEmpty } from './settings.ts';

/** The pools of one account and region (Cognito, "Quotas"). */
const mostPools = 1000;

/** Makes a pool with a data key and two signing keys of its own. */
export async function createUserPool(ctx: Context, input: Input<'CreateUserPool'>): Promise<Output<'CreateUserPool'>> {
  const now = ctx.clock.now();
  const pool: Pool = {
    id: `${ctx.config.region}_${randomText(ctx.random, `${digits}${lowerCase}${upperCase}`, 9)}`,
    name: input.PoolName ?? '',
    settings: newSettings(ctx.config, input),
    createdAt: now,
    updatedAt: now,
  };
  const keys = await ctx.signingKeys.generate();
  await transaction(ctx.db, async (trx) => {
    if ((await countPools(trx)) >= mostPools) {
      throw errors.limitExceeded(`An account can have at most ${mostPools} user pools.`); // [U]
    }
    await insertPool(trx, pool);
    const sealer = await ctx.keyring.create(trx, pool.id);
    await ctx.signingKeys.insert(trx, pool.id, keys, sealer, now);
  });
  return { UserPool: describe(ctx.config, pool, 0) };
}

/** What UpdateUserPool changes, and what is fixed for the life of the pool. */
function newSettings(config: Config, input: Input<'CreateUserPool'>): PoolSettings {
  const SchemaAttributes = completeSchema(input.Schema);
  checkUserNameModel(input, SchemaAttributes);
  return {
    ...completeSettings(config, input),
    SchemaAttributes,
    AliasAttributes: unlessEmpty(input.AliasAttributes),
    UsernameAttributes: unlessEmpty(input.UsernameAttributes),
    UsernameConfiguration: input.UsernameConfiguration,
  };
}

/** @throws CognitoError InvalidParameterException when nobody could tell, or nobody could sign up, how users are named. */
function checkUserNameModel(
  { AliasAttributes = [], UsernameAttributes = [] }: Input<'CreateUserPool'>,
  schema: SchemaAttributeType[],
): void {
  if (AliasAttributes.length > 0 && UsernameAttributes.length > 0) throw errors.aliasesAndUsernames();
  const isRequired = schema.some(({ Name, Required }) => Name === 'preferred_username' && Required);
  if (isRequired && AliasAttributes.includes('preferred_username')) throw errors.preferredUsernameRequired();
}

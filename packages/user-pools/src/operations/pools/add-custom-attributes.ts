import { transaction } from '@cruddur/database';
import { addCustomAttributes as add } from '../../attributes/schema.ts';
import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { findPool, holdPool, updatePool } from '../../storage/pools.ts';
import type { Input, Output, PoolCaller } from '../operation.ts';

/**
 * Adds custom attributes to a pool's schema: the only change a schema can see. All of a call are added, or none.
 *
 * @throws CognitoError InvalidParameterException
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AddCustomAttributes.html
 */
export async function addCustomAttributes(
  ctx: Context,
  { CustomAttributes = [] }: Input<'AddCustomAttributes'>,
  caller: PoolCaller,
): Promise<Output<'AddCustomAttributes'>> {
  await transaction(ctx.db, async (trx) => {
    const before = (await holdPool(trx, caller.pool.id)) && (await findPool(trx, caller.pool.id));
    if (!before) throw errors.poolNotFound(caller.pool.id);
    const SchemaAttributes = add(before.settings.SchemaAttributes ?? [], CustomAttributes);
    const settings = { ...before.settings, SchemaAttributes };
    await updatePool(trx, { ...before, settings, updatedAt: ctx.clock.now() });
  });
  return {};
}

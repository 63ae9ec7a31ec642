import { transaction } from '@cruddur/database';
import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { featureBeyondLite } from '../../limits/tier.ts';
import { clientSettings } from '../../storage/clients.ts';
import { forgetPasswords, passwordHistorySize } from '../../storage/password-history.ts';
import { holdPool, updatePool } from '../../storage/pools.ts';
import type { Trx } from '../../storage/schema.ts';
import type { Input, Output, PoolCaller } from '../operation.ts';
import { completeSettings } from './settings.ts';

/** Changes what is given; `settings.ts` says what becomes of the rest. */
export async function updateUserPool(
  ctx: Context,
  input: Input<'UpdateUserPool'>,
  caller: PoolCaller,
): Promise<Output<'UpdateUserPool'>> {
  const { UserPoolId: _, PoolName: name, ...changes } = input;
  await transaction(ctx.db, async (trx) => {
    // Read anew: what the dispatcher read may be older than another update.
    const before = await holdPool(trx, caller.pool.id);
    if (!before) throw errors.poolNotFound(caller.pool.id);
    const settings = completeSettings(ctx.config, changes, before.settings);
    if (settings.UserPoolTier === 'LITE' && before.settings.UserPoolTier !== 'LITE')
      await assertFitsLite(trx, before.id);
    if (passwordHistorySize({ settings }) === 0) await forgetPasswords(trx, before.id);
    await updatePool(trx, { ...before, name: name ?? before.name, settings, updatedAt: ctx.clock.now() });
  });
  return {};
}

/** @throws CognitoError TierChangeNotAllowedException when a client of the pool does what the tier LITE cannot. */
async function assertFitsLite(trx: Trx, poolId: string): Promise<void> {
  for (const settings of await clientSettings(trx, poolId)) {
    const feature = featureBeyondLite({ settings });
    if (feature) throw errors.tierChange(feature);
  }
}

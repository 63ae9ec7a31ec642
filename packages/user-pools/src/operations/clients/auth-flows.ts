import type { ExplicitAuthFlowsType, RefreshTokenRotationType } from '@aws-sdk/client-cognito-identity-provider';
import { errors } from '../../errors.ts';
import { featureBeyondLite } from '../../limits/tier.ts';
import { type ClientSettings, rotatesRefreshTokens } from '../../storage/clients.ts';
import type { Pool } from '../../storage/pools.ts';
import { type ClientChanges, unlessEmpty } from './changes.ts';

type FlowSettings = Pick<ClientSettings, 'ExplicitAuthFlows' | 'RefreshTokenRotation'>;

/**
 * How a client signs in and refreshes.
 *
 * `ALLOW_CUSTOM_AUTH` promises nothing by itself: without the triggers that make its challenges, which no pool can have yet, CUSTOM_AUTH
 * answers as AWS does for a pool that has none.
 *
 * @throws CognitoError
 */
export function completeAuthFlows(pool: Pool, given: ClientChanges): FlowSettings {
  const settings = {
    ExplicitAuthFlows: unlessEmpty(given.ExplicitAuthFlows),
    RefreshTokenRotation: completeRotation(given.RefreshTokenRotation),
  };
  const rotates = rotatesRefreshTokens({ settings });
  checkAuthFlows(settings.ExplicitAuthFlows ?? [], rotates);
  const beyond = pool.settings.UserPoolTier === 'LITE' && featureBeyondLite({ settings });
  if (beyond) throw errors.featureUnavailable(beyond);
  return settings;
}

function checkAuthFlows(flows: ExplicitAuthFlowsType[], rotates: boolean): void {
  const allowed = flows.filter((flow) => flow.startsWith('ALLOW_'));
  if (new Set(flows).size < flows.length) throw errors.authFlowsRepeated();
  if (allowed.length === 0) return;
  if (allowed.length < flows.length) throw errors.authFlowsMixed();
  const refreshes = allowed.includes('ALLOW_REFRESH_TOKEN_AUTH');
  if (rotates && refreshes) throw errors.refreshWithRotation();
  if (!rotates && !refreshes) throw errors.refreshNotAllowed();
}

/** Absent where nobody sets it: Terraform takes a block that it did not write for a fault. Without rotation there is no grace. */
function completeRotation(given: RefreshTokenRotationType | undefined): RefreshTokenRotationType | undefined {
  if (!given) return undefined;
  const grace = given.Feature === 'ENABLED' ? (given.RetryGracePeriodSeconds ?? 0) : 0;
  return { Feature: given.Feature, RetryGracePeriodSeconds: grace };
}

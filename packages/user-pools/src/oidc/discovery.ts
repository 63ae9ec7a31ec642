/** What verifiers read: the keys of a pool, and the OpenID Connect discovery document that leads to them. */
import type { Context } from '../context.ts';
import { findPool } from '../storage/pools.ts';
import { issuerOf } from '../tokens/issuer.ts';

/**
 * One of the well-known documents of a pool; undefined when there is no such pool or document.
 *
 * The end points of OAuth are not named: this server does not have them yet, and a client that follows one would find nothing.
 *
 * @see https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata
 */
export async function readWellKnown(ctx: Context, poolId: string, document: string): Promise<object | undefined> {
  if (!['jwks.json', 'openid-configuration'].includes(document)) return undefined;
  if (!(await findPool(ctx.db, poolId))) return undefined;
  if (document === 'jwks.json') return { keys: await ctx.signingKeys.published(poolId) };
  return {
    id_token_signing_alg_values_supported: ['RS256'],
    issuer: issuerOf(ctx.config, poolId),
    // Not derived from the issuer: with Amazon's issuer text the keys are still here.
    jwks_uri: `${ctx.config.publicUrl}/${poolId}/.well-known/jwks.json`,
    response_types_supported: ['code', 'token'],
    subject_types_supported: ['public'],
  };
}

import type { Config } from '../config.ts';

/** The `iss` claim of a pool's tokens; its key set and discovery document are found below it. */
export function issuerOf(config: Pick<Config, 'issuer' | 'publicUrl' | 'region'>, poolId: string): string {
  if (config.issuer === 'public-url') return `${config.publicUrl}/${poolId}`;
  const region = poolId.slice(0, poolId.indexOf('_'));
  return `https://cognito-idp.${region}.amazonaws.com/${poolId}`;
}

import { checkClaims } from './check-claims.ts';
import { checkSignature, parseToken } from './check-signature.ts';
import type { Claims } from './claims.ts';
import { TokenVerifyError } from './errors.ts';
import { type Clock, createKeySource } from './key-source.ts';
import { createVerifiedTokens, digestOf, type VerifiedToken } from './verified-tokens.ts';

export interface VerifierOptions {
  /**
   * Exactly what the tokens' `iss` must be: `https://cognito-idp.<region>.amazonaws.com/<pool id>`, or the address of a user pool
   * served elsewhere. An http issuer is taken at its word, and only then may the keys travel over http too: whoever can change
   * messages on that network can sign tokens.
   */
  issuer: string;
  /** The app clients whose tokens are good. `null`, never undefined, takes those of every client of the pool. */
  clientId: string | readonly string[] | null;
  tokenUse: 'access' | 'id';
  /** Where the public keys are; default `<issuer>/.well-known/jwks.json`. */
  jwksUri?: string;
  /** How far the issuer's clock may differ from ours, either way; default 0. */
  leewaySeconds?: number;
  /** The most tokens remembered as good; default 1000. */
  cacheSize?: number;
  /** Longer tokens are refused unread; default 8192 characters. */
  maxTokenLength?: number;
  /** How long the key document may take; default 5000. */
  timeoutMs?: number;
  clock?: Clock;
  fetch?: typeof globalThis.fetch;
}

export interface Verifier {
  /**
   * @throws TokenVerifyError the token is missing or not good
   * @throws KeysUnavailableError it could not be checked
   */
  verify(token: string | undefined): Promise<Claims>;
}

/**
 * Makes a verifier for the tokens of one user pool. Make it once, at start: it keeps the keys and what it has checked.
 *
 * @throws TypeError naming the option that is missing or unsafe; nothing is loaded yet
 */
export function createVerifier(options: VerifierOptions): Verifier {
  const { issuer, tokenUse, leewaySeconds = 0, maxTokenLength = 8192, clock = Date } = options;
  const rules = { clientId: checkedClientId(options), tokenUse: checkedTokenUse(tokenUse), leewaySeconds };
  const { fetch = globalThis.fetch, timeoutMs = 5000 } = options;
  const keys = createKeySource({ uri: checkedJwksUri(options), fetch, timeoutMs, clock });
  const verified = createVerifiedTokens(options.cacheSize ?? 1000);

  async function check(token: string): Promise<VerifiedToken> {
    const { kid } = parseToken(token);
    const key = await keys.find(kid);
    if (!key) throw new TokenVerifyError('unknown-key');
    return { key, claims: checkClaims(checkSignature(token, key, issuer), rules, clock.now()) };
  }

  return {
    async verify(token) {
      if (!token) throw new TokenVerifyError('no-token');
      if (token.length > maxTokenLength) throw new TokenVerifyError('malformed');
      const digest = digestOf(token);
      const known = verified.find(digest);
      if (known && keys.trusts(known.key) && clock.now() < known.claims.exp * 1000) return known.claims;
      const checked = await check(token);
      verified.remember(digest, checked);
      return checked.claims;
    },
  };
}

function checkedClientId({ clientId }: VerifierOptions): string[] | null {
  if (clientId === null) return null;
  const ids = clientId === undefined ? [] : [clientId].flat();
  if (ids.length > 0 && ids.every((id) => typeof id === 'string' && id !== '')) return ids;
  throw new TypeError('clientId must name at least one app client; null, spelt out, takes the tokens of every client');
}

function checkedTokenUse(tokenUse: VerifierOptions['tokenUse']): VerifierOptions['tokenUse'] {
  if (tokenUse === 'access' || tokenUse === 'id') return tokenUse;
  throw new TypeError("tokenUse must be 'access' or 'id'");
}

function checkedJwksUri({ issuer, jwksUri = `${issuer}/.well-known/jwks.json` }: VerifierOptions): string {
  const schemes = [issuer, jwksUri].map((text) => (URL.canParse(text) ? new URL(text).protocol : ''));
  if (schemes.some((scheme) => scheme !== 'https:' && scheme !== 'http:'))
    throw new TypeError('issuer and jwksUri must be http or https addresses');
  if (schemes[0] === 'https:' && schemes[1] === 'http:')
    throw new TypeError('the keys of an https issuer must come over https');
  return jwksUri;
}

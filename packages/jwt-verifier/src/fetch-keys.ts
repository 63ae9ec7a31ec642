import { createPublicKey, type KeyObject } from 'node:crypto';
import { assertIsJwks, type Jwk } from 'aws-jwt-verify/jwk';
import { safeJsonParse } from 'aws-jwt-verify/safe-json-parse';

export interface VerificationKey {
  kid: string;
  jwk: Jwk;
  /** Parsed once: parsing costs more than checking a signature. */
  key: KeyObject;
}

export interface FetchKeysOptions {
  uri: string;
  fetch: typeof globalThis.fetch;
  timeoutMs: number;
}

/** A pool's two keys are about 1 KB; nothing near this size is a key document. */
const maxBytes = 65_536;

/**
 * Loads a JWK Set (RFC 7517) and returns its RS256 keys by key id. Keys of other kinds and broken keys are left out, as section 5 asks.
 * Redirects are refused: they could lead from https to http.
 *
 * @throws Error of any kind when the answer is late, too large, not 200 or not a JWK Set
 */
export async function fetchKeys({ uri, fetch, timeoutMs }: FetchKeysOptions): Promise<Map<string, VerificationKey>> {
  const response = await fetch(uri, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new Error(`answered ${response.status}`);
  }
  const document = safeJsonParse(await readBounded(response));
  assertIsJwks(document);
  return new Map(document.keys.flatMap(toEntry));
}

async function readBounded(response: Response): Promise<string> {
  const reader = (response.body ?? new Blob().stream()).getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      throw new Error(`answered more than ${maxBytes} bytes`);
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function toEntry(jwk: Jwk): [string, VerificationKey][] {
  const { kid, kty, use = 'sig', alg = 'RS256' } = jwk;
  if (!kid || kty !== 'RSA' || use !== 'sig' || alg !== 'RS256') return [];
  const key = parseKey(jwk);
  return key ? [[kid, { kid, jwk, key }]] : [];
}

/** Undefined for a key that cannot be read, or is smaller than RS256 may use (RFC 7518 section 3.3). */
function parseKey(jwk: Jwk): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    return (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048 ? key : undefined;
  } catch {
    return undefined;
  }
}

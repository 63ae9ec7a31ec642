import { constants, createPublicKey, publicEncrypt, randomBytes } from 'node:crypto';
import { elementBytes, fromBytes, prime } from './group.ts';

/**
 * base^exponent mod N, in about 0.5 ms for exponents of 256 bits, where BigInt needs ten times as long.
 *
 * RSA without padding *is* modular exponentiation, so a public key {n: N, e: exponent} encrypts `base` to the wanted power.
 * OpenSSL limits the exponent only for moduli above 3072 bits: N just fits. `createDiffieHellman` would be the obvious
 * tool, but it checks N for primality at each creation (over a second) on some versions of Node and refuses
 * non-residues on others.
 *
 * Neither road is constant-time in the exponent. That is acceptable: b lives for one handshake, and x is used only
 * when a password is set or sent in plain text, both times behind the network and a queue.
 *
 * @param base at least 1 and below N; @param exponent at least 1.
 */
export const modPow: (base: bigint, exponent: bigint) => bigint = agreesWithBigInt() ? nativeModPow : bigIntModPow;

/** The same by square and multiply: the reference, and the fallback where the native road is closed. */
export function bigIntModPow(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base % prime;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % prime;
    square = (square * square) % prime;
  }
  return result;
}

/** Exported for its test. @throws Error where OpenSSL refuses the key. */
export function nativeModPow(base: bigint, exponent: bigint): bigint {
  const jwk = { kty: 'RSA', n: base64url(prime), e: base64url(exponent) };
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  const block = Buffer.from(base.toString(16).padStart(elementBytes * 2, '0'), 'hex');
  return fromBytes(publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, block));
}

function base64url(value: bigint): string {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex').toString('base64url');
}

/** Tried once, when the module loads: a surprising OpenSSL costs speed, never correctness. */
function agreesWithBigInt(): boolean {
  const exponents = [2n, fromBytes(randomBytes(32)) | 1n, (fromBytes(randomBytes(32)) >> 1n) << 1n];
  try {
    return exponents.every((exponent) => {
      const base = fromBytes(randomBytes(elementBytes - 1));
      return nativeModPow(base, exponent) === bigIntModPow(base, exponent);
    });
  } catch {
    return false;
  }
}

import { createHmac, hkdfSync } from 'node:crypto';
import { generatorPower } from './generator-power.ts';
import { elementBytes, fromBytes, multiplier, pad, prime, sha256 } from './group.ts';
import { modPow } from './mod-pow.ts';

/** Who proves what: the two names that user pools mix into every hash of the handshake. */
export interface SrpIdentity {
  /** What follows `_` in the pool id. */
  poolName: string;
  /** The user name the client was told as USER_ID_FOR_SRP. */
  userId: string;
}

/** The half of a pool id that takes part in SRP. */
export function srpPoolName(poolId: string): string {
  return poolId.slice(poolId.indexOf('_') + 1);
}

/** x = H(pad(salt), H(poolName, userId, ":", password)). The salt is hashed as a number, as clients parse it. */
export function privateKeyOf(identity: SrpIdentity, password: string, salt: bigint): bigint {
  const inner = sha256(identity.poolName, identity.userId, ':', password);
  return fromBytes(sha256(pad(salt), inner));
}

/** v = g^x mod N, what the server keeps of a password. */
export function verifierOf(identity: SrpIdentity, password: string, salt: bigint): bigint {
  return generatorPower(privateKeyOf(identity, password, salt));
}

/** B = (k v + g^b) mod N, the server's first move. */
export function serverPublicValue(verifier: bigint, b: bigint): bigint {
  return (multiplier * verifier + generatorPower(b)) % prime;
}

/**
 * Reads A as a client sends it; undefined when it is no hexadecimal number of the group's size, or 0 mod N, which would
 * make the shared secret 0 whatever the password (RFC 5054, section 2.5.4).
 */
export function readPublicValue(hex: string): bigint | undefined {
  // A padded element has one zero byte more than N.
  if (hex.length > 2 * elementBytes + 2 || !/^[0-9a-f]+$/i.test(hex)) return undefined;
  const value = BigInt(`0x${hex}`);
  return value % prime === 0n ? undefined : value;
}

/** u = H(pad(A), pad(B)). */
export function scramblerOf(clientPublic: bigint, serverPublic: bigint): bigint {
  return fromBytes(sha256(pad(clientPublic), pad(serverPublic)));
}

/**
 * The key both sides share if the client knows the password: HKDF-SHA256 over S = (A v^u)^b mod N.
 *
 * @param clientPublic A, as `readPublicValue` accepts it.
 * @param scrambler u, not 0.
 * @returns 16 bytes.
 */
export function sessionKeyOf(clientPublic: bigint, verifier: bigint, scrambler: bigint, b: bigint): Buffer {
  const secret = modPow(((clientPublic % prime) * modPow(verifier, scrambler)) % prime, b);
  return Buffer.from(hkdfSync('sha256', pad(secret), pad(scrambler), 'Caldera Derived Key', 16));
}

/** PASSWORD_CLAIM_SIGNATURE, as bytes: the proof a client sends. `secretBlock` is the base64-decoded SECRET_BLOCK. */
export function claimSignature(
  key: Uint8Array,
  identity: SrpIdentity,
  secretBlock: Uint8Array,
  timestamp: string,
): Buffer {
  return createHmac('sha256', key)
    .update(identity.poolName)
    .update(identity.userId)
    .update(secretBlock)
    .update(timestamp)
    .digest();
}

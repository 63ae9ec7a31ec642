/** SRP-6a as user pools speak it: the group, the handshake, and the worker thread that does its arithmetic. */
import { createHash } from 'node:crypto';

/**
 * The 3072-bit MODP group of RFC 3526, section 4 (group 15).
 * N is 2^3072 - 2^3008 - 1 + 2^64 * (floor(2^2942 * pi) + 1690314), a safe prime.
 */
export const prime = BigInt(
  `0x${[
    'ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74',
    '020bbea63b139b22514a08798e3404ddef9519b3cd3a431b302b0a6df25f1437',
    '4fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7ed',
    'ee386bfb5a899fa5ae9f24117c4b1fe649286651ece45b3dc2007cb8a163bf05',
    '98da48361c55d39a69163fa8fd24cf5f83655d23dca3ad961c62f356208552bb',
    '9ed529077096966d670c354e4abc9804f1746c08ca18217c32905e462e36ce3b',
    'e39e772c180e86039b2783a2ec07a28fb5c55df06f4c52c9de2bcbf695581718',
    '3995497cea956ae515d2261898fa051015728e5a8aaac42dad33170d04507a33',
    'a85521abdf1cba64ecfb850458dbef0a8aea71575d060c7db3970f85a6e1e4c7',
    'abf5ae8cdb0933d71e8c94e04a25619dcee3d2261ad2ee6bf12ffa06d98a0864',
    'd87602733ec86a64521f2b18177b200cbbe117577a615d6c770988c0bad946e2',
    '08e24fa074e5ab3143db5bfce0fd108e4b82d120a93ad2caffffffffffffffff',
  ].join('')}`,
);

/** Bytes of a group element. */
export const elementBytes = 384;

export const generator = 2n;

/** A number in lower-case hex of even length, with a zero byte in front where the top bit is set (two's complement). */
export function padHex(value: bigint): string {
  const hex = value.toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return /^[89a-f]/.test(even) ? `00${even}` : even;
}

/** The bytes of `padHex`: what is hashed of a number. */
export function pad(value: bigint): Buffer {
  return Buffer.from(padHex(value), 'hex');
}

/** SHA-256 over the parts, as bytes. */
export function sha256(...parts: (string | Uint8Array)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

export function fromBytes(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`);
}

/** k = H(pad(N), pad(g)): keeps a server from testing two passwords a handshake. */
export const multiplier = fromBytes(sha256(pad(prime), pad(generator)));

import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { createPasswordHasher } from '../../packages/user-pools/src/passwords/hasher.ts';
import { elementBytes, fromBytes } from '../../packages/user-pools/src/srp/group.ts';
import { nativeModPow } from '../../packages/user-pools/src/srp/mod-pow.ts';
import type { FloorName } from './messages.ts';

/** What a floor consists of. */
interface Floor {
  /** Powers of 256 bits modulo the group's 3072. */
  powers: number;
  /** RS256 signatures. */
  signatures: number;
  /** argon2id hashes with the server's own parameters. */
  hashes: number;
}

const floors: Record<FloorName, Floor> = {
  'srp-sign-in': { powers: 3, signatures: 2, hashes: 0 },
  'password-sign-in': { powers: 1, signatures: 2, hashes: 0 },
  refresh: { powers: 0, signatures: 2, hashes: 0 },
  'sign-up': { powers: 1, signatures: 0, hashes: 1 },
};

/** About as long as the signed part of a token. */
const tokenBytes = 700;

/** Makes the function that does a floor's arithmetic a number of times. */
export function createFloors(): (name: FloorName, times: number) => Promise<void> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const hasher = createPasswordHasher(1);
  const base = fromBytes(randomBytes(elementBytes - 1));
  const text = randomBytes(tokenBytes);
  return async (name, times) => {
    const { powers, signatures, hashes } = floors[name];
    for (let time = 0; time < times; time += 1) {
      for (let power = 0; power < powers; power += 1) nativeModPow(base, fromBytes(randomBytes(32)) | (1n << 255n));
      for (let signature = 0; signature < signatures; signature += 1) sign('RSA-SHA256', text, privateKey);
      for (let hash = 0; hash < hashes; hash += 1) await hasher.hash('Correct-horse-7');
    }
  };
}

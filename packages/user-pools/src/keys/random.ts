import { randomFillSync } from 'node:crypto';
import type { Random } from '../context.ts';

/** Enough for some twenty sign-ins. Larger draws are made on their own. */
const poolBytes = 4096;

/**
 * The system's cryptographic randomness, drawn ahead as Node does for `randomUUID`: a sign-in needs fifteen draws, each of which would
 * cost as much as one of the whole pool. What is handed out is wiped from the pool.
 */
export function createRandom(): Random {
  const pool = Buffer.alloc(poolBytes);
  let used = poolBytes;
  return {
    bytes(length) {
      if (length > poolBytes / 8) return randomFillSync(Buffer.alloc(length));
      if (used + length > poolBytes) {
        randomFillSync(pool);
        used = 0;
      }
      const drawn = Buffer.from(pool.subarray(used, used + length));
      pool.fill(0, used, used + length);
      used += length;
      return drawn;
    },
  };
}

/** Passwords: hashing, proving, the pool's policy, and what is stored of them. */
import { availableParallelism } from 'node:os';
import { hash, type Options, verify } from '@node-rs/argon2';
import { errors } from '../errors.ts';

/** Slow password hashes, off the main thread. */
export interface PasswordHasher {
  /**
   * @returns argon2id in PHC form, with a salt of its own.
   * @throws TooManyRequestsException when too many hashes wait already.
   */
  hash(password: string): Promise<string>;
  /**
   * @param phc what `hash` returned, or `decoyHash` where there is no user to compare with.
   * @throws TooManyRequestsException when too many hashes wait already.
   */
  verify(phc: string, password: string): Promise<boolean>;
  /** Refuses new work and waits for what was taken on. */
  close(): Promise<void>;
}

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. Argon2id is the library's default algorithm. */
const parameters: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 };

/** A hash that no known password has, of the same parameters: verifying against it costs what a real user costs. */
export const decoyHash = `$argon2id$v=19$m=19456,t=2,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** One hash takes 20 to 40 ms: a longer queue would only keep callers waiting beyond their patience. */
const longestQueue = 100;

/**
 * Hashes run on libuv's thread pool, at most one fewer than there are cores, so that light requests keep a core
 * whatever the number of sign-ins. Beyond `longestQueue` waiting hashes the load is shed.
 */
export function createPasswordHasher(atOnce = Math.max(1, availableParallelism() - 1)): PasswordHasher {
  const waiting: (() => void)[] = [];
  let taken = 0;
  let closed = false;
  let whenIdle = () => {};

  const free = () => {
    const next = waiting.shift();
    if (next) return next();
    taken -= 1;
    if (taken === 0) whenIdle();
  };

  const run = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (closed || waiting.length >= longestQueue) throw errors.tooManyRequests();
    if (taken < atOnce) taken += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      free();
    }
  };

  return {
    hash: (password) => run(() => hash(password, parameters)),
    verify: (phc, password) => run(() => verify(phc, password)),
    close: async () => {
      closed = true;
      if (taken > 0) await new Promise<void>((resolve) => (whenIdle = resolve));
    },
  };
}

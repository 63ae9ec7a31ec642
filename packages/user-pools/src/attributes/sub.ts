import type { Random } from '../context.ts';

/** A new user's `sub`: the shape of a UUID, all of it random, and so without the version and variant of RFC 9562. */
export function makeSub(random: Random): string {
  return random
    .bytes(16)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

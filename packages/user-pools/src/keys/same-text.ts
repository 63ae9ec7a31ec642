import { timingSafeEqual } from 'node:crypto';

/** Compares a secret text with a given one, in a time that does not tell where they differ. */
export function isSameText(secret: string, given: string): boolean {
  const [a, b] = [Buffer.from(secret), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}

import { isIP } from 'node:net';
import type { Clock } from '../context.ts';

/** Admits calls by the address they come from, before any work is spent on them. */
export interface AddressLimit {
  /** Whether this call may go on; false when the address has used up its allowance. */
  admit(address: string): boolean;
}

interface Bucket {
  tokens: number;
  filledAt: number;
}

const most = 10_000;
/** A proxy may pass on what is no address, and a header of it in each bucket would fill the memory. */
const longestAddress = 64;
const burstSeconds = 5;

/**
 * A token bucket an address, in memory. The map is bounded: at the bound the address unseen for longest is forgotten, which
 * can only make the limit more generous.
 *
 * @param rate calls a second; the burst is five seconds' worth. 0 admits everything.
 */
export function createAddressLimit(rate: number, clock: Clock): AddressLimit {
  const buckets = new Map<string, Bucket>();
  const burst = rate * burstSeconds;
  const admit = (address: string): boolean => {
    if (rate === 0) return true;
    const key = networkOf(address.slice(0, longestAddress));
    const now = clock.now();
    const { tokens, filledAt } = buckets.get(key) ?? { tokens: burst, filledAt: now };
    const filled = Math.min(burst, tokens + (Math.max(0, now - filledAt) / 1000) * rate);
    // Deleted first, so that the map stays ordered by last use.
    buckets.delete(key);
    if (buckets.size >= most) buckets.delete(buckets.keys().next().value as string);
    buckets.set(key, { tokens: filled < 1 ? filled : filled - 1, filledAt: now });
    return filled >= 1;
  };
  return { admit };
}

/**
 * An IPv6 caller owns a whole /64 and could come from a new address each time, so the network is what is counted. An IPv4 caller has
 * one address, also where a server of both kinds writes it as an IPv6 one.
 */
function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const groups = groupsOf(address);
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (isMapped)
    return groups
      .slice(6)
      .flatMap((group) => [group >> 8, group & 0xff])
      .join('.');
  return groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':');
}

/** The eight numbers of an IPv6 address, which may be written in several ways (RFC 4291, section 2.2). */
function groupsOf(address: string): number[] {
  const text = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...bytes: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.map(Number);
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  });
  const [head = [], tail = []] = text.split('::').map((part) =>
    part
      .split(':')
      .filter(Boolean)
      .map((group) => Number.parseInt(group, 16)),
  );
  return [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}

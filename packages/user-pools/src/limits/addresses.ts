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
    const key = networkOf(address);
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

/** An IPv6 caller owns a whole /64 and could come from a new address each time, so the network is what is counted. */
function networkOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address;
  const [head = '', tail = ''] = address.split('::');
  const groups = head.split(':').filter(Boolean);
  const rest = tail.split(':').filter(Boolean);
  const zeros = address.includes('::') ? Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill('0') : [];
  return [...groups, ...zeros, ...rest].slice(0, 4).join(':');
}

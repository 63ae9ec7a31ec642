const hour = 3_600_000;
const day = 24 * hour;

/** How long a crud may live, by the values of the web app's select. */
const lifetimes = new Map([
  ['30-days', 30 * day],
  ['7-days', 7 * day],
  ['3-days', 3 * day],
  ['1-day', day],
  ['12-hours', 12 * hour],
  ['3-hours', 3 * hour],
  ['1-hour', hour],
]);

/** What is wrong with a time to live. */
export type TimeToLiveProblem = 'ttl_blank' | 'ttl_invalid';

/** Milliseconds, or what is wrong. */
export function readTimeToLive(ttl: string): number | TimeToLiveProblem {
  return lifetimes.get(ttl) ?? (ttl.trim() === '' ? 'ttl_blank' : 'ttl_invalid');
}

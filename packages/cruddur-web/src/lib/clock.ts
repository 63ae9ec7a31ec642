import { useEffect, useState } from 'react';

const minute = 60_000;

/**
 * The time in milliseconds, renewed every minute, and sooner when something on the page changes sooner.
 * @param nextChange when that is, in milliseconds since the epoch
 */
export function useNow(nextChange = Number.POSITIVE_INFINITY): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const wait = Math.min(minute, Math.max(nextChange - now, 10));
    const timer = setTimeout(() => setNow(Date.now()), wait);
    return () => clearTimeout(timer);
  }, [now, nextChange]);
  return now;
}

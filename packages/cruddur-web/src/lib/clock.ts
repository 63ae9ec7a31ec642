import { useEffect, useState } from 'react';

const day = 24 * 3_600_000;

/**
 * Something that depends on the time, looked at again exactly when it changes.
 * @param see what there is at a time, in milliseconds, and until when
 */
export function useChanging<Seen extends { until: number }>(see: (now: number) => Seen): Seen {
  const [now, setNow] = useState(() => Date.now());
  const seen = see(now);
  const { until } = seen;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    function look() {
      setNow(Date.now());
      // Timers may fire a moment early.
      if (Date.now() < until) wait();
    }
    function wait() {
      // Longer waits than 24 days overflow a timer; a look a day costs nothing.
      timer = setTimeout(look, Math.min(until - Date.now(), day));
    }
    // It may have changed already, between the look and now.
    if (until <= Date.now()) setNow(Date.now());
    else wait();
    return () => clearTimeout(timer);
  }, [until]);
  return seen;
}

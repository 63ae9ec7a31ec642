const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A span of time twice, short for the eye and in words for a screen reader; and when, in milliseconds, it reads anew. */
export interface TimeText {
  short: string;
  spoken: string;
  until: number;
}

function count(amount: number, unit: 'minute' | 'hour' | 'day'): Omit<TimeText, 'until'> {
  return { short: `${amount}${unit[0]}`, spoken: `${amount} ${unit}${amount === 1 ? '' : 's'}` };
}

function calendarDate(time: number, now: number): TimeText {
  const date = new Date(time);
  const thisYear = new Date(now).getFullYear();
  const year = date.getFullYear() === thisYear ? undefined : 'numeric';
  const format = (month: 'short' | 'long') => date.toLocaleDateString('en-GB', { day: 'numeric', month, year });
  return { short: format('short'), spoken: format('long'), until: new Date(thisYear + 1, 0).getTime() };
}

/**
 * How long ago something was written, both times in milliseconds: now, 5m, 2h, 3d, and from a week on the date, with
 * the year when it is another one. A time ahead of a clock that goes slow counts as now.
 */
export function describeAge(time: number, now: number): TimeText {
  const age = now - time;
  if (age < minute) return { short: 'now', spoken: 'now', until: time + minute };
  if (age >= 7 * day) return calendarDate(time, now);
  const [length, unit] =
    age < hour ? ([minute, 'minute'] as const) : age < day ? ([hour, 'hour'] as const) : ([day, 'day'] as const);
  const amount = Math.floor(age / length);
  const { short, spoken } = count(amount, unit);
  return { short, spoken: `${spoken} ago`, until: time + (amount + 1) * length };
}

/**
 * How long something still lives, both times in milliseconds: "5d" and "expires in 5 days". Rounded to the nearest, so
 * that what was just written to live for 7 days does not say 6; the last minute is not rounded up.
 */
export function describeTimeToLive(expiresAt: number, now: number): TimeText {
  const left = expiresAt - now;
  if (left < minute) return { short: '<1m', spoken: 'expires in less than a minute', until: expiresAt };
  const roundsTo = (amount: number, length: number) => Math.round(left / length) >= amount;
  const [length, unit, least] = roundsTo(24, hour)
    ? ([day, 'day', 23.5 * hour] as const)
    : roundsTo(60, minute)
      ? ([hour, 'hour', 59.5 * minute] as const)
      : ([minute, 'minute', minute] as const);
  const amount = Math.round(left / length);
  const { short, spoken } = count(amount, unit);
  // Exactly half a unit still rounds up.
  const until = expiresAt - Math.max((amount - 0.5) * length, least) + 1;
  return { short, spoken: `expires in ${spoken}`, until };
}

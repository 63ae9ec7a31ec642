const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A span of time twice: short for the eye, in words for a screen reader. */
export interface TimeText {
  short: string;
  spoken: string;
}

function count(amount: number, unit: 'minute' | 'hour' | 'day'): TimeText {
  return { short: `${amount}${unit[0]}`, spoken: `${amount} ${unit}${amount === 1 ? '' : 's'}` };
}

function span(milliseconds: number): TimeText {
  if (milliseconds < hour) return count(Math.floor(milliseconds / minute), 'minute');
  if (milliseconds < day) return count(Math.floor(milliseconds / hour), 'hour');
  return count(Math.floor(milliseconds / day), 'day');
}

function calendarDate(time: number, now: number): TimeText {
  const date = new Date(time);
  const isThisYear = date.getFullYear() === new Date(now).getFullYear();
  const year = isThisYear ? undefined : 'numeric';
  const format = (month: 'short' | 'long') => date.toLocaleDateString('en-GB', { day: 'numeric', month, year });
  return { short: format('short'), spoken: format('long') };
}

/**
 * How long ago something was written, both times in milliseconds: now, 5m, 2h, 3d, and from a week on the date, with
 * the year when it is another one. A time ahead of a clock that goes slow counts as now.
 */
export function describeAge(time: number, now: number): TimeText {
  const age = now - time;
  if (age < minute) return { short: 'now', spoken: 'now' };
  if (age >= 7 * day) return calendarDate(time, now);
  const { short, spoken } = span(age);
  return { short, spoken: `${spoken} ago` };
}

/** How long something still lives, both times in milliseconds: "5d" and "expires in 5 days". */
export function describeTimeToLive(expiresAt: number, now: number): TimeText {
  const left = expiresAt - now;
  if (left < minute) return { short: '<1m', spoken: 'expires in less than a minute' };
  const { short, spoken } = span(left);
  return { short, spoken: `expires in ${spoken}` };
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const shape = new RegExp(
  `^(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat) (${months.join('|')}) (\\d{1,2}) (\\d{2}):(\\d{2}):(\\d{2}) (?:UTC|GMT) (\\d{4})$`,
);

/** Reads TIMESTAMP, for instance `Tue Nov 4 09:05:07 UTC 2025`: milliseconds since 1970, undefined when it is malformed. */
export function readTimestamp(text: string): number | undefined {
  const [, month = '', day, hour, minute, second, year] = shape.exec(text) ?? [];
  if (year === undefined) return undefined;
  const time = new Date(
    Date.UTC(Number(year), months.indexOf(month), Number(day), Number(hour), Number(minute), Number(second)),
  );
  // Date.UTC carries the 31st of June over to July; a clock never writes such a date.
  return time.getUTCDate() === Number(day) && time.getUTCHours() === Number(hour) ? time.getTime() : undefined;
}

import { expect, test } from 'vitest';
import { describeAge, describeTimeToLive } from './time.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
// Local noon, so that the calendar dates below hold in every time zone.
const now = new Date(2026, 2, 20, 12).getTime();

test.each([
  [0, 'now', 'now'],
  [minute - 1, 'now', 'now'],
  [minute, '1m', '1 minute ago'],
  [5 * minute + 59_999, '5m', '5 minutes ago'],
  [hour - 1, '59m', '59 minutes ago'],
  [hour, '1h', '1 hour ago'],
  [day - 1, '23h', '23 hours ago'],
  [day, '1d', '1 day ago'],
  [7 * day - 1, '6d', '6 days ago'],
])('J135 an age of %i ms reads %s', (age, short, spoken) => {
  expect(describeAge(now - age, now)).toMatchObject({ short, spoken });
});

test('J136 from a week on the day and the month are shown, and the year when it is another one', () => {
  expect(describeAge(new Date(2026, 2, 3, 9).getTime(), now)).toMatchObject({ short: '3 Mar', spoken: '3 March' });
  expect(describeAge(new Date(2022, 2, 3, 9).getTime(), now)).toMatchObject({
    short: '3 Mar 2022',
    spoken: '3 March 2022',
  });
});

test('a time ahead of our clock is now', () => {
  expect(describeAge(now + hour, now).short).toBe('now');
});

test.each([
  [minute - 1, '<1m', 'expires in less than a minute'],
  [minute, '1m', 'expires in 1 minute'],
  [hour, '1h', 'expires in 1 hour'],
  [hour - 1, '1h', 'expires in 1 hour'],
  [90 * minute - 1, '1h', 'expires in 1 hour'],
  [23 * hour + 29 * minute, '23h', 'expires in 23 hours'],
  [day - 1, '1d', 'expires in 1 day'],
  [5 * day, '5d', 'expires in 5 days'],
  [5 * day - 1, '5d', 'expires in 5 days'],
  [4 * day + 11 * hour, '4d', 'expires in 4 days'],
  [30 * day, '30d', 'expires in 30 days'],
])('J137 %i ms to live read %s', (left, short, spoken) => {
  expect(describeTimeToLive(now + left, now)).toMatchObject({ short, spoken });
});

const spans = [
  0,
  1,
  minute - 1,
  minute,
  90_000,
  59 * minute,
  hour - 1,
  hour,
  90 * minute,
  5 * hour,
  day - 1,
  day,
  36 * hour,
  6 * day,
];

test.each(spans)('J135 the age of %i ms reads the same until it says, and then anew', (age) => {
  const { short, until } = describeAge(now - age, now);
  expect(until).toBeGreaterThan(now);
  expect(describeAge(now - age, until - 1).short).toBe(short);
  expect(describeAge(now - age, until).short).not.toBe(short);
});

test.each([...spans.slice(3), 30 * day])(
  'J137 the time to live of %i ms reads the same until it says, and then anew',
  (left) => {
    const { short, until } = describeTimeToLive(now + left, now);
    expect(until).toBeGreaterThan(now);
    expect(describeTimeToLive(now + left, until - 1).short).toBe(short);
    expect(describeTimeToLive(now + left, until).short).not.toBe(short);
  },
);

test('J137 the last minute ends when the crud does', () => {
  expect(describeTimeToLive(now + 30_000, now).until).toBe(now + 30_000);
});

import { expect, test } from 'vitest';
import { createIds } from './ids.ts';

const now = 0x1_9f3a_0000_00;

test('is a UUID of version 7 that begins with the time', () => {
  const id = createIds()(now);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(now);
});

test('text order is the order of making, within a millisecond, past the counter, and when the clock goes back', () => {
  const newId = createIds();
  const ids = [...Array.from({ length: 10_000 }, () => newId(now)), newId(now - 5), newId(now + 1000)];
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

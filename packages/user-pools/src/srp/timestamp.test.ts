import { expect, test } from 'vitest';
import { readTimestamp } from './timestamp.ts';

test.each([
  ['Tue Nov 4 09:05:07 UTC 2025', '2025-11-04T09:05:07Z'],
  ['Tue Nov 04 09:05:07 UTC 2025', '2025-11-04T09:05:07Z'],
  ['Thu Feb 29 23:59:59 GMT 2024', '2024-02-29T23:59:59Z'],
])('%s is read', (text, iso) => {
  expect(readTimestamp(text)).toBe(Date.parse(iso));
});

test.each([
  '',
  'now',
  '2025-11-04T09:05:07Z',
  'Tue Nov 4 09:05:07 CET 2025',
  'Die Nov 4 09:05:07 UTC 2025',
  'Tue November 4 09:05:07 UTC 2025',
  'Mon Jun 31 09:05:07 UTC 2025',
  'Tue Nov 4 24:05:07 UTC 2025',
  'Tue Nov 4 9:05:07 UTC 2025',
  ' Tue Nov 4 09:05:07 UTC 2025',
  'Tue Nov 4 09:05:07 UTC 2025\n',
])('%j is malformed', (text) => {
  expect(readTimestamp(text)).toBeUndefined();
});

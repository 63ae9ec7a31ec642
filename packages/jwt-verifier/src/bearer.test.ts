import { expect, test } from 'vitest';
import { extractBearerToken } from './bearer.ts';

test('J155 the token is what follows the blank, whatever the letter case of the scheme', () => {
  expect(extractBearerToken('Bearer a.b.c')).toBe('a.b.c');
  expect(extractBearerToken('bearer a.b.c')).toBe('a.b.c');
  expect(extractBearerToken('BEARER   a.b.c ')).toBe('a.b.c');
});

test.each([
  undefined,
  '',
  'Bearer',
  'Bearer ',
  'Bearera.b.c',
  'a.b.c',
  'Basic YTpi',
  'Bearer null',
  'bearer undefined',
])('J155 J139 no token in %j', (header) => {
  expect(extractBearerToken(header)).toBeUndefined();
});

test('a token with a blank in it is passed on, to be refused as malformed', () => {
  expect(extractBearerToken('Bearer a b')).toBe('a b');
});

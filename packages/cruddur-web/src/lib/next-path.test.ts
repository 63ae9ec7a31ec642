import { expect, test } from 'vitest';
import { accountPath, safeNextPath } from './next-path.ts';

const origin = 'http://localhost:3000';

test.each([
  ['/', '/'],
  ['/@ada', '/@ada'],
  ['/@ada?tab=1#top', '/@ada?tab=1#top'],
  ['/a/../b', '/b'],
  [null, '/'],
  ['', '/'],
  ['@ada', '/'],
  ['http://localhost:3000/about', '/'],
  ['https://evil.example.com/', '/'],
  ['//evil.example.com/', '/'],
  ['/\\evil.example.com', '/'],
  ['/\t/evil.example.com', '/'],
  ['\\\\evil.example.com', '/'],
  ['javascript:alert(1)', '/'],
  [' //evil.example.com', '/'],
])('next=%s leads to %s', (next, path) => {
  expect(safeNextPath(next, origin)).toBe(path);
});

test('J104 the address typed is kept letter by letter, and comes back out of the query', () => {
  const path = accountPath('/confirm', { email: 'Ada+Test@Example.com', next: '/@ada' });
  const query = new URL(path, origin).searchParams;
  expect([query.get('email'), query.get('next')]).toEqual(['Ada+Test@Example.com', '/@ada']);
});

test('nothing to say leaves the path alone', () => {
  expect(accountPath('/signin', { email: '', next: '/' })).toBe('/signin');
});

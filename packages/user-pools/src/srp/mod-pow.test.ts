import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { elementBytes, fromBytes, prime } from './group.ts';
import { bigIntModPow, modPow, nativeModPow } from './mod-pow.ts';

test('the native road is taken here', () => {
  expect(modPow).toBe(nativeModPow);
});

test('both roads agree on random numbers', () => {
  for (let round = 0; round < 20; round += 1) {
    const base = fromBytes(randomBytes(elementBytes)) % prime;
    const exponent = fromBytes(randomBytes(1 + round * 2));
    expect(nativeModPow(base, exponent)).toBe(bigIntModPow(base, exponent));
  }
});

test.each([
  ['1 to any power', 1n, 12345n, 1n],
  ['any number to the first', 12345n, 1n, 12345n],
  ['N - 1 squared', prime - 1n, 2n, 1n],
  ['Fermat: 2 to N - 1', 2n, prime - 1n, 1n],
  ['a short power', 2n, 10n, 1024n],
])('both roads agree on %s', (_, base, exponent, expected) => {
  expect(nativeModPow(base, exponent)).toBe(expected);
  expect(bigIntModPow(base, exponent)).toBe(expected);
});

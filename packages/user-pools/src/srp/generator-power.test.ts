import fc from 'fast-check';
import { expect, test } from 'vitest';
import { generatorPower } from './generator-power.ts';
import { generator } from './group.ts';
import { bigIntModPow } from './mod-pow.ts';

const largest = 2n ** 256n - 1n;

test.each([
  ['the smallest exponent', 1n],
  ['bytes of zero', 2n ** 248n],
  ['bytes of 255', largest],
  ['the first exponent that the table does not hold', largest + 1n],
  ['an exponent that clients of other sizes would choose', 2n ** 1024n - 3n],
])('the table agrees with square and multiply for %s', (_, exponent) => {
  expect(generatorPower(exponent)).toBe(bigIntModPow(generator, exponent));
});

test('the table agrees with square and multiply for any exponent of 256 bits', () => {
  const exponents = fc.bigInt({ min: 1n, max: largest });
  fc.assert(
    fc.property(exponents, (exponent) => generatorPower(exponent) === bigIntModPow(generator, exponent)),
    { numRuns: 25 },
  );
});

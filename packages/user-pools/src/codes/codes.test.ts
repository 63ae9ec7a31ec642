import { expect, test } from 'vitest';
import { makeCode } from './codes.ts';

/** Draws these numbers, one after the other. */
const drawing = (...numbers: number[]) => ({
  random: {
    bytes(length: number) {
      expect(length).toBe(4);
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(numbers.shift() ?? expect.fail('drew more often than needed'));
      return bytes;
    },
  },
});

test('a code has six digits, zeros in front included', () => {
  expect(makeCode(drawing(0))).toBe('000000');
  expect(makeCode(drawing(42))).toBe('000042');
  expect(makeCode(drawing(1_999_999))).toBe('999999');
});

test('numbers of the incomplete last million are drawn again, or small codes would be likelier', () => {
  const lastWhole = 4_294_000_000;
  expect(makeCode(drawing(lastWhole - 1))).toBe('999999');
  expect(makeCode(drawing(lastWhole, 2 ** 32 - 1, 7))).toBe('000007');
});

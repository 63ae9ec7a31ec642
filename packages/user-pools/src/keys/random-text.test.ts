import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { digits, lowerCase, randomText, upperCase } from './random-text.ts';

test('has the length and the alphabet asked for', () => {
  const random = { bytes: (length: number) => randomBytes(length) };
  expect(randomText(random, `${digits}${lowerCase}`, 26)).toMatch(/^[0-9a-z]{26}$/);
  expect(randomText(random, `${digits}${lowerCase}${upperCase}`, 9)).toMatch(/^[0-9a-zA-Z]{9}$/);
});

test('favours no character: bytes beyond the last whole multiple are thrown away', () => {
  let next = 0;
  const everyByte = { bytes: (length: number) => Buffer.from(Array.from({ length }, () => next++ % 256)) };
  const counts = new Map<string, number>();
  for (const character of randomText(everyByte, digits, 2500)) counts.set(character, (counts.get(character) ?? 0) + 1);
  expect([...counts.values()]).toEqual(Array(10).fill(250));
});

import { describe, expect, test } from 'vitest';
import { foldHandle, handleVariants, isHandle, randomVariant, toDisplayName, toHandle } from './handle.ts';

test.each([
  ['ada', 'ada'],
  ['Ada_L.2', 'Ada_L.2'],
  ['@ada', 'ada'],
  ['ada lovelace', 'ada-lovelace'],
  ['ada@example.com', 'ada-example.com'],
  ['..-ada-..', 'ada'],
  ['a/b?c#d%2F', 'a-b-c-d-2F'],
  ['Žofia', 'Žofia'],
  ['аня', 'аня'],
  ['ａｄａ', 'ada'],
  ['a\u200bd\u3164a', 'ada'],
  ['e\u200d\u0301ve', 'éve'],
  ['\u0301ada', 'ada'],
  ['x'.repeat(2048), 'x'.repeat(30)],
  [`${'x'.repeat(29)}--y`, 'x'.repeat(29)],
  ['🚀', 'handle'],
  ['---', 'handle'],
  ['', 'handle'],
  [undefined, 'handle'],
])('the handle asked for, case %#', (wanted, handle) => {
  expect(toHandle(wanted)).toBe(handle);
  expect(isHandle(handle)).toBe(true);
});

test.each(['', ' ', 'a b', '@ada', '.', '..', 'a/b', '\u0000', 'x'.repeat(31), 'x'.repeat(100_000)])(
  'nobody can have this handle, case %#',
  (text) => {
    expect(isHandle(text)).toBe(false);
  },
);

test.each([
  ['Ada', 'aDA'],
  ['Straße', 'STRASSE'],
  ['ΟΔΟΣ', 'οδος'],
  ['ısı', 'ISI'],
  ['\u212a', 'k'],
  ['e\u0301', 'É'],
])('%j and %j are the same handle', (one, other) => {
  expect(foldHandle(one)).toBe(foldHandle(other));
});

describe('variants', () => {
  test('begin with the handle itself', () => {
    expect(handleVariants('ada').slice(0, 3)).toEqual(['ada', 'ada2', 'ada3']);
  });

  test('are handles, and no longer than one may be', () => {
    const all = [...handleVariants('ж'.repeat(30)), randomVariant('ж'.repeat(30))];
    expect(new Set(all).size).toBe(100);
    for (const variant of all) expect(isHandle(variant)).toBe(true);
  });
});

test.each([
  ['  Ada   Example ', 'Ada Example'],
  ['Ada\u202eelpmaxE\u0000\n', 'Ada elpmaxE'],
  ['👩‍👩‍👧', '👩‍👩‍👧'],
  ['x'.repeat(2048), 'x'.repeat(50)],
  [' \u200b ', 'My Name'],
  ['', 'My Name'],
  [undefined, 'My Name'],
])('the display name asked for, case %#', (name, shown) => {
  expect(toDisplayName(name)).toBe(shown);
});

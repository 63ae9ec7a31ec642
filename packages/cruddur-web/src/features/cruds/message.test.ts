import { expect, test } from 'vitest';
import { weighMessage } from './message.ts';

test.each([
  ['', 240, false],
  ['   \n', 240, false],
  ['\u200b', 239, false],
  ['hello', 235, true],
  ['  hello\r\n', 235, true],
  ['a\r\nb', 237, true],
  ['a\u0007b', 238, true],
  ['😀'.repeat(240), 0, true],
  ['😀'.repeat(241), -1, false],
  ['x'.repeat(241), -1, false],
])('%j leaves %i characters', (text, charactersLeft, canBeSent) => {
  expect(weighMessage(text)).toEqual({ charactersLeft, canBeSent });
});

import { expect, test } from 'vitest';
import { createRandom } from './random.ts';

test('no byte is handed out twice, whatever the sizes of the draws', () => {
  const random = createRandom();
  const seen = new Set<string>();
  for (let draw = 0; draw < 4000; draw += 1) {
    const bytes = random.bytes(16 + (draw % 60) * 20);
    // Sixteen bytes that come again by chance would be the first in the life of the universe.
    for (let from = 0; from + 16 <= bytes.length; from += 16) seen.add(bytes.toString('hex', from, from + 16));
  }
  let pieces = 0;
  for (let draw = 0; draw < 4000; draw += 1) pieces += Math.floor((16 + (draw % 60) * 20) / 16);
  expect(seen.size).toBe(pieces);
});

test('what was drawn stays as it is when more is drawn', () => {
  const random = createRandom();
  const first = random.bytes(32);
  const copy = Buffer.from(first);
  for (let draw = 0; draw < 1000; draw += 1) random.bytes(32);
  expect(first).toEqual(copy);
  expect(random.bytes(0)).toHaveLength(0);
});

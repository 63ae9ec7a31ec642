import { expect, test } from 'vitest';
import { createParser } from './parsed.ts';

interface Settings {
  name: string;
  rules: { length: number }[];
}

test('the same text gives the same value, another text another one, whatever the key said before', () => {
  const parse = createParser<Settings>();
  const first = parse('pool', '{"name":"a","rules":[{"length":8}]}');
  expect(parse('pool', '{"name":"a","rules":[{"length":8}]}')).toBe(first);
  expect(parse('pool', '{"name":"a","rules":[{"length":9}]}')).toEqual({ name: 'a', rules: [{ length: 9 }] });
  expect(parse('pool', '{"name":"a","rules":[{"length":8}]}')).toEqual(first);
});

test('what requests share can be changed by none of them', () => {
  const settings = createParser<Settings>()('pool', '{"name":"a","rules":[{"length":8}]}');
  expect(() => Object.assign(settings, { name: 'b' })).toThrow(TypeError);
  expect(() => Object.assign(settings.rules[0] ?? {}, { length: 1 })).toThrow(TypeError);
  expect(() => settings.rules.push({ length: 1 })).toThrow(TypeError);
});

test('so many keys are remembered and no more', () => {
  const parse = createParser<{ place: number }>();
  const first = parse('0', '{"place":0}');
  for (let place = 1; place < 1000; place += 1) parse(String(place), `{"place":${place}}`);
  expect(parse('0', '{"place":0}')).toBe(first);
  parse('1000', '{"place":1000}');
  expect(parse('0', '{"place":0}')).not.toBe(first);
});

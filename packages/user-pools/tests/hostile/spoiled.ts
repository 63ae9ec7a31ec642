/** Inputs made from the contract with one member spoiled, and what the front end must say of it. */
import fc from 'fast-check';
import type { OperationName } from '../../src/index.ts';
import { contractOf, type Shape, structureOf } from '../../src/protocol/contract.ts';
import { beyondLengths, type Fate, hostileMaps, type Spoiled } from './collections.ts';
import { fits, isText, type Known, type Structure, structureFor, textOf } from './permitted.ts';
import { hostileTexts, rawJson, strangeNames } from './texts.ts';

/** An input with one member spoiled. */
export interface SpoiledInput extends Omit<Spoiled, 'value'> {
  input: Structure;
  /** The top-level member in which the spoiled one is, as the service writes it. */
  at: string;
}

export function spoiledInput(operation: OperationName, known: Known): fc.Arbitrary<SpoiledInput> {
  const { input } = contractOf(operation);
  const { members } = structureOf(input);
  const spoilt = fc.constantFrom(...Object.keys(members)).chain((member) =>
    fc.tuple(structureFor(input, known), spoiledMember(input, member, known)).map(
      ([base, { value, ...rest }]): SpoiledInput => ({
        ...rest,
        input: { ...base, [member]: value },
        at: member.charAt(0).toLowerCase() + member.slice(1),
      }),
    ),
  );
  const strange = fc.tuple(structureFor(input, known), fc.constantFrom(...strangeNames)).map(
    ([base, name]): SpoiledInput => ({
      input: Object.fromEntries([...Object.entries(base), [name, { polluted: true, UserPoolId: 'x' }]]),
      fate: 'open',
      at: '',
    }),
  );
  return fc.oneof({ weight: 9, arbitrary: spoilt }, { weight: 1, arbitrary: strange });
}

function spoiledMember(structure: string, member: string, known: Known): fc.Arbitrary<Spoiled> {
  const { members, required } = structureOf(structure);
  const shape = members[member];
  if (!shape) throw new Error(`${structure} has no ${member}.`);
  const spoilt = spoiledValue(shape, member, known);
  if (!required.includes(member)) return spoilt;
  const missing = fc.constantFrom<Spoiled>(
    { value: undefined, fate: 'validation' },
    { value: null, fate: 'validation' },
  );
  return fc.oneof({ weight: 1, arbitrary: missing }, { weight: 4, arbitrary: spoilt });
}

function spoiledValue(shape: Shape, name: string, known: Known): fc.Arbitrary<Spoiled> {
  const kinds = [wrongType(shape), ...beyondLimits(shape, name, known), ...within(shape, name, known)];
  const spoilt = fc.oneof(...kinds);
  return shape.sensitive ? spoilt.map((spoiled) => ({ ...spoiled, secret: true })) : spoilt;
}

const someOf = (fate: Fate, ...values: unknown[]): fc.Arbitrary<Spoiled> =>
  fc.constantFrom(...values).map((value) => ({ value, fate }));

const inherited = JSON.parse('{"__proto__":["x"],"length":1,"0":"x"}') as unknown;

/** A JSON type that the member never has. */
function wrongType(shape: Shape): fc.Arbitrary<Spoiled> {
  switch (shape.type) {
    case 'string':
      return someOf('serialization', 5, -0, true, false, [], ['x'], {}, { toString: 'x' }, inherited, '\ud800', 'a\0b');
    case 'integer':
      return someOf(
        'serialization',
        '5',
        '',
        1.5,
        1e308,
        rawJson('9007199254740993'),
        -1e21,
        true,
        [],
        [1],
        {},
        'NaN',
        rawJson('1e400'),
      );
    case 'boolean':
      return someOf('serialization', 'true', 'false', '', 0, 1, [], {}, [true]);
    case 'timestamp':
      return someOf('serialization', '2026-01-01', 1e308, true, {}, []);
    case 'blob':
      return someOf('serialization', 5, {}, [], 'not base64!', 'ab=c');
    case 'document':
      return someOf(
        'serialization',
        JSON.parse(`${'['.repeat(60)}${']'.repeat(60)}`),
        JSON.parse(`${'{"a":'.repeat(60)}1${'}'.repeat(60)}`),
      );
    case 'list':
      return someOf('serialization', {}, '', 'x', 5, true, inherited, { length: 1 });
    case 'map':
    case 'structure':
      return someOf('serialization', [], [{}], '', 'x', 5, false);
  }
}

/** Values of the right type that break a limit, and hostile ones that may. */
function beyondLimits(shape: Shape, name: string, known: Known): fc.Arbitrary<Spoiled>[] {
  const { min, max } = shape;
  if (shape.type === 'integer') {
    const beyond = [
      ...(max === undefined ? [] : [max + 1, 2 ** 53 - 1]),
      ...(min === undefined ? [] : [min - 1, 1 - 2 ** 53]),
    ];
    const open = someOf('open', rawJson('-0'), -1, 0, 2 ** 31, 2 ** 53 - 1);
    return beyond.length > 0 ? [someOf('validation', ...beyond), open] : [open];
  }
  if (shape.type === 'string') {
    const texts = hostileTexts.filter(isText);
    const beyond = texts.filter((text) => !fits(shape, text));
    const long = max !== undefined && max < 200_000 ? ['x'.repeat(max + 1), '😀'.repeat(max + 1)] : [];
    const refused = [...beyond, ...long];
    const open = texts.filter((text) => !refused.includes(text));
    return [
      ...(refused.length > 0 ? [someOf('validation', ...refused)] : []),
      ...(open.length > 0 ? [someOf('open', ...open)] : []),
    ];
  }
  if (shape.type === 'list') return beyondLengths(shape, name, known);
  return shape.type === 'map' ? hostileMaps(shape) : [];
}

/** A spoiled member further down. */
function within(shape: Shape, name: string, known: Known): fc.Arbitrary<Spoiled>[] {
  if (shape.type === 'structure') {
    const { name: structure } = shape;
    const spoilt = fc
      .constantFrom(...Object.keys(structureOf(structure).members))
      .chain((member) =>
        fc
          .tuple(structureFor(structure, known), spoiledMember(structure, member, known))
          .map(([base, { value, ...rest }]): Spoiled => ({ ...rest, value: { ...base, [member]: value } })),
      );
    return [spoilt, spoilt];
  }
  if (shape.type === 'list') {
    const item = spoiledValue(shape.item, name.replace(/s$/, ''), known);
    return [item.map(({ value, ...rest }) => ({ ...rest, value: [value] }))];
  }
  if (shape.type === 'map') {
    const key = textOf(shape.key);
    if (!key) return [];
    return [
      fc
        .tuple(key, spoiledValue(shape.value, name, known))
        .map(([at, { value, ...rest }]) => ({ ...rest, value: { [at]: value } })),
    ];
  }
  return [];
}

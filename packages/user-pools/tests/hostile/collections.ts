/** Lists and maps that are too long, as long as may be, or full of odd things. */
import fc from 'fast-check';
import type { OperationName } from '../../src/index.ts';
import { contractOf, type Shape, structureOf } from '../../src/protocol/contract.ts';
import { type Known, permitted, type Structure, structureFor, textOf } from './permitted.ts';

/** How the front end must take a spoiled member; `open` where it is hostile, but may be permitted. */
export type Fate = 'serialization' | 'validation' | 'open';

export interface Spoiled {
  value: unknown;
  fate: Fate;
  /** Whether a refusal must not repeat it. */
  secret?: boolean;
}

/** What a list or map may hold where the contract does not say. */
const mostItems = 1000;

export function beyondLengths(shape: Shape & { type: 'list' }, name: string, known: Known): fc.Arbitrary<Spoiled>[] {
  const item = permitted(shape.item, name.replace(/s$/, ''), known);
  if (!item) return [];
  const { min, max = mostItems } = shape;
  const kinds = [
    item.map((one) => repeated(10 * max, max, one)),
    item.map((one): Spoiled => ({ value: manyUnlike(one, max), fate: 'open' })),
  ];
  if (min) kinds.push(fc.constant<Spoiled>({ value: [], fate: 'validation' }));
  if (max >= 3) kinds.push(item.map((one): Spoiled => ({ value: [null, one, null], fate: 'open' })));
  return kinds;
}

function repeated(count: number, max: number, one: unknown): Spoiled {
  const value = Array(affordable(count, one)).fill(one);
  return { value, fate: value.length > max ? 'validation' : 'open' };
}

/** As many items as are permitted, no two alike. */
function manyUnlike(one: unknown, max = mostItems): unknown[] {
  return Array.from({ length: affordable(max, one) }, (_, index) => numbered(one, index));
}

/** Inputs with one list as long as it may be, for each that the contract does not bound. */
export function longLists(operation: OperationName, known: Known): fc.Arbitrary<Structure>[] {
  const { input } = contractOf(operation);
  return Object.entries(structureOf(input).members).flatMap(([member, shape]) => {
    if (shape.type !== 'list' || shape.max !== undefined) return [];
    const item = permitted(shape.item, member.replace(/s$/, ''), known);
    return item
      ? [fc.tuple(structureFor(input, known), item).map(([base, one]) => ({ ...base, [member]: manyUnlike(one) }))]
      : [];
  });
}

/** An item unlike the others: every text in it ends with a number of its own. */
function numbered(one: unknown, index: number): unknown {
  if (typeof one === 'string') return `${one.slice(0, 20)}${index}`;
  if (typeof one !== 'object' || one === null) return one;
  return Object.fromEntries(Object.entries(one).map(([member, value]) => [member, numbered(value, index)]));
}

export function hostileMaps(shape: Shape & { type: 'map' }): fc.Arbitrary<Spoiled>[] {
  const value = shape.value.type === 'string' ? textOf(shape.value) : undefined;
  if (!value) return [];
  const named = fc.tuple(fc.constantFrom('__proto__', 'constructor', 'toString'), value);
  const many = value.map((one): Spoiled => {
    const keys = Array.from({ length: affordable(2 * mostItems, one) }, (_, index) => `key-${index}`);
    const fate = keys.length > (shape.max ?? mostItems) ? 'validation' : 'open';
    return { value: Object.fromEntries(keys.map((key) => [key, one])), fate };
  });
  return [named.map(([key, one]): Spoiled => ({ value: Object.fromEntries([[key, one]]), fate: 'open' })), many];
}

/** As many as go into a request of permitted size. */
function affordable(count: number, one: unknown): number {
  return Math.min(count, Math.floor(800_000 / (Buffer.byteLength(JSON.stringify(one)) + 20)));
}

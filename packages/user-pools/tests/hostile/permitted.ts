/** Well-formed inputs, made from the contract. */
import fc from 'fast-check';
import type { OperationName } from '../../src/index.ts';
import { checkText } from '../../src/protocol/constraints.ts';
import { contractOf, type Shape, structureOf } from '../../src/protocol/contract.ts';
import { hostileTexts, plausibleTexts } from './texts.ts';

/** Values that mean something in the world under attack, by the name of the member or map key. */
export type Known = ReadonlyMap<string, readonly unknown[]>;

export type Structure = Record<string, unknown>;

export const isText = (value: string) => value.isWellFormed() && !value.includes('\0');

/** A permitted value of a shape; undefined when we know none. */
export function permitted(shape: Shape, name: string, known: Known): fc.Arbitrary<unknown> | undefined {
  const familiar = (known.get(name) ?? []).filter((value) => isOf(shape, value));
  const stranger = strangerOf(shape, name, known);
  if (familiar.length === 0) return stranger;
  const meant = fc.constantFrom(...familiar);
  const weight = callers.includes(name) ? 9 : 2;
  return stranger ? fc.oneof({ weight, arbitrary: meant }, { weight: 1, arbitrary: stranger }) : meant;
}

/** Members that decide who is meant and what is done: with a stranger's, hardly anything is. */
const callers = ['AccessToken', 'AuthParameters', 'ChallengeResponses', 'ClientId', 'UserPoolId', 'Username'];

/** One name may be that of different things. */
function isOf(shape: Shape, value: unknown): boolean {
  if (typeof value === 'string') return shape.type === 'string' && checkText(value, shape).length === 0;
  return shape.type === (Array.isArray(value) ? 'list' : 'map');
}

function strangerOf(shape: Shape, name: string, known: Known): fc.Arbitrary<unknown> | undefined {
  switch (shape.type) {
    case 'string':
      return textOf(shape);
    case 'integer': {
      const { min = -(2 ** 31), max = 2 ** 31 } = shape;
      return fc.oneof(fc.integer({ min, max }), fc.constantFrom(min, max, Math.max(min, Math.min(max, 0))));
    }
    case 'boolean':
      return fc.boolean();
    case 'timestamp':
      return fc.constantFrom(0, 1, 0.001, 1_700_000_000, -1, 8.64e12);
    case 'blob':
      return fc.base64String({ maxLength: 64 });
    case 'document':
      return fc.constantFrom({}, [], 'x', JSON.parse('{"__proto__":{"a":[1,{"b":null}]}}'));
    case 'list':
      return listOf(shape, name, known);
    case 'map':
      return mapOf(shape, known);
    case 'structure':
      return structureFor(shape.name, known);
  }
}

export function textOf(shape: Shape): fc.Arbitrary<string> | undefined {
  const fitting = shape.enum ?? allTexts.filter((text) => fits(shape, text));
  return fitting.length > 0 ? fc.constantFrom(...fitting) : undefined;
}

const allTexts = [...plausibleTexts, ...hostileTexts].filter(isText);
const fitting = new WeakMap<Shape, Set<string>>();

/** Whether a shape permits one of our texts; judged once a shape, since some are long. */
export function fits(shape: Shape, text: string): boolean {
  let texts = fitting.get(shape);
  if (!texts) {
    texts = new Set(allTexts.filter((each) => checkText(each, shape).length === 0));
    fitting.set(shape, texts);
  }
  return texts.has(text);
}

function listOf(shape: Shape & { type: 'list' }, name: string, known: Known): fc.Arbitrary<unknown[]> | undefined {
  const item = permitted(shape.item, name.replace(/s$/, ''), known);
  const { min = 0, max = 4 } = shape;
  return item && fc.array(item, { minLength: min, maxLength: Math.max(min, Math.min(max, 4)) });
}

function mapOf(shape: Shape & { type: 'map' }, known: Known): fc.Arbitrary<Structure> | undefined {
  const key = textOf(shape.key);
  if (!key) return undefined;
  const names =
    shape.value.type === 'string'
      ? [...known.keys()].filter(
          (name) => /^[A-Z_]+$/.test(name) && !fatal.includes(name) && checkText(name, shape.key).length === 0,
        )
      : [];
  const keys = names.length > 0 ? fc.oneof(fc.constantFrom(...names), key) : key;
  const entry = keys.chain((name) => {
    const value = permitted(shape.value, name, known);
    return value ? fc.tuple(fc.constant(name), value) : fc.constant(undefined);
  });
  return fc
    .array(entry, { maxLength: 5 })
    .map((entries) => Object.fromEntries(entries.filter((each) => each !== undefined)));
}

const made = new WeakMap<Known, Map<string, fc.Arbitrary<Structure>>>();

/** Every required member, and some of the others. */
export function structureFor(name: string, known: Known): fc.Arbitrary<Structure> {
  const structures = made.get(known) ?? new Map<string, fc.Arbitrary<Structure>>();
  made.set(known, structures);
  const structure = structures.get(name) ?? makeStructure(name, known);
  structures.set(name, structure);
  return structure;
}

function makeStructure(name: string, known: Known): fc.Arbitrary<Structure> {
  const { members, required } = structureOf(name);
  const optional = Object.keys(members).length - required.length;
  const model: Record<string, fc.Arbitrary<unknown>> = {};
  for (const [member, shape] of Object.entries(members)) {
    const value = permitted(shape, member, known);
    if (!value && required.includes(member)) throw new Error(`No permitted value is known for ${name}.${member}.`);
    if (value) model[member] = required.includes(member) ? value : rarely(value, member, optional);
  }
  return fc.record(model).map((value) => ({ ...value }));
}

/** Members that a call with another's value, or with any at all, does not survive for long. */
const fatal = ['ClientSecret', 'NextToken', 'PaginationToken', 'SecretHash', 'SECRET_HASH'];

/** Optional members without which hardly anything is done. */
const vital = ['AuthParameters', 'ChallengeResponses', 'Password', 'PreviousPassword', 'Session'];

/** An optional member: two or three of them in a structure, so that a call gets beyond the first setting that is not built. */
function rarely(value: fc.Arbitrary<unknown>, member: string, optional: number): fc.Arbitrary<unknown> {
  if (vital.includes(member)) return fc.oneof({ weight: 4, arbitrary: value }, fc.constant(undefined));
  const weight = fatal.includes(member) ? 20 : Math.max(1, Math.ceil(optional / 3));
  return fc.oneof({ weight, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
}

/** An input that breaks no limit of the contract. */
export function goodInput(operation: OperationName, known: Known): fc.Arbitrary<Structure> {
  return structureFor(contractOf(operation).input, known);
}

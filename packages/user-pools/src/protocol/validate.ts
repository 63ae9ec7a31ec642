import { errors } from '../errors.ts';
import type { OperationName } from '../operations/operation.ts';
import { checkSize, checkText, checkValue, Violations } from './constraints.ts';
import { contractOf, type Shape, structureOf } from './contract.ts';

/**
 * Checks an input against the contract and returns what the handler may see: known members only, absent where they were null,
 * timestamps as Date, blobs as Buffer.
 *
 * @throws SerializationException for a wrong JSON type, InvalidParameterException listing every broken limit.
 */
export function validateInput(operation: OperationName, input: object): Record<string, unknown> {
  const violations = new Violations();
  const checked = readStructure(contractOf(operation).input, {}, input, '', violations);
  if (violations.texts.length > 0) throw errors.validation([...violations.texts]);
  return checked;
}

function readStructure(
  name: string,
  container: Container,
  value: object,
  path: string,
  violations: Violations,
): Record<string, unknown> {
  const { members, required } = structureOf(name);
  const read: Record<string, unknown> = {};
  for (const [member, itself] of Object.entries(members)) {
    const shape = within(container, itself);
    // Only the sender's own members: a JSON key like `__proto__` must not reach what objects inherit.
    const given = Object.hasOwn(value, member) ? (value as Record<string, unknown>)[member] : undefined;
    const memberPath = `${path}${member.charAt(0).toLowerCase()}${member.slice(1)}`;
    if (given !== null && given !== undefined) read[member] = readValue(shape, given, memberPath, violations);
    else if (required.includes(member)) violations.add(memberPath, shape, undefined, 'Member must not be null');
  }
  return read;
}

type Container = Pick<Shape, 'sensitive'>;

/** What is inside of something sensitive is so too, though the contract flags the outside alone: `UserContextData`. */
function within(container: Container, shape: Shape): Shape {
  return container.sensitive ? { ...shape, sensitive: true } : shape;
}

function readValue(shape: Shape, value: unknown, path: string, violations: Violations): unknown {
  if (shape.type === 'structure') return readStructure(shape.name, shape, asObject(value), `${path}.`, violations);
  if (shape.type === 'list') return readList(shape, value, path, violations);
  if (shape.type === 'map') return readMap(shape, value, path, violations);
  const scalar = readScalar(shape, value);
  for (const constraint of checkScalar(shape, scalar)) violations.add(path, shape, scalar, constraint);
  return scalar;
}

function readList(shape: Shape & { type: 'list' }, value: unknown, path: string, violations: Violations): unknown[] {
  if (!Array.isArray(value)) throw unexpected(value);
  const tooLong = checkSize(value.length, shape);
  for (const constraint of tooLong) violations.add(path, shape, '[…]', constraint);
  if (tooLong.length > 0) return [];
  const items = value.filter((item) => item !== null);
  const item = within(shape, shape.item);
  if (item.type === 'structure' || item.type === 'list' || item.type === 'map')
    return items.map((given, index) => readValue(item, given, `${path}.${index + 1}.member`, violations));
  const scalars = items.map((given) => readScalar(item, given));
  const broken = new Set(scalars.flatMap((scalar) => checkScalar(item, scalar)));
  if (broken.size > 0)
    violations.add(path, shape, scalars, `Member must satisfy constraint: [${[...broken].join(', ')}]`);
  return scalars;
}

function readMap(
  shape: Shape & { type: 'map' },
  value: unknown,
  path: string,
  violations: Violations,
): Record<string, unknown> {
  const entries = Object.entries(asObject(value)).filter(([, given]) => given !== null && given !== undefined);
  for (const constraint of checkSize(entries.length, shape)) violations.add(path, shape, '{…}', constraint);
  const read: [string, unknown][] = entries.map(([key, given]) => [
    String(readScalar(shape.key, key)),
    shape.value.type === 'structure'
      ? readValue(within(shape, shape.value), given, `${path}.value`, violations)
      : readScalar(shape.value, given),
  ]);
  const brokenKeys = new Set(read.flatMap(([key]) => checkScalar(shape.key, key)));
  const brokenValues = new Set(read.flatMap(([, given]) => checkScalar(shape.value, given)));
  if (brokenKeys.size > 0)
    violations.add(path, shape, '{…}', `Map keys must satisfy constraint: [${[...brokenKeys].join(', ')}]`);
  if (brokenValues.size > 0)
    violations.add(path, shape, '{…}', `Map value must satisfy constraint: [${[...brokenValues].join(', ')}]`);
  // `fromEntries` defines own members whatever they are called, so that a key `__proto__` stays a plain key.
  return Object.fromEntries(read);
}

function checkScalar(shape: Shape, value: unknown): string[] {
  if (typeof value === 'string') return checkText(value, shape);
  return typeof value === 'number' ? checkValue(value, shape) : [];
}

function readScalar(shape: Shape, value: unknown): unknown {
  if (shape.type === 'string') return readText(value);
  if (shape.type === 'integer') return readInteger(value);
  if (shape.type === 'boolean' && typeof value === 'boolean') return value;
  if (shape.type === 'timestamp') return readTimestamp(value);
  if (shape.type === 'blob') return readBlob(value);
  if (shape.type === 'document') return readDocument(value);
  throw unconvertible(value, 'a Boolean');
}

function readText(value: unknown): string {
  if (typeof value !== 'string') throw unconvertible(value, 'a String');
  // Neither engine keeps a NUL or half a surrogate pair as sent, so two different names could become one.
  if (!value.isWellFormed() || value.includes('\0'))
    throw errors.serialization('A text holds a character that is none.');
  return value;
}

function readInteger(value: unknown): number {
  if (!Number.isSafeInteger(value)) throw unconvertible(value, 'an Integer');
  return Number(value);
}

/** Epoch seconds on the wire, a Date from callers within the process. */
function readTimestamp(value: unknown): Date {
  const date = value instanceof Date ? value : new Date(typeof value === 'number' ? value * 1000 : Number.NaN);
  if (Number.isNaN(date.getTime())) throw unconvertible(value, 'a Timestamp');
  return date;
}

/** Base64 on the wire, bytes from callers within the process. */
function readBlob(value: unknown): Buffer {
  if (value instanceof Uint8Array) return Buffer.from(value);
  if (typeof value !== 'string' || !/^[A-Za-z0-9+/]*={0,2}$/.test(value)) throw unconvertible(value, 'a Blob');
  return Buffer.from(value, 'base64');
}

const deepestDocument = 32;

/** Any JSON, but not so deep that writing it again could exhaust the stack. */
function readDocument(value: unknown): unknown {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepestDocument) throw errors.serialization('A document is nested too deeply.');
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
  }
  return value;
}

function asObject(value: unknown): object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unexpected(value);
  return value;
}

function unexpected(value: unknown) {
  return errors.serialization(Array.isArray(value) ? 'Unexpected list' : `Unexpected ${typeOf(value)}`);
}

/** Names the type that came, never the value. */
function unconvertible(value: unknown, expected: string) {
  if (typeof value === 'object') return errors.serialization('Start of structure or map found where not expected.');
  return errors.serialization(`${typeOf(value)} can not be converted to ${expected}`);
}

function typeOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'TRUE_VALUE' : 'FALSE_VALUE';
  return typeof value === 'number' ? 'NUMBER_VALUE' : typeof value === 'string' ? 'STRING_VALUE' : 'structure';
}

/**
 * Writes the contract of the 140 operations: the official SDK's runtime schemas joined with the limits in `contract/*.tsv`.
 *
 * `constraints.tsv` holds the limits of each named shape, `member-shapes.tsv` says which member has which shape. A row whose
 * container is `*` serves every member of that name: the SDK leaves the names of plain lists and maps out of its schemas.
 * Two rows differ from the service model. PasswordType has the pattern that the service itself enforces, which allows spaces
 * inside a password, as the password policy says; EmailAddressType has a length, so that no pattern meets endless text.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import * as sdk from '@aws-sdk/client-cognito-identity-provider';
import type { Contract, Limits, Shape, Structure } from '../src/protocol/contract.ts';

const here = (path: string) => new URL(path, import.meta.url);
const target = here('../src/protocol/contract.generated.json');

/** A schema of the SDK: a number for a plain type, an array for anything named, or a function that returns either. */
type Schema = number | unknown[] | (() => Schema);

const sensitiveTrait = 8;
const plainTypes: Record<number, 'string' | 'integer' | 'boolean' | 'timestamp' | 'document' | 'blob'> = {
  0: 'string',
  1: 'integer',
  2: 'boolean',
  4: 'timestamp',
  15: 'document',
  21: 'blob',
};

function readRows(file: string): string[][] {
  const lines = readFileSync(here(`../contract/${file}`), 'utf8').split('\n');
  return lines
    .slice(1)
    .filter(Boolean)
    .map((line) => line.split('\t'));
}

function readLimits(): Map<string, Limits> {
  const limits = new Map<string, Limits>();
  for (const [shape = '', , min, max, pattern, values] of readRows('constraints.tsv')) {
    limits.set(shape, {
      ...(min && { min: Number(min) }),
      ...(max && { max: Number(max) }),
      ...(pattern && { pattern }),
      ...(values && { enum: values.split('|') }),
    });
  }
  return limits;
}

/** Answers the shape name of a member, from its own row, a `*` row, or, in structures without rows, its only meaning elsewhere. */
function readShapeNames(): (container: string, member: string) => string | undefined {
  const rows = readRows('member-shapes.tsv');
  const exact = new Map(rows.map(([container, member, shape]) => [`${container}.${member}`, shape]));
  const containers = new Set(rows.map(([container]) => container));
  const meanings = new Map<string, Set<string>>();
  for (const [, member = '', shape = ''] of rows) meanings.set(member, (meanings.get(member) ?? new Set()).add(shape));
  return (container, member) => {
    const found = exact.get(`${container}.${member}`) ?? exact.get(`*.${member}`);
    if (found || containers.has(container) || !container.endsWith('Request')) return found;
    const candidates = [...(meanings.get(member) ?? [])];
    return candidates.length === 1 ? candidates[0] : undefined;
  };
}

const limits = readLimits();
const shapeName = readShapeNames();
const structures: Record<string, Structure> = {};

/** Resolves a schema to `[schema, traits]`; a member may be written `[schema, traits]`, and named types carry their own. */
function resolve(schema: Schema): [Exclude<Schema, () => Schema>, number] {
  if (typeof schema === 'function') return resolve(schema());
  if (typeof schema === 'number') return [schema, 0];
  if (schema.length === 2) {
    const [inner, traits] = resolve(schema[0] as Schema);
    return [inner, traits | Number(schema[1])];
  }
  return [schema, Number(schema[3])];
}

function shapeOf(schema: Schema, name: string | undefined): Shape {
  const [resolved, traits] = resolve(schema);
  const shape = typeof resolved === 'number' ? plainShape(resolved, name) : namedShape(resolved, name);
  return (traits & sensitiveTrait) !== 0 ? { ...shape, sensitive: true } : shape;
}

function plainShape(type: number, name: string | undefined): Shape {
  if (type >= 128) return mapShape(0, type - 128, name);
  if (type >= 64) return listShape(type - 64, name);
  const plain = plainTypes[type];
  if (!plain) throw new Error(`The SDK has a type this script does not know: ${type}`);
  return { type: plain, ...limits.get(name ?? '') };
}

function namedShape(schema: unknown[], name: string | undefined): Shape {
  const [kind, , ownName, , first, second] = schema as [number, string, string, number, Schema, Schema];
  if (kind === 0) return plainShape(first as number, name ?? ownName);
  if (kind === 1) return listShape(first, ownName);
  if (kind === 2) return mapShape(first, second, ownName);
  if (kind === 3) return structureShape(schema);
  throw new Error(`The SDK has a kind of schema this script does not know: ${kind}`);
}

function listShape(item: Schema, name = ''): Shape {
  return { type: 'list', item: shapeOf(item, shapeName(name, 'member')), ...limits.get(name) };
}

function mapShape(key: Schema, value: Schema, name = ''): Shape {
  const parts = { key: shapeOf(key, shapeName(name, 'key')), value: shapeOf(value, shapeName(name, 'value')) };
  return { type: 'map', ...parts, ...limits.get(name) };
}

function structureShape(schema: unknown[]): Shape {
  const [, , name, , names, schemas, required = 0] = schema as [
    number,
    string,
    string,
    number,
    string[],
    Schema[],
    number?,
  ];
  if (!structures[name]) {
    const structure: Structure = { required: names.slice(0, required), members: {} };
    structures[name] = structure;
    names.forEach((member, index) => {
      structure.members[member] = shapeOf(schemas[index] as Schema, shapeName(name, member));
    });
  }
  return { type: 'structure', name };
}

/** Name of an input or output structure; an operation without one has the empty structure `Unit`. */
function nameOf(schema: Schema): string {
  if (typeof schema === 'function' && (schema() as unknown) === 'unit') {
    structures.Unit = { required: [], members: {} };
    return 'Unit';
  }
  const shape = shapeOf(schema, undefined);
  if (shape.type !== 'structure') throw new Error('An operation takes or gives something that is no structure');
  return shape.name;
}

function readOperations(): Contract['operations'] {
  const { httpAuthSchemeProvider } = new sdk.CognitoIdentityProviderClient({ region: 'us-east-1' }).config;
  const isSigned = (operation: string) =>
    httpAuthSchemeProvider({ operation, region: 'us-east-1' }).every(({ schemeId }) => schemeId === 'aws.auth#sigv4');
  const schemas = sdk as unknown as Record<string, unknown[]>;
  return Object.fromEntries(
    readRows('operations.tsv').map(([name = '', group = '']) => {
      const [, , , , input, output] = schemas[`${name}$`] as [number, string, string, number, Schema, Schema];
      return [name, { group, signed: isSigned(name), input: nameOf(input), output: nameOf(output) }];
    }),
  );
}

/** Statuses as the service answers them: 500 for its own faults, 400 for the caller's, whatever the model's `httpError` says. */
function readErrors(): Contract['errors'] {
  const errors = Object.values(sdk as Record<string, unknown>).filter(
    (value): value is unknown[] => Array.isArray(value) && value[0] === -3,
  );
  return Object.fromEntries(
    errors
      .map(([, , name, traits]): [string, 400 | 500] => {
        const fault = typeof traits === 'object' && traits !== null && 'error' in traits ? traits.error : undefined;
        return [String(name), fault === 'server' ? 500 : 400];
      })
      .filter(([name]) => name.endsWith('Exception'))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** The text of the generated file. */
export function makeContract(): string {
  const operations = readOperations();
  const sorted = Object.fromEntries(Object.entries(structures).sort(([a], [b]) => (a < b ? -1 : 1)));
  const contract: Contract = { operations, errors: readErrors(), structures: sorted };
  return `${JSON.stringify(contract, null, 1)}\n`;
}

if (import.meta.main) writeFileSync(target, makeContract());

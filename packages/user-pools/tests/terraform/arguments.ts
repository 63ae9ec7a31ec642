/** How Terraform's AWS provider carries the arguments of a resource to the API and back, and what it would plan to change. */

export type Value = string | number | boolean | string[] | Values | Values[];
export interface Values {
  [argument: string]: Value | undefined;
}
export type Structure = Record<string, unknown>;

/** One argument, or one block with arguments of its own. */
export interface Argument {
  /** The API's member; one inside another member is written with a dot. */
  member: string;
  /** What an argument is that nobody sets; none for blocks. */
  zero?: '' | 0 | false | [];
  /** The provider's own default. */
  fallback?: string;
  /** Left out of the configuration, it keeps what was read: no change is planned. */
  computed?: true;
  /** Go leaves the zeros of most members out of a request, not those of these. */
  sendsZero?: true;
  /** The arguments of a block. */
  block?: Arguments;
  /** A block that may be repeated, in any order. */
  repeated?: true;
}
export type Arguments = Record<string, Argument>;

/** What is wanted: the configuration with the defaults, and what is only computed as it was read. */
export function settle(args: Arguments, configuration: Values, state: Values = {}): Values {
  const settled: Values = {};
  for (const [name, argument] of Object.entries(args)) {
    const given = configuration[name];
    const kept = argument.computed ? state[name] : undefined;
    if (argument.block && !argument.repeated && given) {
      settled[name] = settle(argument.block, given as Values, state[name] as Values | undefined);
    } else settled[name] = given ?? kept ?? argument.fallback ?? argument.zero;
  }
  return settled;
}

/** Values as members of a request. */
export function expand(args: Arguments, values: Values): Structure {
  const structure: Structure = {};
  for (const [name, { member, block, repeated, sendsZero }] of Object.entries(args)) {
    const value = values[name];
    if (value === undefined || (isZero(value) && !sendsZero)) continue;
    const expanded = (one: Value) => (block ? expand(block, one as Values) : one);
    put(structure, member, repeated ? (value as Values[]).map(expanded) : expanded(value));
  }
  return structure;
}

/** What was read, as values. */
export function flatten(args: Arguments, structure: Structure): Values {
  const values: Values = {};
  for (const [name, { member, zero, block, repeated }] of Object.entries(args)) {
    const read = member
      .split('.')
      .reduce<unknown>((inside, key) => (inside as Structure | undefined)?.[key], structure);
    const flattened = (one: unknown) => (block ? flatten(block, one as Structure) : (one as Value));
    if (read === undefined) values[name] = zero;
    else values[name] = repeated ? (read as Structure[]).map((one) => flatten(block ?? {}, one)) : flattened(read);
  }
  return values;
}

/** The arguments that would be planned to change, each with what it is and what is wanted. */
export function differences(wanted: Values, state: Values, path = ''): string[] {
  return [...new Set([...Object.keys(wanted), ...Object.keys(state)])].flatMap((name) => {
    const [from, to] = [state[name], wanted[name]];
    if (isBlock(from) && isBlock(to)) return differences(to, from, `${path}${name}.`);
    return canonical(from) === canonical(to) ? [] : [`${path}${name}: ${canonical(from)} -> ${canonical(to)}`];
  });
}

function isBlock(value: Value | undefined): value is Values {
  return typeof value === 'object' && !Array.isArray(value);
}

function isZero(value: Value): boolean {
  return Array.isArray(value) ? value.length === 0 : !value;
}

/** Sets and repeated blocks have no order, and neither have the arguments of a block. */
function canonical(value: Value | undefined): string {
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join()}]`;
  if (!isBlock(value)) return JSON.stringify(value) ?? 'nothing';
  const entries = Object.entries(value).filter(([, inside]) => inside !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, inside]) => `${name}=${canonical(inside)}`).join()}}`;
}

function put(structure: Structure, path: string, value: unknown): void {
  const [first = '', ...rest] = path.split('.');
  if (rest.length === 0) structure[first] = value;
  else {
    const inside = (structure[first] ?? {}) as Structure;
    structure[first] = inside;
    put(inside, rest.join('.'), value);
  }
}

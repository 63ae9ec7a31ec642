import type { Limits, Shape } from './contract.ts';

/** Collects what a request violates, in the service's wording, up to a bound: the answer must not grow with the request. */
export class Violations {
  readonly #found: string[] = [];
  static readonly most = 10;

  get texts(): readonly string[] {
    return this.#found;
  }

  /** @param path member names as the service writes them: `userAttributes.1.member.name`. */
  add(path: string, shape: Shape, value: unknown, constraint: string): void {
    if (this.#found.length < Violations.most)
      this.#found.push(`${describe(shape, value)} at '${path}' failed to satisfy constraint: ${constraint}`);
  }
}

/** `Value 'x'`; for a sensitive member only `Value`, which is also what the service says. */
function describe(shape: Shape, value: unknown): string {
  if (shape.sensitive || (shape.type === 'list' && shape.item.sensitive)) return 'Value';
  if (value === null || value === undefined) return 'Value null';
  return `Value '${shorten(Array.isArray(value) ? `[${value.join(', ')}]` : String(value))}'`;
}

const longestEcho = 128;

/** Lone halves of a surrogate pair, which cutting can leave, are mended: they cannot be encoded. */
function shorten(text: string): string {
  return text.length <= longestEcho ? text : `${text.slice(0, longestEcho).toWellFormed()}…`;
}

/** What `text` violates; the pattern is tried only on a text of permitted length, so that its cost is bounded. */
export function checkText(text: string, limits: Limits): string[] {
  const length = lengthOf(text, limits.max ?? longestText);
  const broken = checkLength(length, { min: limits.min, max: limits.max ?? longestText });
  if (limits.enum && !limits.enum.includes(text))
    broken.push(`Member must satisfy enum value set: [${limits.enum.join(', ')}]`);
  if (limits.pattern && length <= (limits.max ?? longestText) && !matches(limits.pattern, text))
    broken.push(`Member must satisfy regular expression pattern: ${limits.pattern}`);
  return broken;
}

/** The service's bound for plain text, taken for texts whose shape has none. */
const longestText = 131_072;

/** Taken for lists and maps whose shape has no bound: several times what any of them can usefully hold. [U] */
const longestCollection = 1000;

/** What the length of a list or map violates. */
export function checkSize(length: number, { min, max = longestCollection }: Limits): string[] {
  return checkLength(length, { min, max });
}

/** Length in characters, as the service counts; the slow count is made only where it can matter. */
function lengthOf(text: string, max: number): number {
  return text.length > max && text.length <= 2 * max ? [...text].length : text.length;
}

/** What a length violates. */
function checkLength(length: number, { min, max }: Limits): string[] {
  const broken: string[] = [];
  if (max !== undefined && length > max) broken.push(`Member must have length less than or equal to ${max}`);
  if (min !== undefined && length < min) broken.push(`Member must have length greater than or equal to ${min}`);
  return broken;
}

/** What a number violates. */
export function checkValue(value: number, { min, max }: Limits): string[] {
  const broken: string[] = [];
  if (max !== undefined && value > max) broken.push(`Member must have value less than or equal to ${max}`);
  if (min !== undefined && value < min) broken.push(`Member must have value greater than or equal to ${min}`);
  return broken;
}

const compiled = new Map<string, RegExp>();

/** Whether the whole text matches a pattern of the service model. */
export function matches(pattern: string, text: string): boolean {
  let expression = compiled.get(pattern);
  if (!expression) {
    expression = compilePattern(pattern);
    compiled.set(pattern, expression);
  }
  return expression.test(text);
}

/**
 * Two patterns would try a text made for it in very many ways: the first for milliseconds, the second for minutes. These forms accept
 * the same texts and read them once; a group looked ahead for and then repeated is never tried again.
 */
const readOnce: Record<string, string> = {
  '^[\\S]+.*[\\S]+$': '[\\S].*[\\S]',
  '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]*\\{##[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]*##\\}[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]*':
    '(?=[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]*$)(?=([^]*?\\{##))\\1[^]*##\\}[^]*',
};

/**
 * The model's patterns are Java's, where `\s` and `\S` know ASCII only: in JavaScript they also mean the no-break space and others,
 * and a password may hold one. `(?s)` is a flag there.
 */
function compilePattern(pattern: string): RegExp {
  const blanks = ' \\t\\n\\x0B\\f\\r';
  const dotAll = pattern.startsWith('(?s)');
  const known = readOnce[pattern] ?? (dotAll ? pattern.slice(4) : pattern);
  const source = known.replaceAll('[\\S]', `[^${blanks}]`).replaceAll('\\s', blanks);
  return new RegExp(`^(?:${source})$`, dotAll ? 'us' : 'u');
}

import { errors } from '../errors.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a request body as a JSON object; an empty body counts as `{}`. A member given twice is refused: parsers differ in which of
 * the two they take, so that whatever checked the body on its way here may have seen another one. No client sends such a body.
 *
 * @throws SerializationException
 */
export function parseBody(body: Uint8Array): object {
  const value = body.length === 0 ? {} : parseJson(body);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw errors.serialization('The request body must be a JSON object.');
  return value;
}

function parseJson(body: Uint8Array): unknown {
  const { text, value } = read(body);
  if (countMembersIn(text) !== countMembersOf(value)) throw errors.serialization('A member must not be given twice.');
  return value;
}

function read(body: Uint8Array): { text: string; value: unknown } {
  try {
    const text = utf8.decode(body);
    return { text, value: JSON.parse(text) };
  } catch {
    // The engine's own message quotes the text, which may hold a password.
    throw errors.serialization('The request body is not well-formed JSON.');
  }
}

/** The members written in a well-formed JSON text: one for each colon outside of strings. */
function countMembersIn(text: string): number {
  let count = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') inString = !inString;
    else if (inString && character === '\\') at += 1;
    else if (!inString && character === ':') count += 1;
  }
  return count;
}

/** The members that were read from it. Without recursion, which deep nesting would exhaust. */
function countMembersOf(value: unknown): number {
  let count = 0;
  const unseen = [value];
  while (unseen.length > 0) {
    const item = unseen.pop();
    if (typeof item !== 'object' || item === null) continue;
    const inner = Object.values(item);
    if (!Array.isArray(item)) count += inner.length;
    for (const each of inner) unseen.push(each);
  }
  return count;
}

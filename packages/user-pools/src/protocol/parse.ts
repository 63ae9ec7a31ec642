import { errors } from '../errors.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a request body as a JSON object; an empty body counts as `{}`.
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
  try {
    return JSON.parse(utf8.decode(body));
  } catch {
    // The engine's own message quotes the text, which may hold a password.
    throw errors.serialization('The request body is not well-formed JSON.');
  }
}

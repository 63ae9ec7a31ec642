/**
 * The token in an Authorization header of the Bearer scheme (RFC 6750 section 2.1; the scheme's letter case does not matter).
 *
 * Undefined when there is no header, no blank, another scheme, or nothing after the blank. `null` and `undefined` count as nothing:
 * browsers send them when a script concatenates a token it does not have.
 */
export function extractBearerToken(header: string | undefined): string | undefined {
  if (header?.slice(0, 7).toLowerCase() !== 'bearer ') return undefined;
  const token = header.slice(7).trim();
  return ['', 'null', 'undefined'].includes(token) ? undefined : token;
}

import { errors } from '../errors.ts';
import { isSearchable, type UserFilter } from '../storage/user-list.ts';

/** `name = "value"` or `name ^= "value"`; the name may be quoted too, a quote in the value is written `\"`. */
const condition = /^\s*(?:"([\w:.-]+)"|([\w:.-]+))\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"\s*$/s;

/**
 * Parses the one condition of ListUsers; undefined for an empty filter, which everybody passes.
 *
 * @throws CognitoError InvalidParameterException
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/how-to-manage-user-accounts.html
 */
export function parseFilter(filter: string | undefined): UserFilter | undefined {
  if (!filter?.trim()) return undefined;
  const parts = condition.exec(filter);
  if (!parts) throw errors.filterSyntax();
  const [, quoted, bare, operator, value = ''] = parts;
  const attribute = quoted ?? bare ?? '';
  if (!isSearchable(attribute)) throw errors.filterAttribute(attribute);
  return { attribute, match: operator === '=' ? 'exact' : 'prefix', value: value.replace(/\\(.)/gs, '$1') };
}

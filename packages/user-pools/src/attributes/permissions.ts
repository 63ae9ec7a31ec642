import { errors } from '../errors.ts';
import type { AppClient } from '../storage/clients.ts';
import type { Attributes } from './standard.ts';

/** Attributes that say whether an address was proved; only an administrator or a code changes them. */
const verifiedFlags = ['email_verified', 'phone_number_verified'];

/**
 * @throws CognitoError NotAuthorizedException when the client may not write one of the attributes `names`.
 * A client that lists none may write all but the verified flags; nobody's client writes `sub` or developer attributes.
 */
export function checkWritable(client: AppClient, names: string[]): void {
  const listed = client.settings.WriteAttributes;
  const writable = (name: string) =>
    name !== 'sub' && !name.startsWith('dev:') && !verifiedFlags.includes(name) && (listed?.includes(name) ?? true);
  if (!names.every(writable)) throw errors.attributeUnauthorized();
}

/** The attributes a client may show its user; `sub` always. */
export function readable(client: AppClient, attributes: Attributes): Attributes {
  const listed = client.settings.ReadAttributes;
  const shown = ([name]: [string, string]) =>
    name === 'sub' || (!name.startsWith('dev:') && (listed?.includes(name) ?? true));
  return Object.fromEntries(Object.entries(attributes).filter(shown));
}

import { addressKinds } from '../../attributes/addresses.ts';
import { type Attributes, checkAttributes, checkWritable } from '../../attributes/schema.ts';
import { errors } from '../../errors.ts';
import type { Pool } from '../../storage/pools.ts';
import type { User } from '../../storage/users.ts';
import type { ClientCaller } from '../operation.ts';
import type { Parameters } from './parameters.ts';

/** What an attribute's name is prefixed with in the parameters and answers of NEW_PASSWORD_REQUIRED. */
const prefix = 'userAttributes.';

/** The parameters that tell a client which attributes the user has and which the answer must bring, as JSON texts. */
export function attributeParameters(pool: Pool, user: User): { requiredAttributes: string; userAttributes: string } {
  const { sub: _, ...attributes } = user.attributes;
  const names = missingRequired(pool, user.attributes).map((name) => `${prefix}${name}`);
  return { requiredAttributes: JSON.stringify(names), userAttributes: JSON.stringify(attributes) };
}

/**
 * The attributes an answer brings, checked; undefined when it brings none.
 *
 * @throws CognitoError InvalidParameterException, or NotAuthorizedException for an attribute the client may not write or
 * the user has already: whoever holds a temporary password must not move the account to another address.
 */
export function readNewAttributes(
  { pool, client }: ClientCaller,
  user: User,
  responses: Parameters,
): Attributes | undefined {
  const given: Attributes = {};
  for (const [name, value] of Object.entries(responses)) {
    if (name.startsWith(prefix)) given[name.slice(prefix.length)] = value;
  }
  const names = Object.keys(given);
  checkWritable(client, names);
  for (const name of names) if (isSettled(pool, user, name)) throw errors.attributeProvided(name);
  checkAttributes(pool, given, { requireAll: false, creating: true });
  const attributes = { ...user.attributes, ...given };
  // Nobody has proved an address that comes with a temporary password.
  for (const kind of addressKinds) if (given[kind]) attributes[`${kind}_verified`] = 'false';
  const [missing] = missingRequired(pool, attributes);
  if (missing) throw errors.attributeMissing(missing);
  if (names.length === 0) return undefined;
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== ''));
}

function missingRequired(pool: Pool, attributes: Attributes): string[] {
  const required = (pool.settings.SchemaAttributes ?? []).filter(({ Required }) => Required);
  return required.map(({ Name = '' }) => Name).filter((name) => name !== 'sub' && !attributes[name]);
}

/** True for what only UpdateUserAttributes may change: addresses, required attributes, and immutable ones. */
function isSettled(pool: Pool, user: User, name: string): boolean {
  if (!user.attributes[name]) return false;
  const attribute = pool.settings.SchemaAttributes?.find(({ Name }) => Name === name);
  const isAddress = name === 'email' || name === 'phone_number';
  return isAddress || attribute?.Required === true || attribute?.Mutable === false;
}

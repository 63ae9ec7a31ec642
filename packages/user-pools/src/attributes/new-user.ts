import type { Random } from '../context.ts';
import { errors } from '../errors.ts';
import type { Pool } from '../storage/pools.ts';
import type { PasswordSecrets, User } from '../storage/users.ts';
import { foldKey } from './case.ts';
import type { Attributes } from './standard.ts';
import { makeSub } from './sub.ts';
import { hasAlias, shapeOf, usernameKinds, usesSubAsUsername } from './user-name-model.ts';

/** Who a new user is. */
export type NewIdentity = Pick<User, 'sub' | 'username' | 'attributes'>;

/**
 * Gives a new user a `sub` and a user name. Where addresses are user names, the stored name is the `sub`, and the address,
 * with its letter case, becomes the attribute.
 *
 * @param given the attributes asked for; empty ones are left out.
 * @throws CognitoError InvalidParameterException
 */
export function makeIdentity(random: Random, pool: Pool, name: string, given: Attributes): NewIdentity {
  if ('sub' in given) throw errors.attributeImmutable('sub');
  const sub = makeSub(random);
  const attributes = { sub, ...withoutEmpty(given) };
  const shape = shapeOf(pool, name);
  if (!usesSubAsUsername(pool)) {
    if (shape && hasAlias(pool, shape)) throw errors.usernameIsAddress(shape);
    return { sub, username: name, attributes };
  }
  if (!shape || !usernameKinds(pool).includes(shape)) throw errors.usernameShouldBe(usernameKinds(pool));
  const address = given[shape];
  if (address && foldKey(pool, address) !== foldKey(pool, name)) throw errors.attributeDiffersFromUsername(shape);
  return { sub, username: sub, attributes: { ...attributes, [shape]: name } };
}

/** Attributes that have a value. */
export function withoutEmpty(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== ''));
}

/** A new user as stored: identity, password, and how far the user has come. */
export function newUser(
  poolId: string,
  identity: NewIdentity,
  { passwordHash, srpSalt, srpVerifier }: PasswordSecrets,
  state: Pick<User, 'status' | 'temporaryPasswordExpiresAt' | 'createdAt'>,
): User {
  const secrets = { passwordHash, srpSalt: srpSalt ?? undefined, srpVerifier: srpVerifier ?? undefined };
  return { poolId, ...identity, ...secrets, ...state, enabled: true, updatedAt: state.createdAt };
}

import { errors } from '../errors.ts';
import type { Pool } from '../storage/pools.ts';
import { addressKinds } from './addresses.ts';
import { withoutEmpty } from './new-user.ts';
import type { Attributes } from './standard.ts';
import { autoVerified, keepsUntilVerified } from './verification.ts';

/** What an update of attributes comes to. */
export interface AttributeUpdate {
  /** All attributes as they become at once. */
  attributes: Attributes;
  /** The new addresses that a code has to be sent to. */
  toVerify: string[];
}

/**
 * Works out an update from attributes that were already checked. A changed address is unproved until a code comes back; in
 * pools that keep the old address until then, the new one waits inside the code. Saying `email_verified` or
 * `phone_number_verified` `true` in the same breath, which only administrators may, needs no code.
 *
 * @param given empty values delete.
 */
export function planUpdate(pool: Pool, before: Attributes, given: Attributes): AttributeUpdate {
  const attributes: Attributes = { ...before, ...given };
  const toVerify: string[] = [];
  for (const kind of addressKinds) {
    const address = given[kind];
    if (!address || address === before[kind]) continue;
    const flag = `${kind}_verified`;
    const needsCode = autoVerified(pool).includes(kind) && given[flag] !== 'true';
    if (needsCode) toVerify.push(address);
    if (needsCode && keepsUntilVerified(pool, kind)) for (const name of [kind, flag]) restore(attributes, before, name);
    else attributes[flag] = given[flag] || 'false';
  }
  checkFlags(attributes, given);
  for (const kind of addressKinds) if (!attributes[kind]) delete attributes[`${kind}_verified`];
  return { attributes: withoutEmpty(attributes), toVerify };
}

/** @throws CognitoError InvalidParameterException when an address that is not there is called verified or unverified. */
export function checkFlags(attributes: Attributes, given: Attributes = attributes): void {
  for (const kind of addressKinds) {
    if (given[`${kind}_verified`] && !attributes[kind]) throw errors.addressNeededToVerify(kind);
  }
}

function restore(attributes: Attributes, before: Attributes, name: string): void {
  const value = before[name];
  if (value === undefined) delete attributes[name];
  else attributes[name] = value;
}

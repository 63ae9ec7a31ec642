import { errors } from '../errors.ts';
import type { Pool } from '../storage/pools.ts';
import { withoutEmpty } from './new-user.ts';
import type { Attributes } from './standard.ts';
import { autoVerifiesEmail, keepsEmailUntilVerified } from './verification.ts';

/** What an update of attributes comes to. */
export interface AttributeUpdate {
  /** All attributes as they become at once. */
  attributes: Attributes;
  /** The new address that a code has to be mailed to. */
  emailToVerify: string | undefined;
}

/**
 * Works out an update from attributes that were already checked. A changed address is unproved until a code comes back; in
 * pools that keep the old address until then, the new one waits inside the code. Saying `email_verified` `true` in the same
 * breath, which only administrators may, needs no code.
 *
 * @param given empty values delete.
 */
export function planUpdate(pool: Pool, before: Attributes, given: Attributes): AttributeUpdate {
  const attributes: Attributes = { ...before, ...given };
  const emailChanged = Boolean(given.email) && given.email !== before.email;
  const emailToVerify =
    emailChanged && autoVerifiesEmail(pool) && given.email_verified !== 'true' ? given.email : undefined;
  if (emailToVerify && keepsEmailUntilVerified(pool)) {
    restore(attributes, before, 'email');
    restore(attributes, before, 'email_verified');
  } else if (emailChanged) {
    attributes.email_verified = given.email_verified || 'false';
  }
  if (given.phone_number && given.phone_number !== before.phone_number) {
    attributes.phone_number_verified = given.phone_number_verified || 'false';
  }
  checkFlags(attributes, given);
  for (const name of ['email', 'phone_number']) if (!attributes[name]) delete attributes[`${name}_verified`];
  return { attributes: withoutEmpty(attributes), emailToVerify };
}

/** @throws CognitoError InvalidParameterException when an address that is not there is called verified or unverified. */
export function checkFlags(attributes: Attributes, given: Attributes = attributes): void {
  if (given.email_verified && !attributes.email) throw errors.emailNeededToVerify();
  if (given.phone_number_verified && !attributes.phone_number) throw errors.phoneNeededToVerify();
}

function restore(attributes: Attributes, before: Attributes, name: string): void {
  const value = before[name];
  if (value === undefined) delete attributes[name];
  else attributes[name] = value;
}

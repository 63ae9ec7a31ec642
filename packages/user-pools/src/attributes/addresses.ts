import type { CodeDeliveryDetailsType } from '@aws-sdk/client-cognito-identity-provider';
import type { Pool } from '../storage/pools.ts';
import { foldKey } from './case.ts';

/** RFC 5321 §4.5.3.1: 64 octets before the @, 254 in all. */
const longestLocalPart = 64;
const longestAddress = 254;

/**
 * A plain address: a dot-atom, and a domain with a dot (RFC 5322 §3.4.1, letters beyond ASCII as in RFC 6531). Quotes,
 * comments, white space and lists are refused: an address becomes a mail header and an SMTP command.
 */
const emailShape =
  /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*@([\p{L}\p{M}\p{N}]([\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?\.)+[\p{L}\p{M}\p{N}]([\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?$/u;

export function isEmailAddress(value: string): boolean {
  if (Buffer.byteLength(value) > longestAddress || value.indexOf('@') > longestLocalPart) return false;
  return emailShape.test(value);
}

/** E.164: a plus sign and at most 15 digits. */
export function isPhoneNumber(value: string): boolean {
  return /^\+[1-9]\d{1,14}$/.test(value);
}

/** The attributes that messages can be sent to. */
export type AddressKind = 'email' | 'phone_number';

export const addressKinds: readonly AddressKind[] = ['email', 'phone_number'];

export function isAddressKind(attribute: string | undefined): attribute is AddressKind {
  return attribute === 'email' || attribute === 'phone_number';
}

/** Which attribute an address that was checked belongs to: only one of the two has an @. */
export function kindOfAddress(address: string): AddressKind {
  return address.includes('@') ? 'email' : 'phone_number';
}

/** Where a code went, with nothing left out. */
export type Delivery = Required<CodeDeliveryDetailsType>;

/**
 * Where a code went, with most of it hidden: `f***@e***`, or `+*******1234`. Letters fold as the pool folds them, or the answer
 * for a user who exists would show the letter case at sign-up, and the one for a user who does not, the case just typed.
 */
export function deliveryDetails(pool: Pool, address: string): Delivery {
  if (kindOfAddress(address) === 'phone_number') {
    return { Destination: `+*******${address.slice(-4)}`, DeliveryMedium: 'SMS', AttributeName: 'phone_number' };
  }
  const [local = '', domain = ''] = foldKey(pool, address).split('@');
  return { Destination: `${first(local)}***@${first(domain)}***`, DeliveryMedium: 'EMAIL', AttributeName: 'email' };
}

/**
 * The details for somebody who gets no code, as stable as real ones. A pool that sends to both kinds of address sends each user to
 * one or the other, so which one it is hangs on `sub`, as does what shows of an address that was not typed: were it always the
 * same kind, the other one would prove that a user exists.
 *
 * @param kinds what the pool sends to, first choice first.
 */
export function simulatedDetails(pool: Pool, typed: string, sub: string, kinds: AddressKind[]): Delivery {
  const drawn = (from: number) => Number.parseInt(sub.slice(from, from + 4), 16);
  const typedKind = isEmailAddress(typed) ? 'email' : isPhoneNumber(typed) ? 'phone_number' : undefined;
  const likely = kinds.filter((kind, place) => place === 0 || typedKind === undefined || typedKind === kind);
  const kind = likely[drawn(9) % likely.length];
  if (kind === typedKind) return deliveryDetails(pool, typed);
  if (kind === 'phone_number') return deliveryDetails(pool, `+${String(drawn(0) % 10_000).padStart(4, '0')}`);
  const letter = (from: number) => String.fromCharCode(97 + (drawn(from) % 26));
  return deliveryDetails(pool, `${letter(0)}@${letter(4)}`);
}

function first(text: string): string {
  return [...text][0] ?? '';
}

import type { Pool } from '../storage/pools.ts';
import { type AddressKind, addressKinds, isEmailAddress, isPhoneNumber } from './addresses.ts';
import { foldKey } from './case.ts';

/**
 * What signs a user in is fixed when the pool is made, in one of three ways:
 *
 * - `UsernameAttributes`: the user's e-mail address or phone number, from sign-up on. The stored user name is the `sub`.
 * - `AliasAttributes`: a user name of the user's choice, and beside it addresses that are proved, or a preferred user name.
 * - Neither: the user name alone.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html
 */
export type AliasKind = AddressKind | 'preferred_username';

/** A name other than the `sub` and the user name that signs a user in: unique within its pool and kind. */
export interface Alias {
  kind: AliasKind;
  /** The value as the pool compares it. */
  valueKey: string;
}

/** The addresses that are user names in this pool; none where users choose a name. */
export function usernameKinds({ settings }: Pool): readonly AddressKind[] {
  return settings.UsernameAttributes ?? [];
}

/** True in a pool whose user names are addresses: the stored user name is then the `sub`. */
export function usesSubAsUsername(pool: Pool): boolean {
  return usernameKinds(pool).length > 0;
}

/** True in a pool where users who chose a name may sign in with this attribute too. */
export function hasAlias({ settings }: Pool, kind: AliasKind): boolean {
  return settings.AliasAttributes?.includes(kind) ?? false;
}

/**
 * The kind of address a name looks like. Either spelling counts, the one given and the one compared: a user name that becomes
 * an address by folding would stand in the way of the address.
 */
export function shapeOf(pool: Pool, name: string): AddressKind | undefined {
  if (isEmailAddress(name) || isEmailAddress(foldKey(pool, name))) return 'email';
  return isPhoneNumber(name) ? 'phone_number' : undefined;
}

/** The one kind of alias that `name` can be in this pool. */
export function aliasKindOf(pool: Pool, name: string): AliasKind | undefined {
  const shape = shapeOf(pool, name);
  if (shape && (usernameKinds(pool).includes(shape) || hasAlias(pool, shape))) return shape;
  return hasAlias(pool, 'preferred_username') ? 'preferred_username' : undefined;
}

/**
 * Everything besides `sub` and user name that signs a user in. Where preferred user names do, they and the user names are one
 * namespace: the user name takes its place there too, so that the same key decides who of two was first.
 */
export function aliasesOf(
  pool: Pool,
  { username, attributes }: { username: string; attributes: Record<string, string> },
): Alias[] {
  const aliases: Alias[] = [];
  const add = (kind: AliasKind, value: string | undefined) => {
    if (value) aliases.push({ kind, valueKey: foldKey(pool, value) });
  };
  for (const kind of addressKinds) {
    const proved = attributes[`${kind}_verified`] === 'true';
    if (usernameKinds(pool).includes(kind) || (hasAlias(pool, kind) && proved)) add(kind, attributes[kind]);
  }
  if (hasAlias(pool, 'preferred_username')) {
    add('preferred_username', username);
    if (foldKey(pool, attributes.preferred_username ?? '') !== foldKey(pool, username))
      add('preferred_username', attributes.preferred_username);
  }
  return aliases;
}

/** What a user types to sign in, as messages say it. */
export function signInName(
  pool: Pool,
  { username, attributes }: { username: string; attributes: Record<string, string> },
): string {
  const address = usernameKinds(pool).find((kind) => attributes[kind]);
  return (address && attributes[address]) || username;
}

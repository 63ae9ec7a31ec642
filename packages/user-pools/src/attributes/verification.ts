import type { Pool } from '../storage/pools.ts';
import type { AddressKind } from './addresses.ts';

/** The attributes that a pool sends a code to whenever it is told a new address; text messages come before mails. */
export function autoVerified({ settings }: Pool): AddressKind[] {
  const names = settings.AutoVerifiedAttributes ?? [];
  return (['phone_number', 'email'] as const).filter((kind) => names.includes(kind));
}

/** True when a changed address only counts once it is proved; until then the old one stays. */
export function keepsUntilVerified(pool: Pool, kind: AddressKind): boolean {
  const names = pool.settings.UserAttributeUpdateSettings?.AttributesRequireVerificationBeforeUpdate;
  return autoVerified(pool).includes(kind) && (names?.includes(kind) ?? false);
}

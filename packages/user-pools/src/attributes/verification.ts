import type { Pool } from '../storage/pools.ts';

/** True when the pool mails a code to every e-mail address it is told. */
export function autoVerifiesEmail({ settings }: Pool): boolean {
  return settings.AutoVerifiedAttributes?.includes('email') ?? false;
}

/** True when a changed e-mail address only counts once it is proved; until then the old one stays. */
export function keepsEmailUntilVerified(pool: Pool): boolean {
  const names = pool.settings.UserAttributeUpdateSettings?.AttributesRequireVerificationBeforeUpdate;
  return autoVerifiesEmail(pool) && (names?.includes('email') ?? false);
}

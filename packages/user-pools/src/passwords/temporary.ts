import type { Pool } from '../storage/pools.ts';

const day = 24 * 60 * 60_000;

const defaultDays = 7;

/**
 * When a temporary password given out at `now` stops working, in milliseconds. No number, or 0 as some tools write it, means
 * seven days.
 */
export function temporaryPasswordExpiry({ settings }: Pool, now: number): number {
  const days =
    settings.Policies?.PasswordPolicy?.TemporaryPasswordValidityDays ||
    settings.AdminCreateUserConfig?.UnusedAccountValidityDays ||
    defaultDays;
  return now + days * day;
}

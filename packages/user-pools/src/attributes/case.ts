import type { Pool } from '../storage/pools.ts';

/** True where `Bob` and `bob` are two users: what the API chooses when `UsernameConfiguration` is absent. */
export function isCaseSensitive(pool: Pool): boolean {
  return pool.settings.UsernameConfiguration?.CaseSensitive !== false;
}

/**
 * `value` (a user name, e-mail address or searched attribute) as this pool compares it. What is shown and mailed to is
 * always the stored value, never the key: two addresses that fold together may belong to two people.
 */
export function foldKey(pool: Pool, value: string): string {
  return isCaseSensitive(pool) ? value : value.normalize('NFC').toLowerCase();
}

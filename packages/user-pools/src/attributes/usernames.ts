import type { Pool } from '../storage/pools.ts';
import type { User } from '../storage/users.ts';
import { usesEmailAsUsername } from './case.ts';

/** What a user types to sign in, as messages say it. */
export function signInName(pool: Pool, { username, attributes }: Pick<User, 'username' | 'attributes'>): string {
  return (usesEmailAsUsername(pool) && attributes.email) || username;
}

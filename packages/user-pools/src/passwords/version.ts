import type { Sealer } from '../keys/keyring.ts';
import type { User } from '../storage/users.ts';

/** Names a user's password as it is now: what was promised to one password ends with it. Tells nothing of the password. */
export function passwordVersionOf(sealer: Sealer, user: Pick<User, 'passwordHash'>): string {
  return sealer.keyedHash('password-version', user.passwordHash ?? '');
}

import type { PasswordPolicyType } from '@aws-sdk/client-cognito-identity-provider';
import type { Random } from '../context.ts';
import { errors } from '../errors.ts';
import { randomText } from '../keys/random-text.ts';
import type { Pool } from '../storage/pools.ts';

/** The longest password anyone may set or try, in UTF-16 units. */
export const longestPassword = 256;

/** The rules where a pool names none: what CreateUserPool fills in. */
const defaults = {
  MinimumLength: 8,
  RequireUppercase: true,
  RequireLowercase: true,
  RequireNumbers: true,
  RequireSymbols: true,
} satisfies PasswordPolicyType;

/** What counts as a symbol, besides a space that is neither first nor last. */
const symbols = '^$*.[]{}()?"!@#%&/\\,><\':;|_~`=+-';

/** Characters that survive mail programs, shells and being read aloud: none look alike. */
const temporaryCharacters = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789!#%*+-=?@_';

/** At least this long whatever the pool allows: a temporary password lives for days. */
const temporaryLength = 12;

/**
 * Checks a new password against the pool's policy.
 *
 * @throws CognitoError InvalidPasswordException naming the first rule it breaks.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html
 */
export function checkPasswordPolicy(pool: Pool, password: string): void {
  const broken = firstBrokenRule(policyOf(pool), password);
  if (broken) throw errors.passwordPolicy(broken);
}

function firstBrokenRule(policy: typeof defaults, password: string): string | undefined {
  if (password.length < policy.MinimumLength) return 'Password not long enough';
  if (password.length > longestPassword) return 'Password too long';
  if (policy.RequireUppercase && !/[A-Z]/.test(password)) return 'Password must have uppercase characters';
  if (policy.RequireLowercase && !/[a-z]/.test(password)) return 'Password must have lowercase characters';
  if (policy.RequireNumbers && !/[0-9]/.test(password)) return 'Password must have numeric characters';
  if (policy.RequireSymbols && !hasSymbol(password)) return 'Password must have symbol characters';
  return undefined;
}

function policyOf(pool: Pool): typeof defaults {
  const given = pool.settings.Policies?.PasswordPolicy ?? {};
  const set = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...defaults, ...Object.fromEntries(set) };
}

function hasSymbol(password: string): boolean {
  return password.slice(1, -1).includes(' ') || [...password].some((character) => symbols.includes(character));
}

/** A password the pool's policy accepts, for an administrator to hand over; every such password is equally likely. */
export function generateTemporaryPassword(pool: Pool, random: Random): string {
  const length = Math.max(policyOf(pool).MinimumLength, temporaryLength);
  for (;;) {
    const password = randomText(random, temporaryCharacters, length);
    if (firstBrokenRule(defaults, password) === undefined) return password;
  }
}

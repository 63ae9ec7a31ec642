/** What a pool asks of a password; lengths count characters. */
export interface PasswordPolicy {
  minimumLength: number;
  requireNumbers: boolean;
  requireLowercase: boolean;
  requireUppercase: boolean;
  requireSymbols: boolean;
}

/** One rule, in words, and whether the password follows it. */
export interface PasswordRule {
  text: string;
  isMet: boolean;
}

/** What Cognito asks of a password when a pool says nothing else. */
export const defaultPasswordPolicy: PasswordPolicy = {
  minimumLength: 8,
  requireNumbers: true,
  requireLowercase: true,
  requireUppercase: true,
  requireSymbols: true,
};

const symbols = /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+-]/;

/**
 * A symbol is one of Cognito's list, or a blank that is neither first nor last.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html
 */
function hasSymbol(password: string): boolean {
  return symbols.test(password) || / /.test(password.slice(1, -1));
}

/** The rules that a policy sets, in the order in which they are shown, each checked against a password. */
export function checkPassword(password: string, policy: PasswordPolicy = defaultPasswordPolicy): PasswordRule[] {
  const rules: (PasswordRule | false)[] = [
    { text: `At least ${policy.minimumLength} characters`, isMet: [...password].length >= policy.minimumLength },
    policy.requireNumbers && { text: 'A digit', isMet: /\d/.test(password) },
    policy.requireLowercase && { text: 'A lower-case letter', isMet: /[a-z]/.test(password) },
    policy.requireUppercase && { text: 'An upper-case letter', isMet: /[A-Z]/.test(password) },
    policy.requireSymbols && { text: 'A special character', isMet: hasSymbol(password) },
  ];
  return rules.filter((rule) => rule !== false);
}

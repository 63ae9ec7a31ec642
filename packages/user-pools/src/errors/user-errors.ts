import { type CognitoError, error, invalid, notAuthorized } from './cognito-error.ts';
import { edgeErrors } from './edge-errors.ts';

/** What is wrong with a user, an attribute, a password or a code. */
export const userErrors = {
  // Users and attributes.
  addressNeededToVerify: (kind: 'email' | 'phone_number') =>
    invalid(
      kind === 'email'
        ? 'Email is required to verify/un-verify an email'
        : 'Phone Number is required to verify/un-verify a phone number',
    ),
  adminUsernameExists: () => error('UsernameExistsException', 'User account already exists'), // [U]
  attributeImmutable: (name: string) =>
    invalid(`user.${name}: Attribute cannot be updated. (changing an immutable attribute)`),
  attributeUnknown: (name: string) => invalid(`user.${name}: Attribute does not exist in the schema.`),
  attributeUnauthorized: () => notAuthorized('A client attempted to write unauthorized attribute'),
  attributeDiffersFromUsername: (name: string) => invalid(`The attribute ${name} must be the same as the username.`), // [U]
  attributeNotDeletable: (name: string) => invalid(`user.${name}: Required attribute cannot be deleted.`),
  emailFormat: () => invalid('Invalid email address format.'), // [U]
  aliasTaken: (kind: string) => error('AliasExistsException', `An account with the given ${kind} already exists.`),
  invalidParameter: invalid,
  memberMissing: (name: string) =>
    edgeErrors.validation([`Value at '${name}' failed to satisfy constraint: Member must not be null`]),
  notVerifiable: (name: string | undefined) => invalid(`Attribute ${name} cannot be verified by a code.`), // [U]
  passwordPolicy: (reason: string) =>
    error('InvalidPasswordException', `Password did not conform with policy: ${reason}`),
  passwordNotResettable: () => notAuthorized('User password cannot be reset in the current state.'),
  passwordUsedBefore: () => error('PasswordHistoryPolicyViolationException', 'Password has previously been used'), // [U]
  phoneFormat: () => invalid('Invalid phone number format.'), // [U]
  preferredUsernameUnconfirmed: () =>
    invalid(
      'Preferred username cannot be provided for unconfirmed account, since user pool is configured for preferred username alias.',
    ),
  resendNotPossible: (username: string) =>
    error('UnsupportedUserStateException', `Resend not possible. ${username} status is not FORCE_CHANGE_PASSWORD`),
  schemaViolated: (violations: string[]): CognitoError =>
    invalid(`Attributes did not conform to the schema: ${violations.map((violation) => `${violation}\n`).join('')}`),
  signUpClosed: () => notAuthorized('SignUp is not permitted for this user pool'),
  resendTurnedOff: () => invalid('Cannot resend codes. Auto verification not turned on.'),
  userAlreadyConfirmed: () => invalid('User is already confirmed.'),
  usernameAddressTaken: (kind: string) =>
    error('UsernameExistsException', `An account with the given ${kind} already exists.`),
  usernameExists: () => error('UsernameExistsException', 'User already exists'),
  /** A chosen user name that looks like an address which signs somebody in. */
  usernameIsAddress: (kind: 'email' | 'phone_number') => {
    const name = kind === 'email' ? 'email' : 'phone number';
    return invalid(`Username cannot be of ${name} format, since user pool is configured for ${name} alias.`);
  },
  usernameShouldBe: (kinds: readonly string[]) => {
    if (kinds.length > 1) return invalid('Username should be either an email or a phone number.');
    return invalid(`Username should be ${kinds[0] === 'phone_number' ? 'a phone number' : 'an email'}.`);
  },
  userNotConfirmable: (status: string) => notAuthorized(`User cannot be confirmed. Current status is ${status}`),

  // Codes and recovery.
  attemptLimitExceeded: () => error('LimitExceededException', 'Attempt limit exceeded, please try after some time.'),
  codeExpired: () => error('ExpiredCodeException', 'Invalid code provided, please request a code again.'),
  codeMismatch: () => error('CodeMismatchException', 'Invalid verification code provided, please try again.'),
  contactAdministrator: () => notAuthorized('Contact administrator to reset password.'),
  noInvitationAddress: (kind: 'email' | 'phone_number') =>
    invalid(`The user has no ${kind === 'email' ? 'email address' : 'phone number'} to send the invitation to.`), // [U]
  noRecoveryChannel: () =>
    invalid('Cannot reset password for the user as there is no registered/verified email or phone_number'),

  smsNotConfigured: () => invalid('User pool does not have SMS configuration to send SMS messages.'), // [U]
} as const;

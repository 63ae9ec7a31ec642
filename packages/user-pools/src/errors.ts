/** Every exception this server answers with, in one place: its AWS name and its exact wording. */

/** Names from the service model, and the four of the AWS front end that guards it. */
export type ErrorName = `${string}Exception`;

/**
 * What a caller did wrong, in AWS's words. Thrown anywhere, caught only at the edge.
 * `message` is public; a private cause goes into `cause` and the log, never to the caller.
 */
export class CognitoError extends Error {
  override readonly name: ErrorName;

  constructor(name: ErrorName, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = name;
  }
}

const error = (name: ErrorName, message: string) => new CognitoError(name, message);
const invalid = (message: string) => error('InvalidParameterException', message);
const notAuthorized = (message: string) => error('NotAuthorizedException', message);

/** The wordings, by situation. A text not attested anywhere is marked [U] and may change. */
export const errors = {
  // The edge.
  accessDenied: (message: string) => error('AccessDeniedException', message),
  headersTooLarge: () => error('RequestEntityTooLargeException', 'The request headers are too large.'),
  incompleteSignature: (message: string) => error('IncompleteSignatureException', message),
  internal: () => error('InternalErrorException', 'An internal error occurred.'),
  invalidSignature: (message: string) => error('InvalidSignatureException', message),
  missingAuthentication: () => error('MissingAuthenticationTokenException', 'Missing Authentication Token'),
  notBuilt: (operation: string) =>
    error('UnsupportedOperationException', `${operation} is not supported by this server yet.`),
  requestTimeout: () => error('RequestTimeoutException', 'The request did not arrive in time.'),
  serialization: (message: string) => error('SerializationException', message),
  settingNotBuilt: (setting: string) => invalid(`${setting} is not supported by this server yet.`),
  tooLarge: () => error('RequestEntityTooLargeException', 'The request body is too large.'),
  tooManyRequests: () => error('TooManyRequestsException', 'Rate exceeded'),
  unknownOperation: () => error('UnknownOperationException', ''),
  unrecognizedClient: () =>
    error('UnrecognizedClientException', 'The security token included in the request is invalid.'),
  validation: (violations: string[]) => {
    const count = violations.length;
    return invalid(`${count} validation error${count === 1 ? '' : 's'} detected: ${violations.join('; ')}`);
  },

  // Pools and clients.
  aliasesAndUsernames: () =>
    invalid('Only one of the aliasAttributes or usernameAttributes can be set in a user pool.'),
  authFlowsMixed: () => invalid("Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names."),
  authFlowsRepeated: () => invalid('An auth flow must not be named twice.'), // [U]
  callbackRequired: () => invalid('CallbackUrls can not be empty when code flow or implicit flow is selected'),
  clientAttributes: (access: 'read' | 'write', doing: 'creating' | 'updating') =>
    invalid(`Invalid ${access} attributes specified while ${doing} a client`),
  clientNotFound: (id: string) => error('ResourceNotFoundException', `User pool client ${id} does not exist.`),
  customAttributes: (most: number) => invalid(`A user pool can have at most ${most} custom attributes.`), // [U]
  defaultRedirect: (url: string) => invalid(`The default redirect URI ${url} is not in the callback URIs list.`),
  deletionProtected: () =>
    invalid(
      'The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.',
    ),
  emailIdentity: () => invalid('Cognito is not allowed to use your email identity'),
  featureUnavailable: (feature: string) =>
    error('FeatureUnavailableInTierException', `${feature} is not available in your current feature plan.`), // [U]
  fromAddress: () => invalid('Provided From email address is invalid'),
  identityProviderUnknown: (name: string, poolId: string) =>
    invalid(`The provider ${name} does not exist for User Pool ${poolId}.`),
  inviteMessage: (member: 'emailMessage' | 'smsMessage') =>
    invalid(
      `1 validation error detected: Value at 'adminCreateUserConfig.inviteMessageTemplate.${member}' failed to satisfy constraint: Member must contain {username} and {####}`,
    ), // [U]
  invalidTokenValidity: () => invalid('Invalid range for token validity.'),
  limitExceeded: (message: string) => error('LimitExceededException', message),
  mfaByOwnMail: () =>
    invalid(
      'Cannot set EmailMfaConfiguration when user pool EmailConfiguration contains an EmailSendingAccount of COGNITO_DEFAULT',
    ),
  mfaOffWithFactor: () => invalid("Invalid MFA configuration given, can't turn off MFA and configure an MFA together"),
  mfaWithoutFactor: () =>
    invalid('Invalid MFA Configuration given. SMS MFA, Email MFA, or Software Token MFA must be enabled.'),
  oauthFlowsMixed: () =>
    error(
      'InvalidOAuthFlowException',
      'client_credentials flow can not be selected along with code flow or implicit flow.',
    ),
  oauthFlowWithoutSecret: () =>
    error(
      'InvalidOAuthFlowException',
      'client_credentials flow can not be selected if client does not have a client secret.',
    ),
  oauthScopeUnknown: (scope: string) => error('ScopeDoesNotExistException', `Invalid scope requested: ${scope}`),
  notPoolArn: () => invalid('The resource ARN is not that of a user pool.'), // [U]
  passwordFactorRequired: () => invalid('PASSWORD must be one of the allowed first auth factors.'), // [U]
  preferredUsernameRequired: () =>
    invalid('preferred_username cannot be required, since user pool is configured for preferred username alias.'), // [U]
  poolNotFound: (id: string) => error('ResourceNotFoundException', `User pool ${id} does not exist.`),
  recoveryAdminOnly: () =>
    invalid('Account Recovery Setting cannot use admin_only setting with any other recovery mechanisms.'),
  recoveryDuplicates: () =>
    invalid('Account Recovery Setting cannot have duplicate priorities or recovery mechanisms.'),
  redirectUrl: (
    url: string,
    fault: 'cannot use fragment' | 'cannot use the HTTP protocol.' | 'is not a valid redirect URI.',
  ) => invalid(`${url} ${fault}`),
  refreshWithRotation: () => invalid('REFRESH_TOKEN_AUTH cannot be allowed while refresh token rotation is enabled.'), // [U]
  refreshNotAllowed: () => invalid('REFRESH_TOKEN_AUTH should always be allowed.'),
  /** A server that sends real mail must not take a promise of text messages that it cannot keep. */
  smsWithoutGateway: () =>
    invalid('SmsConfiguration needs a way to send text messages: set USER_POOLS_SMS_WEBHOOK_URL on this server.'), // [U]
  tagging: (message: string) => error('UserPoolTaggingException', message),
  temporaryPasswordDays: () =>
    invalid('Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays'),
  tierChange: (feature: string) =>
    error('TierChangeNotAllowedException', `${feature} is in use and not available in the tier LITE.`), // [U]
  tokenValidityOrder: () =>
    invalid('Access and Id Token expiration times must be less than or equal to refresh token expiration times.'),
  updateVerification: () =>
    invalid('All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes'),

  // Client secret and secret hash.
  clientSecretWrong: (clientId: string) => notAuthorized(`Unable to verify client secret for client ${clientId}`), // [U]
  secretHashMissing: (clientId: string) =>
    notAuthorized(`Client ${clientId} is configured with secret but SECRET_HASH was not received`),
  secretHashUnwanted: (clientId: string) =>
    notAuthorized(`Client ${clientId} is not configured for secret but secret hash was received`),
  secretHashWrong: (clientId: string) => notAuthorized(`Unable to verify secret hash for client ${clientId}`),

  // Tokens.
  accessTokenExpired: () => notAuthorized('Access Token has expired'),
  accessTokenInvalid: () => notAuthorized('Invalid Access Token'),
  accessTokenRevoked: () => notAuthorized('Access Token has been revoked'),
  accessTokenScope: () => notAuthorized('Access Token does not have required scopes'),
  refreshTokenExpired: () => notAuthorized('Refresh Token has expired'),
  refreshTokenInvalid: () => notAuthorized('Invalid Refresh Token'),
  /** A text that was measured on AWS. */
  refreshTokenReused: () => error('RefreshTokenReuseException', 'Refresh token reuse detected'),
  refreshTokenRevoked: () => notAuthorized('Refresh Token has been revoked'),
  revocationDisabled: () => error('UnsupportedOperationException', 'Token revocation is not enabled for this client.'), // [U]
  tokenTypeUnsupported: () =>
    error('UnsupportedTokenTypeException', 'The token type is not supported: only refresh tokens can be revoked.'), // [U]
  clientUnauthorized: () => error('UnauthorizedException', 'The client is not authorized for this request.'), // [U]

  // Sign-in.
  /** Answering NEW_PASSWORD_REQUIRED with an attribute the user has already. */
  attributeProvided: (name: string) => notAuthorized(`Cannot modify an already provided ${name}`),
  /** Answering NEW_PASSWORD_REQUIRED without an attribute the pool requires. */
  attributeMissing: (name: string) => invalid(`Invalid attributes given, ${name} is missing`),
  /** The wording for the password flows of AdminInitiateAuth. */
  adminFlowNotEnabled: () => invalid('Auth flow not enabled for this client'),
  badCredentials: () => notAuthorized('Incorrect username or password.'),
  challengeUnavailable: () => invalid('The selected challenge is not available.'), // [U]
  customAuthNotConfigured: () => invalid('Custom auth lambda trigger is not configured for the user pool.'),
  flowNotEnabled: (flow: string) => invalid(`${flow} flow not enabled for this client`),
  flowNotSupported: () => invalid('Initiate Auth method not supported.'),
  missingParameter: (name: string) => invalid(`Missing required parameter ${name}`),
  passwordAttemptsExceeded: () => notAuthorized('Password attempts exceeded'),
  passwordResetRequired: () => error('PasswordResetRequiredException', 'Password reset required for the user'),
  sessionExpired: () => notAuthorized('Invalid session for the user, session is expired.'),
  sessionInvalid: () => notAuthorized('Invalid session for the user.'),
  sessionReused: () => notAuthorized('Invalid session for the user, session can only be used once.'),
  srpValueInvalid: () => invalid('SRP_A is not a valid public value.'), // [U]
  temporaryPasswordExpired: () =>
    notAuthorized('Temporary password has expired and must be reset by an administrator.'),
  timestampFormat: () => invalid('TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english.'), // [U]
  userDisabled: () => notAuthorized('User is disabled.'),
  userNotConfirmed: () => error('UserNotConfirmedException', 'User is not confirmed.'),
  userNotFound: () => error('UserNotFoundException', 'User does not exist.'),
  /** The wording of ForgotPassword and ResendConfirmationCode. */
  usernameClientNotFound: () => error('UserNotFoundException', 'Username/client id combination not found.'),

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
    errors.validation([`Value at '${name}' failed to satisfy constraint: Member must not be null`]),
  notVerifiable: (name: string | undefined) => invalid(`Attribute ${name} cannot be verified by a code.`), // [U]
  passwordPolicy: (reason: string) =>
    error('InvalidPasswordException', `Password did not conform with policy: ${reason}`),
  passwordNotResettable: () => notAuthorized('User password cannot be reset in the current state.'),
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

  // Groups.
  groupExists: () => error('GroupExistsException', 'A group with the name already exists.'),
  groupNotFound: () => error('ResourceNotFoundException', 'Group not found.'),

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

  // Lists.
  filterSyntax: () => invalid('Error while parsing filter.'),
  filterAttribute: (name: string) => invalid(`Invalid search attribute: ${name}`),
  paginationToken: () => invalid('Invalid pagination token.'), // [U]
} as const;

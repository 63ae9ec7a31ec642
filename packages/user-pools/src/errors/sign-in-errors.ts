import { error, invalid, notAuthorized } from './cognito-error.ts';

/** Why nobody is signed in. */
export const signInErrors = {
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
} as const;

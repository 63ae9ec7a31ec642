/** The list of errors, continued: sign-in, its challenges, and refreshing. */
import type { Row } from './row.ts';

const withPassword = ['InitiateAuth', 'AdminInitiateAuth', 'RespondToAuthChallenge'] as const;
const responding = ['RespondToAuthChallenge', 'AdminRespondToAuthChallenge'] as const;
const refreshing = ['InitiateAuth', 'AdminInitiateAuth', 'GetTokensFromRefreshToken'] as const;
const initiating = ['InitiateAuth', 'AdminInitiateAuth'] as const;
const signIn = 'InitiateAuth, AdminInitiateAuth, PASSWORD_VERIFIER';

export const signInRows = {
  badCredentials: {
    operation: signIn,
    situation: 'bad credentials',
    code: 'NotAuthorizedException',
    texts: ['Incorrect username or password.'],
    of: withPassword,
  },
  // PASSWORD_VERIFIER is never reached by a name that InitiateAuth knows not.
  signInUnknownUser: {
    operation: signIn,
    situation: 'unknown user, LEGACY',
    code: 'UserNotFoundException',
    texts: ['User does not exist.'],
    of: initiating,
  },
  signInLocked: {
    operation: signIn,
    situation: 'locked',
    code: 'NotAuthorizedException',
    texts: ['Password attempts exceeded'],
    of: withPassword,
  },
  signInDisabled: {
    operation: signIn,
    situation: 'disabled',
    code: 'NotAuthorizedException',
    texts: ['User is disabled.'],
    of: withPassword,
  },
  signInUnconfirmed: {
    operation: signIn,
    situation: 'unconfirmed',
    code: 'UserNotConfirmedException',
    texts: ['User is not confirmed.'],
    of: withPassword,
  },
  signInResetRequired: {
    operation: signIn,
    situation: 'reset required',
    code: 'PasswordResetRequiredException',
    texts: ['Password reset required for the user'],
    of: withPassword,
  },
  temporaryPasswordExpired: {
    operation: signIn,
    situation: 'temporary password expired',
    code: 'NotAuthorizedException',
    texts: ['Temporary password has expired and must be reset by an administrator.'],
    of: withPassword,
  },
  flowOff: {
    operation: 'InitiateAuth',
    situation: 'flow off for client',
    code: 'InvalidParameterException',
    texts: ['USER_PASSWORD_AUTH flow not enabled for this client'],
    of: ['InitiateAuth'],
  },
  adminFlowOff: {
    operation: 'AdminInitiateAuth',
    situation: 'flow off for client',
    code: 'InvalidParameterException',
    texts: ['Auth flow not enabled for this client'],
    of: ['AdminInitiateAuth'],
  },
  // And the other way round: USER_PASSWORD_AUTH is no flow of AdminInitiateAuth.
  flowOfOthers: {
    operation: 'InitiateAuth',
    situation: 'admin flow used',
    code: 'InvalidParameterException',
    texts: ['Initiate Auth method not supported.'],
    of: initiating,
  },
  flowUnknown: {
    operation: 'InitiateAuth',
    situation: 'bad enum',
    code: 'InvalidParameterException',
    texts: [
      "1 validation error detected: Value '<x>' at 'authFlow' failed to satisfy constraint: Member must satisfy enum value set: [<values>]",
    ],
    of: initiating,
  },
  parameterAbsent: {
    operation: 'InitiateAuth',
    situation: 'parameter absent',
    code: 'InvalidParameterException',
    texts: [
      'Missing required parameter USERNAME',
      'Missing required parameter PASSWORD',
      'Missing required parameter SRP_A',
      'Missing required parameter REFRESH_TOKEN',
    ],
    of: initiating,
  },
  refreshInvalid: {
    operation: 'InitiateAuth refresh',
    situation: 'bad token',
    code: 'NotAuthorizedException',
    texts: ['Invalid Refresh Token'],
    of: refreshing,
  },
  refreshRevoked: {
    operation: 'InitiateAuth refresh',
    situation: 'revoked',
    code: 'NotAuthorizedException',
    texts: ['Refresh Token has been revoked'],
    of: refreshing,
  },
  refreshExpired: {
    operation: 'InitiateAuth refresh',
    situation: 'expired',
    code: 'NotAuthorizedException',
    texts: ['Refresh Token has expired'],
    of: refreshing,
  },
  refreshReused: {
    operation: 'GetTokensFromRefreshToken',
    situation: 'reuse after rotation',
    code: 'RefreshTokenReuseException',
    texts: ['Refresh token reuse detected'],
    of: ['GetTokensFromRefreshToken'],
  },
  sessionExpired: {
    operation: 'Respond…',
    situation: 'session expired',
    code: 'NotAuthorizedException',
    texts: ['Invalid session for the user, session is expired.'],
    of: responding,
  },
  sessionReused: {
    operation: 'Respond…',
    situation: 'session reused',
    code: 'NotAuthorizedException',
    texts: ['Invalid session for the user, session can only be used once.'],
    of: responding,
  },
  mfaWrongCode: {
    operation: 'Respond… MFA',
    situation: 'wrong code',
    code: 'CodeMismatchException',
    texts: ['Invalid code received for user'],
    of: responding,
  },
  codeOrState: {
    operation: 'Respond…',
    situation: 'bad code or session state',
    code: 'CodeMismatchException',
    texts: ['Invalid code or auth state for the user.'],
    of: responding,
  },
  totpReplayed: {
    operation: 'Respond… TOTP',
    situation: 'code replayed',
    code: 'ExpiredCodeException',
    texts: ['Your software token has already been used once.'],
    of: responding,
  },
  attributeProvided: {
    operation: 'Respond… NEW_PASSWORD_REQUIRED',
    situation: 'changing a set required attribute',
    code: 'NotAuthorizedException',
    texts: ['Cannot modify an already provided email'],
    of: responding,
  },
} satisfies Record<string, Row>;

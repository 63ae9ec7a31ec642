import { error, invalid } from './cognito-error.ts';

/** What is wrong with a pool, a client, a group or a list. */
export const poolErrors = {
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

  // Groups.
  groupExists: () => error('GroupExistsException', 'A group with the name already exists.'),
  groupNotFound: () => error('ResourceNotFoundException', 'Group not found.'),

  // Lists.
  filterSyntax: () => invalid('Error while parsing filter.'),
  filterAttribute: (name: string) => invalid(`Invalid search attribute: ${name}`),
  paginationToken: () => invalid('Invalid pagination token.'), // [U]
} as const;

/** The list of errors: what any operation may say. */
import { withArn, withClient, withPool, withSecretHash, withToken } from './operations-meant.ts';
import type { Row } from './row.ts';

const anyWithToken = { operation: 'any with AccessToken', of: withToken } as const;

export const anyRows = {
  clientUnknown: {
    operation: 'any with client id',
    situation: 'unknown client',
    code: 'ResourceNotFoundException',
    texts: ['User pool client <id> does not exist.'],
    of: withClient,
  },
  poolUnknown: {
    operation: 'any SigV4 with pool id',
    situation: 'unknown pool',
    code: 'ResourceNotFoundException',
    texts: ['User pool <id> does not exist.'],
    of: [...withPool, ...withArn],
  },
  tokenInvalid: {
    ...anyWithToken,
    situation: 'not a token / foreign',
    code: 'NotAuthorizedException',
    texts: ['Invalid Access Token'],
  },
  tokenExpired: {
    ...anyWithToken,
    situation: 'expired',
    code: 'NotAuthorizedException',
    texts: ['Access Token has expired'],
  },
  tokenRevoked: {
    ...anyWithToken,
    situation: 'signed out / revoked',
    code: 'NotAuthorizedException',
    texts: ['Access Token has been revoked'],
  },
  tokenScope: {
    ...anyWithToken,
    situation: 'no aws.cognito.signin.user.admin',
    code: 'NotAuthorizedException',
    texts: ['Access Token does not have required scopes'],
  },
  tokenOfNobody: {
    ...anyWithToken,
    situation: 'user deleted',
    code: 'UserNotFoundException',
    texts: ['User does not exist.'],
  },
  hashAbsent: {
    operation: 'client with secret',
    situation: 'hash absent',
    code: 'NotAuthorizedException',
    texts: ['Client <id> is configured with secret but SECRET_HASH was not received'],
    of: withSecretHash,
  },
  hashWrong: {
    operation: 'client with secret',
    situation: 'hash wrong',
    code: 'NotAuthorizedException',
    texts: ['Unable to verify secret hash for client <id>'],
    of: withSecretHash,
  },
  hashUnwanted: {
    operation: 'client without secret',
    situation: 'hash sent',
    code: 'NotAuthorizedException',
    texts: ['Client <id> is not configured for secret but secret hash was received'],
    of: withSecretHash,
  },
} satisfies Record<string, Row>;

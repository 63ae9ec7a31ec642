import { CognitoIdentityProviderClient, GetUserCommand } from '@aws-sdk/client-cognito-identity-provider';

/** What a profile is made of. */
export interface UserAttributes {
  sub: string | undefined;
  name: string | undefined;
  preferredUsername: string | undefined;
}

/**
 * Asks the user pool who holds an access token.
 *
 * @throws TokenRefusedError, UserPoolUnavailableError
 */
export type FetchUser = (accessToken: string) => Promise<UserAttributes>;

/** The pool does not take this token (any more): revoked, or its user is gone. The caller's fault, a 401. */
export class TokenRefusedError extends Error {
  override readonly name = 'TokenRefusedError';
}

/** The pool does not answer, or not sensibly: our fault, a 503. */
export class UserPoolUnavailableError extends Error {
  override readonly name = 'UserPoolUnavailableError';
}

export interface UserPoolOptions {
  region: string;
  /** Undefined: Amazon. */
  endpoint: string | undefined;
  timeoutMs?: number;
}

const refusals = new Set([
  'NotAuthorizedException',
  'PasswordResetRequiredException',
  'UserNotConfirmedException',
  'UserNotFoundException',
]);

/**
 * GetUser through the official client. The call is authorized by the token alone, so no AWS credentials are looked for. One attempt:
 * whoever waits for the answer asks again, and a pool in trouble is not helped by our retries.
 */
export function createFetchUser({ region, endpoint, timeoutMs = 5000 }: UserPoolOptions): {
  fetchUser: FetchUser;
  close(): void;
} {
  const client = new CognitoIdentityProviderClient({ region, maxAttempts: 1, ...(endpoint && { endpoint }) });
  return {
    close: () => client.destroy(),
    async fetchUser(accessToken) {
      const command = new GetUserCommand({ AccessToken: accessToken });
      try {
        const { UserAttributes = [] } = await client.send(command, { abortSignal: AbortSignal.timeout(timeoutMs) });
        const find = (name: string) => UserAttributes.find((attribute) => attribute.Name === name)?.Value;
        return { sub: find('sub'), name: find('name'), preferredUsername: find('preferred_username') };
      } catch (cause) {
        if (cause instanceof Error && refusals.has(cause.name))
          throw new TokenRefusedError('The user pool refuses this token.');
        throw new UserPoolUnavailableError('The user pool does not answer.', { cause });
      }
    },
  };
}

/** What the tests of signing in share: users with a password, and a sign-in in one call. */
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  type AuthenticationResultType,
  InitiateAuthCommand,
  type InitiateAuthCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import type { TestServer } from './server.ts';
import { secretHash } from './srp-client.ts';

export const password = 'Pa55word!';

let made = 0;

/** An address nobody has used yet. */
export function freshEmail(): string {
  made += 1;
  return `person-${made}@example.com`;
}

/** A confirmed user. @returns the user name the pool gave: the sub where user names are e-mail addresses. */
export async function createUser(
  server: TestServer,
  poolId: string,
  username: string,
  attributes: Record<string, string> = {},
): Promise<string> {
  const { User } = await server.admin.send(
    new AdminCreateUserCommand({
      UserPoolId: poolId,
      Username: username,
      MessageAction: 'SUPPRESS',
      UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
    }),
  );
  await setPassword(server, poolId, username, password);
  return User?.Username ?? '';
}

export async function setPassword(
  server: TestServer,
  poolId: string,
  username: string,
  Password: string,
  Permanent = true,
): Promise<void> {
  await server.admin.send(
    new AdminSetUserPasswordCommand({ UserPoolId: poolId, Username: username, Password, Permanent }),
  );
}

/** Sends USER_PASSWORD_AUTH. */
export async function signIn(
  server: TestServer,
  { clientId, clientSecret }: { clientId: string; clientSecret?: string | undefined },
  username: string,
  given = password,
): Promise<InitiateAuthCommandOutput> {
  return await server.anonymous.send(
    new InitiateAuthCommand({
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: clientId,
      AuthParameters: {
        USERNAME: username,
        PASSWORD: given,
        ...(clientSecret && { SECRET_HASH: secretHash(clientSecret, username, clientId) }),
      },
    }),
  );
}

/** The tokens of a sign-in that must succeed. */
export async function tokensOf(
  server: TestServer,
  client: { clientId: string; clientSecret?: string | undefined },
  username: string,
): Promise<Required<Pick<AuthenticationResultType, 'AccessToken' | 'IdToken' | 'RefreshToken'>>> {
  const { AuthenticationResult } = await signIn(server, client, username);
  const { AccessToken, IdToken, RefreshToken } = AuthenticationResult ?? {};
  if (!AccessToken || !IdToken || !RefreshToken) throw new Error('The sign-in gave no tokens.');
  return { AccessToken, IdToken, RefreshToken };
}

/** What `promise` is refused with. */
export async function refusal(promise: Promise<unknown>): Promise<{ name: string; message: string }> {
  const error = await promise.then(
    () => new Error('It was not refused.'),
    (refused: Error) => refused,
  );
  return { name: error.name, message: error.message };
}

export function notAuthorized(message: string): { name: string; message: string } {
  return { name: 'NotAuthorizedException', message };
}

export const wrongPassword = notAuthorized('Incorrect username or password.');
export const tooManyAttempts = notAuthorized('Password attempts exceeded');

/** Header or claims of a token, unverified. */
export function partOf(token: string, part: 0 | 1): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[part] ?? '', 'base64url').toString()) as Record<string, unknown>;
}

export function claimsIn(token: string): Record<string, unknown> {
  return partOf(token, 1);
}

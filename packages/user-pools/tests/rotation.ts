/** What the tests of refresh token rotation share. */
import {
  type AuthenticationResultType,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { TestServer } from './server.ts';
import { createUser, freshEmail, notAuthorized, tokensOf } from './sign-in.ts';

export interface RotatingClient {
  server: TestServer;
  poolId: string;
  clientId: string;
}

type Tokens = Required<Pick<AuthenticationResultType, 'AccessToken' | 'IdToken' | 'RefreshToken'>>;

/** A client that rotates; the old token stays good for `grace` seconds. */
export async function createRotatingClient(
  server: TestServer,
  grace: number,
  input: Parameters<TestServer['createClient']>[1] & { poolId?: string } = {},
): Promise<RotatingClient & { clientSecret?: string }> {
  const { poolId = (await server.createPool()).poolId, ...settings } = input;
  const client = await server.createClient(poolId, {
    ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
    RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: grace },
    ...settings,
  });
  return { server, poolId, ...client };
}

/** The tokens of a new user's sign-in. */
export async function newTokens(
  client: RotatingClient & { clientSecret?: string },
): Promise<Tokens & { email: string }> {
  const email = freshEmail();
  await createUser(client.server, client.poolId, email);
  return { email, ...(await tokensOf(client.server, client, email)) };
}

/** Exchanges a refresh token. */
export async function exchange(
  { server, clientId, clientSecret }: RotatingClient & { clientSecret?: string },
  RefreshToken: string,
  input: { DeviceKey?: string } = {},
): Promise<Tokens> {
  const { AuthenticationResult } = await server.anonymous.send(
    new GetTokensFromRefreshTokenCommand({ ClientId: clientId, ClientSecret: clientSecret, RefreshToken, ...input }),
  );
  const { AccessToken = '', IdToken = '', RefreshToken: next = '' } = AuthenticationResult ?? {};
  return { AccessToken, IdToken, RefreshToken: next };
}

export function whoIs({ server }: RotatingClient, AccessToken: string) {
  return server.anonymous.send(new GetUserCommand({ AccessToken }));
}

export const reused = { name: 'RefreshTokenReuseException', message: 'Refresh token reuse detected' };
export const revoked = notAuthorized('Refresh Token has been revoked');
export const accessRevoked = notAuthorized('Access Token has been revoked');

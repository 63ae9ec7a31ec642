import {
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminResetUserPasswordCommand,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  InitiateAuthCommand,
  RevokeTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ways } from './refresh.ts';
import { startTestServer, type TestServer } from './server.ts';
import { createUser, freshEmail, notAuthorized, refusal, tokensOf } from './sign-in.ts';
import { secretHash } from './srp-client.ts';

let server: TestServer;
let poolId: string;
let clientId: string;
let confidential: { clientId: string; clientSecret?: string };

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool());
  ({ clientId } = await server.createClient(poolId));
  confidential = await server.createClient(poolId, { GenerateSecret: true });
});
afterAll(() => server?.close());

async function newTokens(client: { clientId: string; clientSecret?: string } = { clientId }) {
  const email = freshEmail();
  const sub = await createUser(server, poolId, email, { email_verified: 'true' });
  return { email, sub, ...(await tokensOf(server, client, email)) };
}

test.each(ways)('%s refuses what is no refresh token of this client', async (_, refresh) => {
  const { AccessToken, IdToken, RefreshToken } = await newTokens();
  const { clientId: other } = await server.createClient(poolId);
  const foreign = await server.createPool();
  const foreignClient = await server.createClient(foreign.poolId);
  const invalid = notAuthorized('Invalid Refresh Token');
  for (const token of ['x', AccessToken, IdToken, `${RefreshToken}x`, RefreshToken.slice(0, -1), 'x'.repeat(9000)]) {
    expect(await refusal(refresh(server, clientId, token))).toEqual(invalid);
  }
  expect(await refusal(refresh(server, other, RefreshToken))).toEqual(invalid);
  expect(await refusal(refresh(server, foreignClient.clientId, RefreshToken))).toEqual(invalid);
});

test.each(ways)(
  '%s refuses a disabled and a deleted user, and one whose password must be reset',
  async (_, refresh) => {
    const { RefreshToken, email } = await newTokens();
    const user = { UserPoolId: poolId, Username: email };
    await server.admin.send(new AdminDisableUserCommand(user));
    const revoked = notAuthorized('Refresh Token has been revoked');
    expect(await refusal(refresh(server, clientId, RefreshToken))).toEqual(revoked);
    await server.admin.send(new AdminEnableUserCommand(user));
    expect(await refusal(refresh(server, clientId, RefreshToken))).toEqual(revoked);

    const { RefreshToken: next } = await tokensOf(server, { clientId }, email);
    await server.admin.send(new AdminResetUserPasswordCommand(user));
    expect(await refusal(refresh(server, clientId, next))).toEqual({
      name: 'PasswordResetRequiredException',
      message: 'Password reset required for the user',
    });
    await server.admin.send(new AdminDeleteUserCommand(user));
    expect(await refusal(refresh(server, clientId, next))).toEqual(notAuthorized('Invalid Refresh Token'));
  },
);

test('the secret hash of a refresh is made over the real user name', async () => {
  const { RefreshToken, email, sub } = await newTokens(confidential);
  const { clientId: ClientId, clientSecret = '' } = confidential;
  const refresh = (SECRET_HASH?: string) =>
    server.anonymous.send(
      new InitiateAuthCommand({
        AuthFlow: 'REFRESH_TOKEN_AUTH',
        ClientId,
        AuthParameters: { REFRESH_TOKEN: RefreshToken, ...(SECRET_HASH && { SECRET_HASH }) },
      }),
    );
  expect((await refresh(secretHash(clientSecret, sub, ClientId))).AuthenticationResult).toBeDefined();
  const wrong = notAuthorized(`Unable to verify secret hash for client ${ClientId}`);
  expect(await refusal(refresh(secretHash(clientSecret, email, ClientId)))).toEqual(wrong);
  expect(await refusal(refresh('AAAA'))).toEqual(wrong);
  expect(await refusal(refresh())).toEqual(
    notAuthorized(`Client ${ClientId} is configured with secret but SECRET_HASH was not received`),
  );
});

test('GetTokensFromRefreshToken wants the secret itself', async () => {
  const { RefreshToken } = await newTokens(confidential);
  const { clientId: ClientId, clientSecret: ClientSecret } = confidential;
  const refresh = (secret?: string) =>
    server.anonymous.send(new GetTokensFromRefreshTokenCommand({ RefreshToken, ClientId, ClientSecret: secret }));
  expect((await refresh(ClientSecret)).AuthenticationResult?.AccessToken).toBeDefined();
  expect((await refusal(refresh())).name).toBe('NotAuthorizedException');
  expect((await refusal(refresh('a'.repeat(52)))).name).toBe('NotAuthorizedException');
});

test('refreshes racing a revocation give no token that works afterwards', async () => {
  const { RefreshToken } = await newTokens();
  const refreshes = Array.from({ length: 12 }, (_, place) => ways[place % 3]?.[1](server, clientId, RefreshToken));
  const revocation = server.anonymous.send(new RevokeTokenCommand({ Token: RefreshToken, ClientId: clientId }));
  const more = Array.from({ length: 12 }, (_, place) => ways[place % 3]?.[1](server, clientId, RefreshToken));
  const answers = await Promise.allSettled([...refreshes, ...more]);
  await revocation;
  for (const answer of answers) {
    if (answer.status === 'rejected') {
      expect(answer.reason).toMatchObject(notAuthorized('Refresh Token has been revoked'));
      continue;
    }
    const AccessToken = answer.value?.AuthenticationResult?.AccessToken;
    expect(await refusal(server.anonymous.send(new GetUserCommand({ AccessToken })))).toEqual(
      notAuthorized('Access Token has been revoked'),
    );
  }
  for (const [, refresh] of ways) {
    expect(await refusal(refresh(server, clientId, RefreshToken))).toEqual(
      notAuthorized('Refresh Token has been revoked'),
    );
  }
});

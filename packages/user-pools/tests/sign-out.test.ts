import {
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  RevokeTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './server.ts';
import { createUser, freshEmail, notAuthorized, refusal, tokensOf } from './sign-in.ts';

let server: TestServer;
let poolId: string;
let clientId: string;

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool());
  ({ clientId } = await server.createClient(poolId));
});
afterAll(() => server?.close());

const getUser = (AccessToken: string) => server.anonymous.send(new GetUserCommand({ AccessToken }));
const signOut = (AccessToken: string) => server.anonymous.send(new GlobalSignOutCommand({ AccessToken }));
const refresh = (RefreshToken: string, ClientId = clientId) =>
  server.anonymous.send(new GetTokensFromRefreshTokenCommand({ RefreshToken, ClientId }));
const revoke = (Token: string, ClientId = clientId, ClientSecret?: string) =>
  server.anonymous.send(new RevokeTokenCommand({ Token, ClientId, ClientSecret }));

const accessRevoked = notAuthorized('Access Token has been revoked');
const refreshRevoked = notAuthorized('Refresh Token has been revoked');

test('J172 a global sign-out ends every sign-in of the user, and nobody else’s', async () => {
  const [email, other] = [freshEmail(), freshEmail()];
  await createUser(server, poolId, email);
  await createUser(server, poolId, other);
  const { clientId: secondClient } = await server.createClient(poolId);
  const here = await tokensOf(server, { clientId }, email);
  const there = await tokensOf(server, { clientId: secondClient }, email);
  const others = await tokensOf(server, { clientId }, other);
  const { $metadata, ...output } = await signOut(here.AccessToken);
  expect(output).toEqual({});
  for (const { AccessToken } of [here, there]) {
    expect(await refusal(getUser(AccessToken))).toEqual(accessRevoked);
    expect(await refusal(signOut(AccessToken))).toEqual(accessRevoked);
  }
  expect(await refusal(refresh(here.RefreshToken))).toEqual(refreshRevoked);
  expect(await refusal(refresh(there.RefreshToken, secondClient))).toEqual(refreshRevoked);
  expect((await getUser(others.AccessToken)).Username).toBeDefined();
});

test('J172 after a global sign-out the user signs in again, and only the new tokens work', async () => {
  const email = freshEmail();
  await createUser(server, poolId, email);
  const before = await tokensOf(server, { clientId }, email);
  await signOut(before.AccessToken);
  const after = await tokensOf(server, { clientId }, email);
  expect((await getUser(after.AccessToken)).Username).toBeDefined();
  expect(await refusal(getUser(before.AccessToken))).toEqual(accessRevoked);
});

test('J172 a global sign-out ends tokens of a client with revocation off too', async () => {
  const email = freshEmail();
  const sub = await createUser(server, poolId, email);
  const { clientId: irrevocable } = await server.createClient(poolId, { EnableTokenRevocation: false });
  const tokens = await tokensOf(server, { clientId: irrevocable }, email);
  const { AuthenticationResult: refreshed } = await refresh(tokens.RefreshToken, irrevocable);
  expect((await getUser(tokens.AccessToken)).Username).toBe(sub);
  await signOut(tokens.AccessToken);
  for (const token of [tokens.AccessToken, refreshed?.AccessToken ?? '']) {
    expect(await refusal(getUser(token))).toEqual(accessRevoked);
  }
  expect(await refusal(refresh(tokens.RefreshToken, irrevocable))).toEqual(refreshRevoked);
  expect((await getUser((await tokensOf(server, { clientId: irrevocable }, email)).AccessToken)).Username).toBe(sub);
});

test('revoking a refresh token ends its sign-in, and only that one', async () => {
  const email = freshEmail();
  await createUser(server, poolId, email);
  const [one, other] = [await tokensOf(server, { clientId }, email), await tokensOf(server, { clientId }, email)];
  const { AuthenticationResult: refreshed } = await refresh(one.RefreshToken);
  const { $metadata, ...output } = await revoke(one.RefreshToken);
  expect(output).toEqual({});
  expect(await refusal(refresh(one.RefreshToken))).toEqual(refreshRevoked);
  for (const token of [one.AccessToken, refreshed?.AccessToken ?? '']) {
    expect(await refusal(getUser(token))).toEqual(accessRevoked);
  }
  expect((await getUser(other.AccessToken)).Username).toBeDefined();
  expect((await refresh(other.RefreshToken)).AuthenticationResult).toBeDefined();
});

test('revoking twice, and revoking what nobody knows, succeeds', async () => {
  const email = freshEmail();
  await createUser(server, poolId, email);
  const { RefreshToken } = await tokensOf(server, { clientId }, email);
  await revoke(RefreshToken);
  await server.anonymous.send(
    new RevokeTokenCommand({ Token: RefreshToken, ClientId: clientId, RevokeAssociatedSessions: 'LINKED' }),
  );
  await revoke(`${RefreshToken}x`);
  await revoke('unknown');
});

test('access and ID tokens cannot be revoked', async () => {
  const email = freshEmail();
  await createUser(server, poolId, email);
  const { AccessToken, IdToken } = await tokensOf(server, { clientId }, email);
  for (const token of [AccessToken, IdToken]) {
    expect((await refusal(revoke(token))).name).toBe('UnsupportedTokenTypeException');
  }
  expect((await getUser(AccessToken)).Username).toBeDefined();
});

test('another client cannot revoke a token', async () => {
  const email = freshEmail();
  await createUser(server, poolId, email);
  const { RefreshToken } = await tokensOf(server, { clientId }, email);
  const { clientId: other } = await server.createClient(poolId);
  expect((await refusal(revoke(RefreshToken, other))).name).toBe('UnauthorizedException');
  const foreign = await server.createClient((await server.createPool()).poolId);
  await revoke(RefreshToken, foreign.clientId);
  expect((await refresh(RefreshToken)).AuthenticationResult).toBeDefined();
});

test('a client with a secret must give it to revoke', async () => {
  const email = freshEmail();
  await createUser(server, poolId, email);
  const client = await server.createClient(poolId, { GenerateSecret: true });
  const { RefreshToken } = await tokensOf(server, client, email);
  expect((await refusal(revoke(RefreshToken, client.clientId))).name).toBe('UnauthorizedException');
  expect((await refusal(revoke(RefreshToken, client.clientId, 'a'.repeat(40)))).name).toBe('UnauthorizedException');
  await revoke(RefreshToken, client.clientId, client.clientSecret);
  const again = server.anonymous.send(
    new GetTokensFromRefreshTokenCommand({
      RefreshToken,
      ClientId: client.clientId,
      ClientSecret: client.clientSecret,
    }),
  );
  expect(await refusal(again)).toEqual(refreshRevoked);
});

test('a client with revocation off cannot revoke', async () => {
  const email = freshEmail();
  await createUser(server, poolId, email);
  const { clientId: irrevocable } = await server.createClient(poolId, { EnableTokenRevocation: false });
  const { RefreshToken } = await tokensOf(server, { clientId: irrevocable }, email);
  expect((await refusal(revoke(RefreshToken, irrevocable))).name).toBe('UnsupportedOperationException');
  expect((await refresh(RefreshToken, irrevocable)).AuthenticationResult).toBeDefined();
});

import {
  AdminUserGlobalSignOutCommand,
  GetUserCommand,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ways } from './refresh.ts';
import { startTestServer, type TestServer } from './server.ts';
import { createUser, freshEmail, notAuthorized, refusal, tokensOf } from './sign-in.ts';
import { together } from './together.ts';

let server: TestServer;
let poolId: string;
let clientId: string;

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool());
  ({ clientId } = await server.createClient(poolId));
});
afterAll(() => server?.close());

const signOut = (Username: string, UserPoolId = poolId) =>
  server.admin.send(new AdminUserGlobalSignOutCommand({ UserPoolId, Username }));
const getUser = (AccessToken: string) => server.anonymous.send(new GetUserCommand({ AccessToken }));
const accessRevoked = notAuthorized('Access Token has been revoked');
const refreshRevoked = notAuthorized('Refresh Token has been revoked');

test('J172 an administrator ends every sign-in of a user, in every client, and the user may sign in again', async () => {
  const email = freshEmail();
  await createUser(server, poolId, email);
  const other = await server.createClient(poolId, { EnableTokenRevocation: false });
  const sessions = [
    { id: clientId, tokens: await tokensOf(server, { clientId }, email) },
    { id: clientId, tokens: await tokensOf(server, { clientId }, email) },
    { id: other.clientId, tokens: await tokensOf(server, other, email) },
  ];
  const { $metadata: _, ...answer } = await signOut(email);
  expect(answer).toEqual({});
  for (const { id, tokens } of sessions) {
    expect(await refusal(getUser(tokens.AccessToken))).toEqual(accessRevoked);
    for (const [, refresh] of ways)
      expect(await refusal(refresh(server, id, tokens.RefreshToken))).toEqual(refreshRevoked);
  }
  const after = await tokensOf(server, { clientId }, email);
  expect((await getUser(after.AccessToken)).Username).toBeDefined();
});

test('the user is meant by sub as well as by name; nobody else is signed out', async () => {
  const [email, bystander] = [freshEmail(), freshEmail()];
  const sub = await createUser(server, poolId, email);
  await createUser(server, poolId, bystander);
  const [mine, theirs] = [await tokensOf(server, { clientId }, email), await tokensOf(server, { clientId }, bystander)];
  await signOut(sub);
  expect(await refusal(getUser(mine.AccessToken))).toEqual(accessRevoked);
  expect((await getUser(theirs.AccessToken)).Username).toBeDefined();
});

test('signing out somebody who is not signed in succeeds; who does not exist is not found', async () => {
  const email = freshEmail();
  await createUser(server, poolId, email);
  await signOut(email);
  await signOut(email);
  const unknown = { name: 'UserNotFoundException', message: 'User does not exist.' };
  expect(await refusal(signOut(freshEmail()))).toEqual(unknown);
  expect(await refusal(signOut(email, 'us-east-1_missing00'))).toEqual({
    name: 'ResourceNotFoundException',
    message: 'User pool us-east-1_missing00 does not exist.',
  });
});

test('of a sign-out and refreshes at once, no token that came out before the sign-out survives it', async () => {
  const email = freshEmail();
  await createUser(server, poolId, email);
  const { RefreshToken } = await tokensOf(server, { clientId }, email);
  const refresh = async () => {
    const { AuthenticationResult } = await server.anonymous.send(
      new InitiateAuthCommand({
        AuthFlow: 'REFRESH_TOKEN_AUTH',
        ClientId: clientId,
        AuthParameters: { REFRESH_TOKEN: RefreshToken },
      }),
    );
    return AuthenticationResult?.AccessToken ?? '';
  };
  const outcomes = await together<unknown>(server, [refresh, refresh, () => signOut(email), refresh, refresh]);
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject(refreshRevoked);
    else if (typeof outcome.value === 'string') expect(await refusal(getUser(outcome.value))).toEqual(accessRevoked);
  }
});

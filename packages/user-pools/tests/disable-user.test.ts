import {
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  GetUserCommand,
  ListUsersCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ways } from './refresh.ts';
import { startTestServer, type TestServer } from './server.ts';
import {
  createUser,
  freshEmail,
  notAuthorized,
  password,
  refusal,
  setPassword,
  signIn,
  tokensOf,
  wrongPassword,
} from './sign-in.ts';
import { startSrp } from './srp-client.ts';
import { together } from './together.ts';

let server: TestServer;
let poolId: string;
let clientId: string;
/** Hides who exists. */
let discreetId: string;

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool());
  ({ clientId } = await server.createClient(poolId));
  ({ clientId: discreetId } = await server.createClient(poolId, { PreventUserExistenceErrors: 'ENABLED' }));
});
afterAll(() => server?.close());

const disable = (Username: string, UserPoolId = poolId) =>
  server.admin.send(new AdminDisableUserCommand({ UserPoolId, Username }));
const enable = (Username: string, UserPoolId = poolId) =>
  server.admin.send(new AdminEnableUserCommand({ UserPoolId, Username }));
const show = (Username: string) => server.admin.send(new AdminGetUserCommand({ UserPoolId: poolId, Username }));
const getUser = (AccessToken: string) => server.anonymous.send(new GetUserCommand({ AccessToken }));
const disabled = notAuthorized('User is disabled.');
const accessRevoked = notAuthorized('Access Token has been revoked');
const refreshRevoked = notAuthorized('Refresh Token has been revoked');

async function newUser(): Promise<string> {
  const email = freshEmail();
  await createUser(server, poolId, email, { email_verified: 'true' });
  return email;
}

test('a disabled user is shown as such, keeps the status, and is enabled again', async () => {
  const email = await newUser();
  const before = await show(email);
  server.clock.advance(1000);
  const { $metadata: _, ...answer } = await disable(email);
  expect(answer).toEqual({});
  const { UserLastModifiedDate, ...shown } = await show(email);
  expect(shown).toMatchObject({ Enabled: false, UserStatus: 'CONFIRMED' });
  expect(UserLastModifiedDate?.getTime()).toBeGreaterThan(before.UserLastModifiedDate?.getTime() ?? 0);
  const listed = await server.admin.send(new ListUsersCommand({ UserPoolId: poolId, Filter: 'status = "Disabled"' }));
  expect(listed.Users?.map(({ Username }) => Username)).toEqual([shown.Username]);
  await enable(email);
  expect(await show(email)).toMatchObject({ Enabled: true, UserStatus: 'CONFIRMED' });
  expect((await signIn(server, { clientId }, email)).AuthenticationResult).toBeDefined();
});

test('only who knows the password is told that the user is disabled, in every flow', async () => {
  const email = await newUser();
  await disable(email);
  for (const id of [clientId, discreetId]) {
    expect(await refusal(signIn(server, { clientId: id }, email))).toEqual(disabled);
    expect(await refusal(signIn(server, { clientId: id }, email, 'Wr0ng password!'))).toEqual(wrongPassword);
    const srp = () =>
      startSrp({ client: server.anonymous, poolId, clientId: id, username: email, now: server.clock.now });
    expect(await refusal((await srp()).answer(password))).toEqual(disabled);
    expect(await refusal((await srp()).answer('Wr0ng password!'))).toEqual(wrongPassword);
  }
});

test('a temporary password does not get a disabled user in either', async () => {
  const email = await newUser();
  await setPassword(server, poolId, email, 'Temp0rary!', false);
  await disable(email);
  expect(await refusal(signIn(server, { clientId }, email, 'Temp0rary!'))).toEqual(disabled);
});

test('disabling revokes every token, and enabling brings none of them back', async () => {
  const email = await newUser();
  const tokens = [await tokensOf(server, { clientId }, email), await tokensOf(server, { clientId: discreetId }, email)];
  const refreshed = await ways[0]?.[1](server, clientId, tokens[0]?.RefreshToken ?? '');
  const accessTokens = [...tokens, refreshed?.AuthenticationResult].map((token) => token?.AccessToken ?? '');
  const assertDead = async () => {
    for (const token of accessTokens) expect(await refusal(getUser(token))).toEqual(accessRevoked);
    for (const [, refresh] of ways)
      expect(await refusal(refresh(server, clientId, tokens[0]?.RefreshToken ?? ''))).toEqual(refreshRevoked);
  };
  await disable(email);
  await assertDead();
  await enable(email);
  await assertDead();
});

test('a sign-in that was under way while its user was disabled leaves no token that works after enabling', async () => {
  const email = await newUser();
  // The user is read, found enabled and proved; then disabled before the tokens are stored.
  const { forSigning } = server.ctx.signingKeys;
  vi.spyOn(server.ctx.signingKeys, 'forSigning').mockImplementationOnce(async (pool) => {
    await disable(email);
    return await forSigning(pool);
  });
  const outcome = await signIn(server, { clientId }, email).catch(() => undefined);
  vi.restoreAllMocks();
  expect((await show(email)).Enabled).toBe(false);
  const { AccessToken = '', RefreshToken = '' } = outcome?.AuthenticationResult ?? {};
  expect(AccessToken).not.toBe('');
  expect(await refusal(getUser(AccessToken))).toEqual(disabled);
  await enable(email);
  expect(await refusal(getUser(AccessToken))).toEqual(accessRevoked);
  for (const [, refresh] of ways)
    expect(await refusal(refresh(server, clientId, RefreshToken))).toEqual(refreshRevoked);
});

test('doing it twice, or at once, changes nothing more: an enabled user stays signed in', async () => {
  const email = await newUser();
  const { AccessToken } = await tokensOf(server, { clientId }, email);
  await enable(email);
  await together(
    server,
    Array(4).fill(() => enable(email)),
  );
  expect((await getUser(AccessToken)).Username).toBeDefined();
  await disable(email);
  const before = await show(email);
  server.clock.advance(1000);
  await disable(email);
  expect((await show(email)).UserLastModifiedDate).toEqual(before.UserLastModifiedDate);
});

test('who does not exist cannot be switched, nor in a pool that does not exist', async () => {
  const unknown = { name: 'UserNotFoundException', message: 'User does not exist.' };
  for (const change of [disable, enable]) {
    expect(await refusal(change(freshEmail()))).toEqual(unknown);
    expect(await refusal(change('somebody', 'us-east-1_missing00'))).toEqual({
      name: 'ResourceNotFoundException',
      message: 'User pool us-east-1_missing00 does not exist.',
    });
  }
});

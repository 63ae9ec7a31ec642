import {
  AdminDisableUserCommand,
  AdminGetUserCommand,
  ChangePasswordCommand,
  GetUserCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { tooMany } from './people.ts';
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
  tooManyAttempts,
  wrongPassword,
} from './sign-in.ts';
import { startSrp } from './srp-client.ts';
import { together } from './together.ts';

const chosen = 'Ch0sen by me!';

let server: TestServer;
let poolId: string;
let clientId: string;

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool());
  ({ clientId } = await server.createClient(poolId));
});
afterAll(() => server?.close());
afterEach(() => {
  vi.restoreAllMocks();
});

const change = (AccessToken: string, PreviousPassword: string | undefined, ProposedPassword: string = chosen) =>
  server.anonymous.send(new ChangePasswordCommand({ AccessToken, PreviousPassword, ProposedPassword }));
const getUser = (AccessToken: string) => server.anonymous.send(new GetUserCommand({ AccessToken }));

async function signedIn() {
  const email = freshEmail();
  await createUser(server, poolId, email);
  return { email, ...(await tokensOf(server, { clientId }, email)) };
}

/** Changes the user as no operation of this server does yet. */
const become = (email: string, changes: object) =>
  server.ctx.db.updateTable('users').set(changes).where('attributes', 'like', `%${email}%`).execute();

test('the new password signs in, the old one does not, by password and by SRP, and sessions go on', async () => {
  const { email, AccessToken, RefreshToken } = await signedIn();
  const { $metadata: _, ...answer } = await change(AccessToken, password);
  expect(answer).toEqual({});
  expect(await refusal(signIn(server, { clientId }, email))).toEqual(wrongPassword);
  expect((await signIn(server, { clientId }, email, chosen)).AuthenticationResult).toBeDefined();
  const srp = () => startSrp({ client: server.anonymous, poolId, clientId, username: email, now: server.clock.now });
  expect(await refusal((await srp()).answer(password))).toEqual(wrongPassword);
  expect((await (await srp()).answer(chosen)).AuthenticationResult).toBeDefined();
  expect((await getUser(AccessToken)).Username).toBeDefined();
  for (const [, refresh] of ways)
    expect((await refresh(server, clientId, RefreshToken)).AuthenticationResult).toBeDefined();
  const { UserStatus } = await server.admin.send(new AdminGetUserCommand({ UserPoolId: poolId, Username: email }));
  expect(UserStatus).toBe('CONFIRMED');
});

test('a wrong previous password, or none, changes nothing', async () => {
  const { email, AccessToken } = await signedIn();
  expect(await refusal(change(AccessToken, 'Wr0ng password!'))).toEqual(wrongPassword);
  expect(await refusal(change(AccessToken, undefined))).toEqual({
    name: 'InvalidParameterException',
    message:
      "1 validation error detected: Value at 'previousPassword' failed to satisfy constraint: Member must not be null",
  });
  expect((await signIn(server, { clientId }, email)).AuthenticationResult).toBeDefined();
});

test('the policy is checked first, and costs no tries', async () => {
  const { AccessToken } = await signedIn();
  for (let n = 0; n < 8; n += 1) {
    expect(await refusal(change(AccessToken, password, 'too short'))).toEqual({
      name: 'InvalidPasswordException',
      message: 'Password did not conform with policy: Password must have uppercase characters',
    });
  }
  await change(AccessToken, password);
});

test('wrong previous passwords count with wrong sign-ins, and lock both', async () => {
  const { email, AccessToken } = await signedIn();
  const time = server.clock.now();
  vi.spyOn(server.ctx.clock, 'now').mockImplementation(() => time);
  for (let n = 0; n < 3; n += 1)
    expect(await refusal(signIn(server, { clientId }, email, 'Wr0ng password!'))).toEqual(wrongPassword);
  for (let n = 0; n < 2; n += 1) expect(await refusal(change(AccessToken, 'Wr0ng password!'))).toEqual(wrongPassword);
  expect(await refusal(change(AccessToken, password))).toEqual(tooManyAttempts);
  expect(await refusal(signIn(server, { clientId }, email))).toEqual(tooManyAttempts);
  vi.mocked(server.ctx.clock.now).mockImplementation(() => time + 1000);
  await change(AccessToken, password);
});

test('five times an hour, counted even when they come together', async () => {
  const { AccessToken } = await signedIn();
  const limit = { name: 'LimitExceededException', message: tooMany };
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => change(AccessToken, 'Wr0ng password!')));
  const messages = outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason.message : 'success'));
  expect(messages.filter((message) => message === tooMany)).toHaveLength(3);
  expect(await refusal(change(AccessToken, password))).toEqual(limit);
  server.clock.advance(59 * 60_000);
  expect(await refusal(change(AccessToken, password))).toEqual(limit);
});

test('the tries come back after an hour', async () => {
  const { email, AccessToken } = await signedIn();
  const passwords = [password, 'Ch0sen first!', 'Ch0sen second!', 'Ch0sen third!', 'Ch0sen fourth!', 'Ch0sen fifth!'];
  for (let n = 0; n < 5; n += 1) await change(AccessToken, passwords[n], passwords[n + 1]);
  expect((await refusal(change(AccessToken, passwords[5]))).name).toBe('LimitExceededException');
  server.clock.advance(60 * 60_000);
  const { AuthenticationResult } = await signIn(server, { clientId }, email, passwords[5]);
  await change(AuthenticationResult?.AccessToken ?? '', passwords[5]);
});

test('of changes that prove the same password at once, one wins', async () => {
  const { email, AccessToken } = await signedIn();
  const proposals = ['Ch0sen one!', 'Ch0sen two!', 'Ch0sen three!', 'Ch0sen four!'];
  const outcomes = await together(
    server,
    proposals.map((proposed) => () => change(AccessToken, password, proposed)),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject(wrongPassword);
  const winner = proposals[outcomes.findIndex(({ status }) => status === 'fulfilled')];
  expect((await signIn(server, { clientId }, email, winner)).AuthenticationResult).toBeDefined();
  expect(await refusal(signIn(server, { clientId }, email))).toEqual(wrongPassword);
});

test('an administrator who steps in while the password is hashed has the last word', async () => {
  const { hash } = server.ctx.passwords;
  for (const [changes, expected] of [
    [{ status: 'RESET_REQUIRED' }, { name: 'PasswordResetRequiredException' }],
    [{ enabled: 0 }, notAuthorized('User is disabled.')],
    [{ status: 'FORCE_CHANGE_PASSWORD' }, notAuthorized('User password cannot be reset in the current state.')],
  ] as const) {
    const { email, AccessToken } = await signedIn();
    vi.spyOn(server.ctx.passwords, 'hash').mockImplementationOnce(async (given) => {
      await become(email, changes);
      return await hash.call(server.ctx.passwords, given);
    });
    expect(await refusal(change(AccessToken, password))).toMatchObject(expected);
    await become(email, { status: 'CONFIRMED', enabled: 1 });
    expect((await signIn(server, { clientId }, email)).AuthenticationResult).toBeDefined();
  }
});

test('a temporary password is changed at sign-in, not here', async () => {
  const { email, AccessToken } = await signedIn();
  await setPassword(server, poolId, email, 'Temp0rary!', false);
  expect(await refusal(change(AccessToken, 'Temp0rary!'))).toEqual(
    notAuthorized('User password cannot be reset in the current state.'),
  );
  expect((await signIn(server, { clientId }, email, 'Temp0rary!')).ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
});

test('a token from before a state that keeps users out changes no password', async () => {
  for (const [status, expected] of [
    ['RESET_REQUIRED', { name: 'PasswordResetRequiredException', message: 'Password reset required for the user' }],
    ['UNCONFIRMED', { name: 'UserNotConfirmedException', message: 'User is not confirmed.' }],
  ] as const) {
    const { email, AccessToken } = await signedIn();
    await become(email, { status });
    expect(await refusal(change(AccessToken, password))).toEqual(expected);
    expect(await refusal(getUser(AccessToken))).toEqual(expected);
  }
  const { email, AccessToken } = await signedIn();
  await server.admin.send(new AdminDisableUserCommand({ UserPoolId: poolId, Username: email }));
  expect(await refusal(change(AccessToken, password))).toEqual(notAuthorized('Access Token has been revoked'));
});

test('only a user without a password may leave the previous one out', async () => {
  const { email, AccessToken } = await signedIn();
  await become(email, { passwordHash: null, srpSalt: null, srpVerifier: null });
  expect(await refusal(change(AccessToken, password))).toEqual(wrongPassword);
  const outcomes = await together(server, [() => change(AccessToken, undefined), () => change(AccessToken, undefined)]);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect((await signIn(server, { clientId }, email, chosen)).AuthenticationResult).toBeDefined();
});

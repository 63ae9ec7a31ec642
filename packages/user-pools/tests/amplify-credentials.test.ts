import {
  AdminAddUserToGroupCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminResetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  CreateGroupCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  confirmResetPassword,
  deleteUser,
  fetchAuthSession,
  fetchUserAttributes,
  getCurrentUser,
  signUp,
  updatePassword,
} from 'aws-amplify/auth';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type BrowserStorage, enter, openBrowser, signedIn, unauthenticated } from './amplify.ts';
import { goodPassword, refused, standStill, tooMany } from './people.ts';
import { codeAt, type Place } from './phones.ts';
import { startTestServer, type TestServer } from './server.ts';
import { createUser, freshEmail, password, refusal, tooManyAttempts, wrongPassword } from './sign-in.ts';

let server: TestServer;
let place: Place;

beforeAll(async () => {
  server = await startTestServer();
  const { poolId } = await server.createPool();
  place = { poolId, ...(await server.createClient(poolId)) };
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => server?.close());

/** A new user, signed in at a new browser. */
async function open(): Promise<{ email: string; browser: BrowserStorage }> {
  const email = freshEmail();
  await createUser(server, place.poolId, email);
  const browser = openBrowser(server, place);
  await enter(email);
  return { email, browser };
}

async function enterAnew(email: string, given?: string, options?: Parameters<typeof enter>[2]) {
  openBrowser(server, place);
  return await enter(email, given, options);
}

const change = (oldPassword: string, newPassword: string) => updatePassword({ oldPassword, newPassword });
const refreshed = async () => (await fetchAuthSession({ forceRefresh: true })).tokens;

test('a user changes the password, and stays signed in', async () => {
  const { email } = await open();
  expect(await refusal(change('Wr0ng password!', goodPassword))).toEqual(wrongPassword);
  const weak = 'Password did not conform with policy: Password not long enough';
  await refused(change(password, 'short'), 'InvalidPasswordException', weak);
  await change(password, goodPassword);
  expect(await fetchUserAttributes()).toMatchObject({ email });
  expect(await refreshed()).toBeDefined();
  expect(await refusal(enterAnew(email, password))).toEqual(wrongPassword);
  expect(await enterAnew(email, goodPassword, { authFlowType: 'USER_SRP_AUTH' })).toEqual(signedIn);
});

test('wrong old passwords lock the user out, like those of sign-ins, and there are five changes an hour', async () => {
  const { email } = await open();
  standStill();
  for (let time = 0; time < 5; time += 1) {
    expect(await refusal(change('Wr0ng password!', goodPassword))).toEqual(wrongPassword);
  }
  await refused(change(password, goodPassword), 'LimitExceededException', tooMany);
  expect(await refusal(enterAnew(email))).toEqual(tooManyAttempts);
});

test('after an administrator’s reset, Amplify leads to a new password', async () => {
  const { email } = await open();
  const user = { UserPoolId: place.poolId, Username: email };
  const UserAttributes = [{ Name: 'email_verified', Value: 'true' }];
  await server.admin.send(new AdminUpdateUserAttributesCommand({ ...user, UserAttributes }));
  await server.admin.send(new AdminResetUserPasswordCommand(user));
  await refused(fetchUserAttributes(), 'PasswordResetRequiredException', 'Password reset required for the user');
  for (const authFlowType of ['USER_SRP_AUTH', 'USER_PASSWORD_AUTH'] as const) {
    const next = { isSignedIn: false, nextStep: { signInStep: 'RESET_PASSWORD' } };
    expect(await enterAnew(email, password, { authFlowType })).toEqual(next);
  }
  const confirmationCode = await codeAt(server, email);
  await confirmResetPassword({ username: email, confirmationCode, newPassword: goodPassword });
  expect(await enterAnew(email, goodPassword)).toEqual(signedIn);
});

test('a user leaves for good, and the address is free again', async () => {
  const { email, browser } = await open();
  const kept = await Promise.all(browser.keys().map(async (key) => [key, await browser.getItem(key)] as const));
  await deleteUser();
  expect(browser.keys()).toEqual([]);
  expect(await refusal(getCurrentUser())).toEqual(unauthenticated);
  await refused(enterAnew(email), 'UserNotFoundException', 'User does not exist.');

  const thief = openBrowser(server, place);
  for (const [key, value] of kept) await thief.setItem(key, value ?? '');
  await refused(fetchUserAttributes(), 'UserNotFoundException', 'User does not exist.');
  expect(await refreshed()).toBeUndefined();
  expect(thief.keys()).toEqual([]);
  const { userId } = await signUp({ username: email, password });
  expect(userId).toMatch(/^[0-9a-f-]{36}$/);
});

test('a disabled user is signed out at the next call, and back only by signing in again', async () => {
  const { email, browser } = await open();
  const user = { UserPoolId: place.poolId, Username: email };
  await server.admin.send(new AdminDisableUserCommand(user));
  await refused(fetchUserAttributes(), 'NotAuthorizedException', 'Access Token has been revoked');
  for (const authFlowType of ['USER_SRP_AUTH', 'USER_PASSWORD_AUTH'] as const) {
    await refused(enterAnew(email, password, { authFlowType }), 'NotAuthorizedException', 'User is disabled.');
  }
  await server.admin.send(new AdminEnableUserCommand(user));
  openBrowser(server, place, browser);
  expect(await refreshed()).toBeUndefined();
  expect(await enter(email)).toEqual(signedIn);
});

test('tokens name the groups of the user, from the next refresh on', async () => {
  const { email } = await open();
  const pool = { UserPoolId: place.poolId };
  for (const [GroupName, Precedence] of [
    ['writers', 2],
    ['editors', 1],
  ] as const) {
    await server.admin.send(new CreateGroupCommand({ ...pool, GroupName, Precedence }));
    await server.admin.send(new AdminAddUserToGroupCommand({ ...pool, GroupName, Username: email }));
  }
  const groupsIn = async (forceRefresh: boolean) => {
    const { tokens } = await fetchAuthSession({ forceRefresh });
    return [tokens?.idToken, tokens?.accessToken].map((token) => token?.payload['cognito:groups']);
  };
  expect(await groupsIn(false)).toEqual([undefined, undefined]);
  const groups = ['editors', 'writers'];
  expect(await groupsIn(true)).toEqual([groups, groups]);
});

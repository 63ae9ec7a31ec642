import { AdminDeleteUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { fetchAuthSession, fetchUserAttributes, getCurrentUser, signOut } from 'aws-amplify/auth';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type BrowserStorage, enter, openBrowser, unauthenticated } from './amplify.ts';
import { refused, skipWaits, standStill } from './people.ts';
import type { Place } from './phones.ts';
import { startTestServer, type TestServer } from './server.ts';
import { createUser, freshEmail, notAuthorized, refusal } from './sign-in.ts';

let server: TestServer;
let client: Place;

beforeAll(async () => {
  server = await startTestServer();
  const { poolId } = await server.createPool();
  client = { poolId, ...(await server.createClient(poolId)) };
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});
afterAll(() => server?.close());

const hour = 3600_000;

/** Moves the browser's clock and the server's. */
function advance(milliseconds: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + milliseconds });
}

/** Signs a new user, or one of before, in at a new browser. */
async function open(email?: string): Promise<{ email: string; browser: BrowserStorage }> {
  const username = email ?? freshEmail();
  if (!email) await createUser(server, client.poolId, username, { email_verified: 'true', name: 'Ann' });
  const browser = openBrowser(server, client);
  await enter(username);
  return { email: username, browser };
}

const tokens = async () => (await fetchAuthSession()).tokens;
const refreshed = async () => (await fetchAuthSession({ forceRefresh: true })).tokens;
const refreshTokenIn = (browser: BrowserStorage) =>
  browser.getItem(browser.keys().find((key) => key.endsWith('.refreshToken')) ?? '');

test('J171 tokens that ran out are replaced without a word, and others are kept', async () => {
  standStill();
  const { browser } = await open();
  const refreshToken = await refreshTokenIn(browser);
  const first = await tokens();
  // Amplify renews a few seconds early.
  advance(hour - 20_000);
  expect((await tokens())?.accessToken.toString()).toBe(first?.accessToken.toString());
  advance(20_000);
  const second = await tokens();
  expect(second?.accessToken.payload).toMatchObject({
    origin_jti: first?.accessToken.payload.origin_jti,
    auth_time: first?.accessToken.payload.auth_time,
  });
  expect(second?.accessToken.payload.jti).not.toBe(first?.accessToken.payload.jti);
  expect(second?.idToken?.payload).toMatchObject({ name: 'Ann' });
  expect(await refreshTokenIn(browser)).toBe(refreshToken);
  expect(await fetchUserAttributes()).toMatchObject({ name: 'Ann' });
});

test('J171 when the refresh token has run out too, nobody is signed in', async () => {
  const { browser } = await open();
  advance(30 * 24 * hour + 1000);
  expect(await tokens()).toBeUndefined();
  expect(await refusal(getCurrentUser())).toEqual(unauthenticated);
  expect(browser.keys()).toEqual([]);
});

test('J172 a sign-out ends this sign-in, and no other of the user', async () => {
  const { email, browser: here } = await open();
  const kept = copy(here);
  const { browser: there } = await open(email);
  openBrowser(server, client, here);
  await signOut();
  expect(here.keys()).toEqual([]);
  expect(await refusal(getCurrentUser())).toEqual(unauthenticated);
  openBrowser(server, client, there);
  expect(await fetchUserAttributes()).toMatchObject({ email });
  expect(await refreshed()).toBeDefined();

  // What somebody copied before is worth nothing.
  openBrowser(server, client, await kept);
  expect(await refusal(fetchUserAttributes())).toEqual(notAuthorized('Access Token has been revoked'));
  expect(await refreshed()).toBeUndefined();
  expect(await refusal(fetchUserAttributes())).toEqual(unauthenticated);
});

test('J043 J172 a global sign-out ends every sign-in of the user', async () => {
  const { email, browser: here } = await open();
  const { browser: there } = await open(email);
  const { browser: others } = await open();
  openBrowser(server, client, here);
  await signOut({ global: true });
  expect(here.keys()).toEqual([]);

  openBrowser(server, client, there);
  // Checked in the browser alone, a token is good until it runs out.
  expect(await getCurrentUser()).toMatchObject({ signInDetails: { loginId: email } });
  expect(await refusal(fetchUserAttributes())).toEqual(notAuthorized('Access Token has been revoked'));
  expect(await refreshed()).toBeUndefined();
  expect(there.keys()).toEqual([]);

  openBrowser(server, client, others);
  expect(await fetchUserAttributes()).toMatchObject({ name: 'Ann' });
  await open(email);
  expect(await fetchUserAttributes()).toMatchObject({ email });
});

test('a client with token revocation off is signed out in the browser alone', async () => {
  const { poolId } = client;
  const irrevocable = { poolId, ...(await server.createClient(poolId, { EnableTokenRevocation: false })) };
  const email = freshEmail();
  await createUser(server, poolId, email);
  const browser = openBrowser(server, irrevocable);
  await enter(email);
  expect((await tokens())?.accessToken.payload).not.toHaveProperty('origin_jti');
  const kept = await copy(browser);
  await signOut();
  openBrowser(server, irrevocable, kept);
  expect(await refreshed()).toBeDefined();
});

test('a user deleted by an administrator is signed out at the next refresh', async () => {
  const { email, browser } = await open();
  await server.admin.send(new AdminDeleteUserCommand({ UserPoolId: client.poolId, Username: email }));
  await refused(fetchUserAttributes(), 'UserNotFoundException', 'User does not exist.');
  await refreshed();
  expect(browser.keys()).toEqual([]);
});

test('while the server is at fault or out of reach, nobody is signed out', async () => {
  const { browser } = await open();
  const before = browser.keys();
  skipWaits();
  const fault = vi.spyOn(server.ctx.signingKeys, 'forSigning').mockRejectedValue(new Error('The disk is gone'));
  await refused(refreshed(), 'InternalErrorException', 'An internal error occurred.');
  fault.mockRestore();
  openBrowser({ ...server, url: 'http://127.0.0.1:1' }, client, browser);
  await refused(refreshed(), 'NetworkError', 'A network error has occurred.');
  expect(browser.keys()).toEqual(before);
  openBrowser(server, client, browser);
  expect(await refreshed()).toBeDefined();
});

async function copy(browser: BrowserStorage): Promise<BrowserStorage> {
  const twin = openBrowser(server, client);
  for (const key of browser.keys()) await twin.setItem(key, (await browser.getItem(key)) ?? '');
  return twin;
}

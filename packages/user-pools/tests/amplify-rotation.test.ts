/** Amplify at a client that rotates refresh tokens. */
import { fetchAuthSession, getCurrentUser, signOut } from 'aws-amplify/auth';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type BrowserStorage, enter, openBrowser, unauthenticated } from './amplify.ts';
import { skipWaits } from './people.ts';
import { createRotatingClient, exchange, type RotatingClient, reused, revoked } from './rotation.ts';
import { startTestServer, type TestServer } from './server.ts';
import { createUser, freshEmail, refusal } from './sign-in.ts';

let server: TestServer;
let client: RotatingClient;

beforeAll(async () => {
  server = await startTestServer();
  client = await createRotatingClient(server, 0);
});
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(() => server?.close());

/** Signs a new user in at a new browser. */
async function open() {
  const email = freshEmail();
  await createUser(server, client.poolId, email);
  const browser = openBrowser(server, client);
  await enter(email);
  return browser;
}

const refreshed = async () => (await fetchAuthSession({ forceRefresh: true })).tokens;
const refreshTokenIn = async (browser: BrowserStorage) =>
  (await browser.getItem(browser.keys().find((key) => key.endsWith('.refreshToken')) ?? '')) ?? '';

test('J171 each refresh leaves a new refresh token in the browser', async () => {
  const browser = await open();
  const seen = [await refreshTokenIn(browser)];
  for (let round = 0; round < 3; round += 1) {
    // Asked for at once, Amplify sends one request.
    const [one, other] = await Promise.all([refreshed(), refreshed()]);
    expect(one?.accessToken.toString()).toBe(other?.accessToken.toString());
    seen.push(await refreshTokenIn(browser));
  }
  expect(new Set(seen).size).toBe(4);
  await signOut();
  expect(await refusal(exchange(client, seen[3] ?? ''))).toEqual(revoked);
});

test('J171 whoever uses a stolen token that was exchanged before ends the sign-in', async () => {
  const browser = await open();
  const stolen = await refreshTokenIn(browser);
  await refreshed();
  expect(await refusal(exchange(client, stolen))).toEqual(reused);
  expect(await refreshed()).toBeUndefined();
  expect(browser.keys()).toEqual([]);
  expect(await refusal(getCurrentUser())).toEqual(unauthenticated);
});

test('J171 a thief who is faster is found out by the browser’s own refresh', async () => {
  const browser = await open();
  const thief = await exchange(client, await refreshTokenIn(browser));
  expect(await refusal(refreshed())).toEqual(reused);
  expect(browser.keys()).toEqual([]);
  expect(await refusal(exchange(client, thief.RefreshToken))).toEqual(revoked);
});

test('J171 a fault of the server costs nobody the sign-in: Amplify asks again with the same token', async () => {
  await open();
  skipWaits();
  const signing = vi.spyOn(server.ctx.signingKeys, 'forSigning').mockRejectedValueOnce(new Error('The disk is gone'));
  expect(await refreshed()).toBeDefined();
  expect(signing).toHaveBeenCalledTimes(2);
});

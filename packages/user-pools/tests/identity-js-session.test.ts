import type { CognitoUserAttribute } from 'amazon-cognito-identity-js';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { authenticate, type BrowserPool, called, openPool, outcome, sessionOf } from './identity-js.ts';
import { refused, skipWaits } from './people.ts';
import type { Place } from './phones.ts';
import { createRotatingClient } from './rotation.ts';
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

/** Signs a new user, or one of before, in at a new browser. */
async function open(email?: string): Promise<{ email: string; browser: BrowserPool }> {
  const username = email ?? freshEmail();
  if (!email) await createUser(server, client.poolId, username);
  const browser = openPool(server, client);
  await authenticate(browser.user(username));
  return { email: username, browser };
}

/** Loads the page anew, and asks the server who is signed in. */
async function emailIn(browser: BrowserPool): Promise<string | undefined> {
  const user = browser.current();
  await sessionOf(user);
  const attributes = await called<CognitoUserAttribute[]>((done) => user?.getUserAttributes(done as never));
  return attributes.find(({ Name }) => Name === 'email')?.Value;
}

/** Moves the browser's clock and the server's. */
function advance(milliseconds: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + milliseconds });
}

const revoked = notAuthorized('Access Token has been revoked');

test('J171 a session that ran out is refreshed by REFRESH_TOKEN_AUTH', async () => {
  const { email, browser } = await open();
  const first = await sessionOf(browser.current());
  advance(3600_000);
  const second = await sessionOf(browser.current());
  expect(second.getAccessToken().payload.origin_jti).toBe(first.getAccessToken().payload.origin_jti);
  expect(second.getAccessToken().payload.jti).not.toBe(first.getAccessToken().payload.jti);
  expect(second.getRefreshToken().getToken()).toBe(first.getRefreshToken().getToken());
  expect(await emailIn(browser)).toBe(email);
});

test('J172 a sign-out revokes this sign-in, and no other of the user', async () => {
  const { email, browser: here } = await open();
  const kept = openPool(server, client, new Map(here.stored));
  const { browser: there } = await open(email);
  await called((done) => here.current()?.signOut(done));
  expect([here.current(), here.stored.size]).toEqual([null, 0]);
  expect(await emailIn(there)).toBe(email);
  expect(await refusal(emailIn(kept))).toEqual(revoked);
});

test('J172 a sign-out in the browser alone leaves the tokens as they are', async () => {
  const { email, browser } = await open();
  const kept = openPool(server, client, new Map(browser.stored));
  browser.current()?.signOut();
  expect(browser.current()).toBeNull();
  expect(await emailIn(kept)).toBe(email);
});

test('J043 J172 J202 a global sign-out ends every sign-in of the user, refreshing included', async () => {
  const { email, browser: here } = await open();
  const { browser: there } = await open(email);
  const { email: other, browser: others } = await open();
  const user = here.current();
  await sessionOf(user);
  expect(await outcome((callbacks) => user?.globalSignOut(callbacks))).toBe('SUCCESS');
  expect(here.current()).toBeNull();
  expect(await refusal(emailIn(there))).toEqual(revoked);
  expect(await emailIn(others)).toBe(other);

  advance(3600_000);
  skipWaits();
  await refused(sessionOf(there.current()), 'NotAuthorizedException', 'Refresh Token has been revoked');
  expect(there.current()).toBeNull();
});

test('a client that rotates refresh tokens does not refresh this way, and keeps its session until it runs out', async () => {
  const { poolId } = client;
  const rotating = await createRotatingClient(server, 60, { poolId });
  const email = freshEmail();
  await createUser(server, poolId, email);
  const browser = openPool(server, rotating);
  const session = await authenticate(browser.user(email));
  skipWaits();
  await refused(
    called((done) => browser.current()?.refreshSession(session.getRefreshToken(), done)),
    'InvalidParameterException',
    'REFRESH_TOKEN_AUTH flow not enabled for this client',
  );
  expect(await emailIn(browser)).toBe(email);
});

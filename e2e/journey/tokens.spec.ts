import type { TestNetwork } from '@cruddur/stack';
import type { Request } from '@playwright/test';
import { expect, profileBox, signIn, test } from '../fixtures/index.ts';
import { recordPoolCalls } from '../fixtures/pool-calls.ts';
import { readTokens, tamper } from '../fixtures/stored-tokens.ts';
import { callApi, hour, letPass, minute, shareClock, writeCrud } from './steps.ts';

// This file moves the servers' clock.
test.use({ networkOptions: { purpose: 'clock' } });

test.beforeEach(({ page, network }) => shareClock(page, network));

const home = /\/api\/activities\/home$/;

/** The API's log lines from now on, with everything in them. */
function watchLog({ logLines }: TestNetwork) {
  const start = logLines.length;
  return () => logLines.slice(start).map((line): Record<string, unknown> => JSON.parse(line));
}

async function authorization(request: Request): Promise<string | undefined> {
  return (await request.allHeaders()).authorization;
}

test('J138 J142 J169 home sends the access token; the log says that it was good, and not what it was', async ({
  page,
  network,
  people,
}) => {
  const log = watchLog(network);
  const sent = page.waitForRequest((request) => home.test(request.url()) && request.method() === 'GET');
  await signIn(page, await people.create());
  const tokens = await readTokens(page);
  expect(await authorization(await sent)).toBe(`Bearer ${tokens.accessToken}`);
  await expect(page.getByText('You are in!')).toBeVisible();
  await expect.poll(log).toContainEqual(expect.objectContaining({ msg: 'GET /api/activities/home', status: 200 }));
  const { reqId } = log().find(({ msg }) => msg === 'GET /api/activities/home') ?? {};
  const expected = { reqId, msg: 'Authenticated', tokenReceived: true, tokenGood: true };
  expect(log()).toContainEqual(expect.objectContaining(expected));
  for (const token of Object.values(tokens)) expect(JSON.stringify(log())).not.toContain(token.slice(-40));
});

test('J139 J142 a visitor sends no Authorization header, and the log says so', async ({ page, network }) => {
  const log = watchLog(network);
  const requests: Request[] = [];
  page.on('request', (request) => requests.push(request));
  await page.goto('/');
  await expect(page.getByRole('article').first()).toBeVisible();
  await page.getByRole('link', { name: 'Tilda Quist @tilde' }).last().click();
  await expect(page.getByRole('heading', { level: 1, name: '@tilde' })).toBeVisible();
  await expect(page.getByRole('article').first()).toBeVisible();
  const calls = requests.filter((request) => request.url().startsWith(network.apiUrl));
  expect(calls.length).toBeGreaterThanOrEqual(2);
  expect(await Promise.all(calls.map(authorization))).toEqual(calls.map(() => undefined));
  const expected = { msg: 'Not authenticated', tokenReceived: false, tokenGood: false, reason: 'no-token' };
  expect(log()).toContainEqual(expect.objectContaining(expected));
  expect(log().filter(({ msg }) => msg === 'Authenticated')).toEqual([]);
});

test('J155 J158 J170 whatever is in the header that is no good token, home is a visitor’s, 200', async ({
  page,
  network,
  people,
}) => {
  await signIn(page, await people.create());
  const { accessToken, idToken } = await readTokens(page);
  const [head, body, signature] = accessToken.split('.');
  const unsigned = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
  const claims = JSON.parse(Buffer.from(body ?? '', 'base64url').toString());
  const raised = Buffer.from(JSON.stringify({ ...claims, sub: 'somebody else' })).toString('base64url');
  const cases: [header: string, reason: string][] = [
    ['Bearer null', 'no-token'],
    ['Bearer', 'no-token'],
    ['Basic dXNlcjpwYXNz', 'no-token'],
    [accessToken, 'no-token'],
    ['Bearer nonsense', 'malformed'],
    [`Bearer ${head}.${body}`, 'malformed'],
    [`Bearer ${tamper(accessToken)}`, 'bad-signature'],
    [`Bearer ${head}.${raised}.${signature}`, 'bad-signature'],
    [`Bearer ${unsigned}.${body}.`, 'malformed'],
    // The pool signs ID tokens with another key of its own.
    [`Bearer ${idToken}`, 'wrong-use'],
  ];
  for (const [header, reason] of cases) {
    const log = watchLog(network);
    const response = await fetch(`${network.apiUrl}/api/activities/home`, { headers: { authorization: header } });
    const feed: { handle: string }[] = await response.json();
    const isVisitor = !feed.some(({ handle }) => handle === 'cruddur');
    expect([header.slice(0, 12), response.status, isVisitor]).toEqual([header.slice(0, 12), 200, true]);
    const expected = { msg: 'Not authenticated', tokenReceived: reason !== 'no-token', tokenGood: false, reason };
    expect(log()).toContainEqual(expect.objectContaining(expected));
    expect(log().filter(({ level }) => Number(level) >= 40)).toEqual([]);
  }
  expect(await (await callApi(network, '/activities/home', { token: accessToken })).json()).toContainEqual(
    expect.objectContaining({ handle: 'cruddur' }),
  );
});

test('J156 J157 J160 writing without a good token is answered 401 with the reason', async ({
  page,
  network,
  people,
}) => {
  const person = await people.create();
  await signIn(page, person);
  const { accessToken, idToken } = await readTokens(page);
  const refusal = async (token?: string) => {
    const answer = await callApi(network, '/activities', { token, body: { message: 'Not mine', ttl: '1-hour' } });
    return [answer.status, await answer.json()];
  };
  const refused = (reason: string, message: string) => [401, { code: 'unauthenticated', reason, message }];
  expect(await refusal()).toEqual(refused('no-token', 'No token provided'));
  expect(await refusal('nonsense')).toEqual(refused('malformed', 'Token is malformed'));
  expect(await refusal(tamper(accessToken))).toEqual(refused('bad-signature', 'Signature verification failed'));
  expect(await refusal(idToken)).toEqual(refused('wrong-use', 'Token is not of the use asked for'));
  network.clock.advance(hour + minute);
  expect(await refusal(accessToken)).toEqual(refused('expired', 'Token is expired'));
  // An expired token is a visitor's, as every bad one.
  const home = await callApi(network, '/activities/home', { token: accessToken });
  expect([home.status, JSON.stringify(await home.json()).includes('@cruddur')]).toEqual([200, false]);
});

test('J171 an access token that has run out is renewed before the next call, once', async ({
  page,
  network,
  people,
}) => {
  const person = await people.create();
  await signIn(page, person);
  const before = await readTokens(page);
  const calls = recordPoolCalls(page);
  const sent: Promise<string | undefined>[] = [];
  page.on('request', (request) => {
    if (request.url().startsWith(`${network.apiUrl}/api/`)) sent.push(authorization(request));
  });
  await letPass(page, network, hour - 2 * minute);
  await writeCrud(page, `Within the hour, ${person.handle}`);
  expect(calls).toEqual([]);
  await letPass(page, network, 3 * minute);
  await writeCrud(page, `After the hour, ${person.handle}`);
  await page.getByRole('link', { name: 'Profile' }).click();
  await expect(page.getByText(`After the hour, ${person.handle}`)).toBeVisible();

  expect(calls.map(({ operation }) => operation)).toEqual(['GetTokensFromRefreshToken']);
  const after = await readTokens(page);
  expect(after.accessToken).not.toBe(before.accessToken);
  const headers = await Promise.all(sent);
  // Not once was the old token tried first.
  expect(headers.filter((header) => header === `Bearer ${before.accessToken}`)).toHaveLength(1);
  expect(headers.at(-1)).toBe(`Bearer ${after.accessToken}`);
  await expect(profileBox(page)).toContainText(person.name);
});

test('J171 two tabs and a reload do with one renewal each hour', async ({ page, context, network, people }) => {
  const person = await people.create();
  await signIn(page, person);
  await expect(page.getByText('You are in!')).toBeVisible();
  await letPass(page, network, hour + minute);
  const calls = recordPoolCalls(page);
  await page.reload();
  await expect(page.getByText('You are in!')).toBeVisible();
  expect(calls.map(({ operation }) => operation)).toEqual(['GetTokensFromRefreshToken']);
  const other = await context.newPage();
  await shareClock(other, network);
  const otherCalls = recordPoolCalls(other);
  await other.goto('/');
  await expect(other.getByText('You are in!')).toBeVisible();
  expect(otherCalls).toEqual([]);
});

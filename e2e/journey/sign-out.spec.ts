import {
  type CognitoIdentityProviderClient,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { TestNetwork } from '@cruddur/stack';
import type { Page } from '@playwright/test';
import { findText, readBrowserData, storedNames } from '../fixtures/browser-data.ts';
import { expect, profileBox, signIn, test } from '../fixtures/index.ts';
import { isPool, recordPoolCalls } from '../fixtures/pool-calls.ts';
import { readTokens, type StoredTokens } from '../fixtures/stored-tokens.ts';
import { hour, letPass, minute, shareClock } from './steps.ts';

// This file moves the servers' clock.
test.use({ networkOptions: { purpose: 'clock' } });

test.beforeEach(({ page, network }) => shareClock(page, network));

async function signOut(page: Page): Promise<void> {
  await profileBox(page).click();
  await page.getByRole('menuitem', { name: 'Sign Out' }).click();
}

async function expectVisitor(page: Page): Promise<void> {
  await expect(profileBox(page)).toHaveCount(0);
  await expect(page.getByText('Join The Party!')).toBeVisible();
}

/** What the pool says to the tokens, in the words of its exceptions; nothing where it takes them. */
async function ask({ admin, clientId }: TestNetwork, { accessToken, refreshToken }: StoredTokens): Promise<string[]> {
  const refusal = async (call: Promise<unknown>) =>
    call.then(
      () => '',
      (error: Error) => `${error.name}: ${error.message}`,
    );
  const send: CognitoIdentityProviderClient['send'] = admin.send.bind(admin);
  return Promise.all([
    refusal(send(new GetUserCommand({ AccessToken: accessToken }))),
    refusal(
      send(
        new InitiateAuthCommand({
          ClientId: clientId,
          AuthFlow: 'REFRESH_TOKEN_AUTH',
          AuthParameters: { REFRESH_TOKEN: refreshToken },
        }),
      ),
    ),
    refusal(send(new GetTokensFromRefreshTokenCommand({ ClientId: clientId, RefreshToken: refreshToken }))),
  ]);
}

const revoked = [
  'NotAuthorizedException: Access Token has been revoked',
  'NotAuthorizedException: Refresh Token has been revoked',
  'NotAuthorizedException: Refresh Token has been revoked',
];

test('J043 J044 J172 signing out leads home, leaves no token behind, and ends the tokens for the pool', async ({
  page,
  network,
  people,
}) => {
  const person = await people.create();
  await signIn(page, person, `/signin?next=/@${person.handle}`);
  const tokens = await readTokens(page);
  expect(await ask(network, tokens)).toEqual(['', '', '']);
  const calls = recordPoolCalls(page);
  await signOut(page);
  await expect(page).toHaveURL('/');
  await expectVisitor(page);
  const kept = await readBrowserData(page);
  for (const text of [...Object.values(tokens), person.email]) expect(findText(kept, text)).toEqual([]);
  expect(storedNames(kept).filter((name) => /token|Cognito/i.test(name))).toEqual([]);
  await expect.poll(() => calls).toEqual([{ operation: 'GlobalSignOut', input: { AccessToken: tokens.accessToken } }]);
  await expect.poll(() => ask(network, tokens)).toEqual(revoked);
  await page.reload();
  await expectVisitor(page);
  await page.goBack();
  await expectVisitor(page);
});

test('a sign-out reaches the other tabs', async ({ page, context, people }) => {
  const person = await people.create();
  await signIn(page, person);
  const other = await context.newPage();
  await other.goto('/@tilde');
  await expect(profileBox(other)).toContainText(person.name);
  await signOut(page);
  await expectVisitor(page);
  await expectVisitor(other);
  await expect(other).toHaveURL('/@tilde');
});

test('J172 a sign-out ends the sessions on other devices when their token has run out', async ({
  page,
  network,
  people,
  watch,
  browser,
}) => {
  const person = await people.create();
  const device = await browser.newContext({ baseURL: network.webUrl });
  watch.add(device);
  const other = await device.newPage();
  await shareClock(other, network);
  await signIn(other, person);
  const tokens = await readTokens(other);
  await signIn(page, person);
  await signOut(page);
  await expectVisitor(page);
  await expect.poll(() => ask(network, tokens)).toEqual(revoked);

  await letPass(other, network, hour + minute);
  watch.expectStatus(400, new URL(network.userPools.ctx.config.publicUrl).origin);
  await other.getByRole('link', { name: 'Profile' }).click();
  await expect(other).toHaveURL(`/signin?next=${encodeURIComponent(`/@${person.handle}`)}`);
  await device.close();
});

test('J043 the pool out of reach: signed out here all the same, with a notice', async ({
  page,
  network,
  people,
  watch,
}) => {
  await signIn(page, await people.create());
  watch.expectNoAnswer(new URL(network.userPools.ctx.config.publicUrl).origin);
  await page.route(isPool(network), (route) => route.abort());
  await signOut(page);
  await expectVisitor(page);
  const notice = page.getByRole('status', { name: 'Notices' });
  await expect(notice).toContainText('You are signed out here. Your other devices could not be signed out.');
  expect(storedNames(await readBrowserData(page)).filter((name) => /token|Cognito/i.test(name))).toEqual([]);
  await page.getByRole('button', { name: 'Close notice' }).click();
  await expect(notice).toHaveText('');
  await page.reload();
  await expectVisitor(page);
});

test('J171 J172 signing out with an access token that has run out renews it first', async ({
  page,
  network,
  people,
}) => {
  await signIn(page, await people.create(), '/signin?next=/about');
  const tokens = await readTokens(page);
  const calls = recordPoolCalls(page);
  await letPass(page, network, hour + minute);
  await signOut(page);
  await expectVisitor(page);
  const operations = () => calls.map(({ operation }) => operation);
  await expect.poll(operations).toEqual(['GetTokensFromRefreshToken', 'GlobalSignOut']);
  await expect.poll(async () => (await ask(network, tokens)).slice(1)).toEqual(revoked.slice(1));
  await expect(page.getByRole('status', { name: 'Notices' })).toHaveText('');
});

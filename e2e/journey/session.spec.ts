import { RevokeTokenCommand } from '@aws-sdk/client-cognito-identity-provider';
import type { TestNetwork } from '@cruddur/stack';
import type { Page } from '@playwright/test';
import { expect, profileBox, signIn, submitSignIn, test } from '../fixtures/index.ts';
import { isPool, recordPoolCalls } from '../fixtures/pool-calls.ts';
import { readTokens, replaceTokens, tamper } from '../fixtures/stored-tokens.ts';
import { crud, hour, letPass, minute, openComposer, shareClock } from './steps.ts';

// This file moves the servers' clock.
test.use({ networkOptions: { purpose: 'clock' } });

test.beforeEach(({ page, network }) => shareClock(page, network));

const pool = ({ userPools }: TestNetwork) => new URL(userPools.ctx.config.publicUrl).origin;

/** Ends a sign-in as another device or an administrator can, unnoticed by the page. */
async function revoke({ admin, clientId }: TestNetwork, page: Page): Promise<void> {
  const { refreshToken } = await readTokens(page);
  await admin.send(new RevokeTokenCommand({ ClientId: clientId, Token: refreshToken }));
}

test('a session ended elsewhere leads to sign-in and back to the page, and the begun crud is still there', async ({
  page,
  network,
  people,
  watch,
}) => {
  const person = await people.create();
  await signIn(page, person, `/signin?next=/@${person.handle}`);
  await expect(page).toHaveURL(`/@${person.handle}`);
  await revoke(network, page);
  await letPass(page, network, hour + minute);
  watch.expectStatus(400, pool(network));
  const dialog = await openComposer(page);
  await page.keyboard.type('Begun before');
  await dialog.getByRole('button', { name: 'Crud', exact: true }).click();

  await expect(page).toHaveURL(`/signin?next=${encodeURIComponent(`/@${person.handle}`)}`);
  await expect(page.getByText('Your session has ended. Please sign in again.')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await submitSignIn(page, person);
  await expect(page).toHaveURL(`/@${person.handle}`);
  await openComposer(page);
  await expect(page.getByRole('textbox', { name: 'Your crud' })).toHaveValue('Begun before');
  await page.keyboard.press('Control+Enter');
  await expect(crud(page, 'Begun before')).toBeVisible();
});

test('J171 reading goes on after a session ended elsewhere: the page asks to sign in', async ({
  page,
  network,
  people,
  watch,
}) => {
  const person = await people.create();
  await signIn(page, person);
  await revoke(network, page);
  await letPass(page, network, hour + minute);
  watch.expectStatus(400, pool(network));
  await page.getByRole('link', { name: 'Tilda Quist @tilde' }).last().click();
  await expect(page).toHaveURL(`/signin?next=${encodeURIComponent('/@tilde')}`);
  await submitSignIn(page, person);
  await expect(page).toHaveURL('/@tilde');
  await expect(profileBox(page)).toBeVisible();
});

test('J158 J170 bad tokens in the storage: the visitor’s feed, then sign-in, then back to the page', async ({
  page,
  people,
  network,
  watch,
}) => {
  const person = await people.create();
  await signIn(page, person, '/signin?next=/about');
  await expect(page).toHaveURL('/about');
  const { accessToken, refreshToken } = await readTokens(page);
  await replaceTokens(page, { accessToken: tamper(accessToken), refreshToken: `${refreshToken}x` });
  watch.expectStatus(401, /\/api\/users\/me$/);
  watch.expectStatus(400, pool(network));
  const home = page.waitForResponse(/\/api\/activities\/home$/);
  await page.goto('/');
  const answer = await home;
  const feed: { handle: string }[] = await answer.json();
  expect([answer.status(), feed.some(({ handle }) => handle === 'cruddur')]).toEqual([200, false]);
  await expect(page).toHaveURL('/signin');
  await expect(page.getByText('Your session has ended. Please sign in again.')).toBeVisible();
  await submitSignIn(page, person);
  await expect(page).toHaveURL('/');
  await expect(page.getByText('You are in!')).toBeVisible();
});

test('J160 a token that turned bad while the page was open: 401, sign-in, and back', async ({
  page,
  people,
  network,
  watch,
}) => {
  const person = await people.create();
  await signIn(page, person, '/signin?next=/@tilde');
  await openComposer(page);
  await page.keyboard.type(`Kept for ${person.handle}`);
  const { accessToken, refreshToken } = await readTokens(page);
  await replaceTokens(page, { accessToken: tamper(accessToken), refreshToken: `${refreshToken}x` });
  const posting = /\/api\/activities$/;
  watch.expectStatus(401, posting);
  watch.expectStatus(400, pool(network));
  const refused = page.waitForResponse(posting);
  await page.keyboard.press('Control+Enter');
  expect((await refused).status()).toBe(401);
  await expect(page).toHaveURL(`/signin?next=${encodeURIComponent('/@tilde')}`);
  await submitSignIn(page, person);
  await expect(page).toHaveURL('/@tilde');
  await openComposer(page);
  await expect(page.getByRole('textbox', { name: 'Your crud' })).toHaveValue(`Kept for ${person.handle}`);
});

test('J171 a bad access token beside a good refresh token mends itself', async ({ page, people, watch }) => {
  const person = await people.create();
  await signIn(page, person, '/signin?next=/about');
  const { accessToken } = await readTokens(page);
  await replaceTokens(page, { accessToken: tamper(accessToken) });
  watch.expectStatus(401, /\/api\/users\/me$/);
  const calls = recordPoolCalls(page);
  await page.reload();
  await expect.poll(() => calls.map(({ operation }) => operation)).toEqual(['GetTokensFromRefreshToken']);
  await expect(profileBox(page)).toContainText(person.name);
  await page.getByRole('link', { name: 'Home', exact: true }).click();
  await expect(page.getByText('You are in!')).toBeVisible();
});

test('the pool out of reach is no reason to sign anybody out', async ({ page, people, network, watch }) => {
  const person = await people.create();
  await signIn(page, person, '/signin?next=/about');
  await letPass(page, network, hour + minute);
  watch.expectNoAnswer(pool(network));
  await page.route(isPool(network), (route) => route.abort());
  await page.getByRole('link', { name: 'Home', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('The cruds could not be loaded.');
  await expect(profileBox(page)).toContainText(person.name);
  await page.unrouteAll();
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect(page.getByText('You are in!')).toBeVisible();
});

test('a sign-in reaches the other tabs', async ({ page, context, people }) => {
  const other = await context.newPage();
  await other.goto('/about');
  await expect(other.getByText('Join The Party!')).toBeVisible();
  const person = await people.create();
  await signIn(page, person);
  await expect(profileBox(other)).toContainText(person.name);
  await expect(other).toHaveURL('/about');
});

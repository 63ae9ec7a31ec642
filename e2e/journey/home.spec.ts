import { expect, profileBox, signIn, test } from '../fixtures/index.ts';
import { recordPoolCalls } from '../fixtures/pool-calls.ts';
import type { Activity } from './steps.ts';

// Nobody writes here, so that only the samples are to be seen.
test.use({ networkOptions: { purpose: 'samples' } });

const home = /\/api\/activities\/home$/;

test('J041 J042 J045 J046 a visitor can read, join and sign in', async ({ page }) => {
  await page.goto('/');
  const navigation = page.getByRole('navigation', { name: 'Main' });
  await expect(navigation.getByRole('link')).toHaveText(['Home']);
  await expect(navigation.getByRole('link', { name: 'Home' })).toHaveAttribute('aria-current', 'page');
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Crud', exact: true })).toHaveCount(0);
  await expect(profileBox(page)).toHaveCount(0);

  const card = page.getByRole('region', { name: 'Join The Party!' });
  await expect(card.getByRole('paragraph')).toHaveText([
    'Have something you want to say?',
    "Don't think about it, just crud it!",
    "Regret it? No worries, We'll forget it...",
  ]);
  await expect(card.getByRole('link', { name: 'Join Now!' })).toHaveAttribute('href', '/signup');
  await expect(card.getByRole('link', { name: 'Sign In' })).toHaveAttribute('href', '/signin');
  const footer = page.getByRole('complementary').locator('footer');
  await expect(footer.getByRole('link')).toHaveText(['About', 'Terms of Service', 'Privacy Policy']);
});

test('J047 a visitor sees three sample cruds with author, text, age, time to live and actions', async ({ page }) => {
  await page.goto('/');
  const cruds = page.getByRole('article');
  await expect(cruds).toHaveCount(3);
  const first = cruds.first();
  await expect(first.getByRole('link', { name: 'Marlow Finch @marlowfinch' })).toHaveAttribute('href', '/@marlowfinch');
  await expect(first.getByText('Wrote my whole plan for the summer on a sandbank.')).toBeVisible();
  const [age, timeToLive] = [first.getByRole('time').nth(0), first.getByRole('time').nth(1)];
  await expect(age).toHaveText(/^2h2 hours ago$/);
  await expect(timeToLive).toHaveText(/^5dexpires in 5 days$/);
  await expect(first.locator('.crud-lifetime svg').first()).toBeVisible();
  await expect(first.getByRole('link', { name: /^Reply to Marlow Finch .* 1 reply$/ })).toBeVisible();
  await expect(first.getByText('1 repost', { exact: true }).first()).toBeAttached();
  await expect(first.getByText('5 likes', { exact: true }).first()).toBeAttached();
  await expect(first.getByRole('button', { name: 'Share the page of Marlow Finch' })).toBeVisible();
  const reply = first.getByRole('list', { name: 'Replies to Marlow Finch' }).getByRole('listitem');
  await expect(reply).toHaveCount(1);
  await expect(reply).toContainText('Mine is on a frosted window. We should start a club.');
});

test('J048 the tab says Cruddur and has a speech bubble for an icon', async ({ page }) => {
  await page.goto('/');
  await expect(page).toHaveTitle('Cruddur');
  const address = await page.locator('link[rel="icon"]').getAttribute('href');
  const icon = await page.request.get(address ?? '');
  expect([icon.status(), icon.headers()['content-type']]).toEqual([200, expect.stringContaining('image/svg+xml')]);
  expect(await icon.text()).toContain('<svg');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('J048 the page says what it needs', async ({ page }) => {
    await page.goto('/');
    const text = page.locator('noscript');
    await expect(text).toBeVisible();
    expect(await text.textContent()).toBe('You need to enable JavaScript to run this app.');
  });
});

test('J040 J041 J042 J159 signed in, the page knows me and shows one more crud, on top', async ({ page, people }) => {
  const person = await people.create();
  await signIn(page, person);
  await expect(page).toHaveURL('/');
  await expect(profileBox(page)).toContainText(person.name);
  await expect(profileBox(page)).toContainText(`@${person.handle}`);
  const navigation = page.getByRole('navigation', { name: 'Main' });
  await expect(navigation.getByRole('link')).toHaveText(['Home', 'Profile']);
  await expect(navigation.getByRole('link', { name: 'Profile' })).toHaveAttribute('href', `/@${person.handle}`);
  await expect(page.getByRole('button', { name: 'Crud', exact: true })).toBeVisible();
  await expect(page.getByText('Join The Party!')).toHaveCount(0);
  await expect(page.getByRole('complementary').getByRole('link', { name: 'About' })).toBeVisible();

  const first = page.getByRole('article').first();
  await expect(first).toContainText('@cruddur');
  await expect(first).toContainText('Only people who are signed in can see this one.');
  await expect(page.getByText('Wrote my whole plan for the summer on a sandbank.')).toBeVisible();
});

test('J040 a reload asks the pool for nothing: who is there is known from the session', async ({ page, people }) => {
  const person = await people.create();
  await signIn(page, person);
  const calls = recordPoolCalls(page);
  await page.reload();
  await expect(profileBox(page)).toContainText(`${person.name} @${person.handle}`);
  await expect(page.getByText('You are in!')).toBeVisible();
  expect(calls).toEqual([]);
});

test('while the feed loads, its shape is there', async ({ page }) => {
  const released = Promise.withResolvers<void>();
  await page.route(home, async (route) => {
    await released.promise;
    await route.continue();
  });
  await page.goto('/');
  await expect(page.getByRole('status').filter({ hasText: 'Loading cruds' })).toBeVisible();
  await expect(page.locator('.ui-skeleton-disc')).toHaveCount(3);
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  released.resolve();
  await expect(page.getByRole('article')).toHaveCount(3);
  await expect(page.getByText('Loading cruds')).toHaveCount(0);
});

test('an empty feed says so', async ({ page }) => {
  await page.route(home, (route) => route.fulfill({ json: [] satisfies Activity[] }));
  await page.goto('/');
  await expect(page.getByText('Nothing here right now. Whatever was said has been forgotten.')).toBeVisible();
  await expect(page.getByRole('article')).toHaveCount(0);
});

for (const [fault, sentence] of [
  ['answers 500', 'The server has a problem. Please try again.'],
  ['does not answer', 'The server cannot be reached. Check your connection, then try again.'],
] as const) {
  test(`the API ${fault}: the page says so, and Retry mends it`, async ({ page, watch }) => {
    watch.expectStatus(500, home);
    watch.expectNoAnswer(home);
    await page.route(home, (route) =>
      fault === 'answers 500' ? route.fulfill({ status: 500, json: { code: 'internal_error' } }) : route.abort(),
    );
    await page.goto('/');
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('The cruds could not be loaded.');
    await expect(alert).toContainText(sentence);
    await page.unroute(home);
    await page.getByRole('button', { name: 'Retry' }).click();
    await expect(page.getByRole('article')).toHaveCount(3);
    await expect(alert).toHaveCount(0);
  });
}

test('sharing copies a link that leads to the author', async ({ page, context, network }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: network.webUrl });
  await page.goto('/');
  await page.getByRole('button', { name: 'Share the page of Tilda Quist' }).last().click();
  await expect(page.getByRole('status', { name: 'Notices' })).toContainText('Link copied.');
  await page.goto(await page.evaluate(() => navigator.clipboard.readText()));
  await expect(page.getByRole('heading', { level: 1, name: '@tilde' })).toBeVisible();
});

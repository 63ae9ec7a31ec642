import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScrolling } from '../fixtures/accessibility.ts';
import { alertPanel, expectProblem, field } from '../fixtures/auth-pages.ts';
import { expect, submitSignIn, test } from '../fixtures/index.ts';

const configAddress = '**/config.json';

/** The page that stands in for every other, with these reasons and what to do about them. */
async function expectExplained(page: Page, reasons: string[]): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: 'Cruddur is not set up correctly' })).toBeVisible();
  await expect(page).toHaveTitle('Not set up · Cruddur');
  await expect(alertPanel(page).getByRole('listitem')).toHaveText(reasons);
  await expect(page.getByRole('heading', { level: 2, name: 'How to mend it' })).toBeVisible();
  await expect(page.locator('pre')).toContainText('"userPoolId": "us-east-1_AbCdEfGhI"');
}

test('J036 J037 without a configuration the page says so, and goes on once it is mended', async ({ page, watch }) => {
  watch.expectStatus(404, '/config.json');
  await page.route(configAddress, (route) => route.fulfill({ status: 404, body: 'Not found' }));
  for (const path of ['/', '/signin', '/confirm', '/@anybody']) {
    await page.goto(path);
    await expectExplained(page, ['The file /config.json could not be fetched: the server said 404.']);
  }
  await page.goto('/signin');
  await page.unrouteAll();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign into your Cruddur account' })).toBeVisible();
});

test('J037 a server that does not answer', async ({ page, watch }) => {
  watch.expectNoAnswer('/config.json');
  await page.route(configAddress, (route) => route.abort('connectionrefused'));
  await page.goto('/');
  await expectExplained(page, ['The file /config.json could not be fetched: the server did not answer.']);
});

for (const [what, body, reason] of [
  ['is not JSON', '<!doctype html><title>Cruddur</title>', 'The file /config.json is not valid JSON.'],
  ['is empty', '', 'The file /config.json is not valid JSON.'],
  ['is no object', '["us-east-1"]', 'The configuration is not a JSON object.'],
] as const) {
  test(`J037 a configuration that ${what}`, async ({ page }) => {
    await page.route(configAddress, (route) => route.fulfill({ body, contentType: 'application/json' }));
    await page.goto('/');
    await expectExplained(page, [reason]);
  });
}

test('J036 J037 with pool and client id missing, each member is named', async ({ page }) => {
  await page.route(configAddress, async (route) => {
    const { userPoolId: _, userPoolClientId: __, ...rest } = await (await route.fetch()).json();
    await route.fulfill({ json: rest });
  });
  await page.goto('/');
  await expectExplained(page, ['userPoolId is missing.', 'userPoolClientId is missing.']);
});

test('J037 wrong members: everything wrong is named at once, at any width', async ({ page }) => {
  const json = {
    region: 'Europe',
    userPoolId: 'us-east-1',
    userPoolClientId: 'not a client',
    userPoolEndpoint: 'localhost:4568',
    apiUrl: 4567,
  };
  await page.route(configAddress, (route) => route.fulfill({ json }));
  await page.goto('/');
  await expectExplained(page, [
    'region is not the name of a region, such as us-east-1.',
    'userPoolId does not look like us-east-1_AbCdEfGhI.',
    'userPoolClientId is not an app client id.',
    'apiUrl is not a web address, such as http://localhost:4567.',
    'userPoolEndpoint is not a web address, such as http://localhost:4568.',
  ]);
  for (const width of [1512, 390]) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
    }
    await expectNoSidewaysScrolling(page);
  }
});

test('J037 a pool of another region than the one that is named', async ({ page, network }) => {
  await page.route(configAddress, async (route) => {
    const config = await (await route.fetch()).json();
    await route.fulfill({ json: { ...config, region: 'ca-central-1' } });
  });
  await page.goto('/');
  await expectExplained(page, [`userPoolId belongs to the region ${network.region}, but region says ca-central-1.`]);
});

test('J037 a pool or client that does not exist is told at the first sign-in', async ({
  page,
  people,
  network,
  watch,
}) => {
  const person = people.invent();
  watch.expectStatus(400, network.userPoolsUrl);
  await page.route(configAddress, async (route) => {
    const config = await (await route.fetch()).json();
    await route.fulfill({ json: { ...config, userPoolClientId: '1example23456789example234' } });
  });
  await page.goto('/signin');
  await submitSignIn(page, person);
  await expectProblem(page, 'This site is set up for a user pool that no longer exists. Please tell whoever runs it.');
  await expect(field(page, 'Email')).toHaveValue(person.email);
});

import { expect, profileBox, signIn, test } from '../fixtures/index.ts';
import { readTokens } from '../fixtures/stored-tokens.ts';
import { callApi, crud, writeCrud } from './steps.ts';

test('an author leads to the feed of that person alone', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Tilda Quist @tilde' }).last().click();
  await expect(page).toHaveURL('/@tilde');
  await expect(page).toHaveTitle('@tilde · Cruddur');
  // The focus is where a new page begins.
  await expect(page.getByRole('heading', { level: 1, name: '@tilde' })).toBeFocused();
  const feed = page.getByRole('feed', { name: 'Cruds by @tilde' });
  await expect(feed.getByRole('article')).toHaveCount(1);
  await expect(feed.getByRole('article')).toContainText('The best thing about a note that disappears');
  await page.goBack();
  await expect(page).toHaveURL('/');
  await expect(page.getByRole('feed', { name: 'Home' })).toBeVisible();
});

test('letter case does not matter in the address, and a handle may hold a dot', async ({ page }) => {
  for (const address of ['/@TILDE', '/@o.brightwater', '/%40tilde']) {
    await page.goto(address);
    await expect(page.getByRole('article')).toHaveCount(1);
  }
});

test('nobody has this handle', async ({ page, watch }) => {
  watch.expectStatus(404, '/api/activities/@');
  await page.goto('/@nobody.at.all');
  await expect(page.getByText('Nobody has this handle.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: '@nobody.at.all' })).toBeVisible();
  await expect(page).toHaveTitle('Nobody here · Cruddur');
});

test('addresses without a meaning lead to a page that says so, and on to the home page', async ({ page }) => {
  for (const address of ['/tilde', '/@', '/@tilde/status/1', '/notifications', '/no.such.file']) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1, name: 'Page not found' })).toBeVisible();
    await expect(page).toHaveTitle('Page not found · Cruddur');
  }
  await page.getByRole('link', { name: 'Go to the home page' }).click();
  await expect(page).toHaveURL('/');
});

test('Profile leads to the own feed; what is written there stands there, for everybody', async ({
  page,
  people,
  browser,
  watch,
}) => {
  const person = await people.create();
  await signIn(page, person);
  const link = page.getByRole('navigation').getByRole('link', { name: 'Profile' });
  await expect(link).not.toHaveAttribute('aria-current');
  await link.click();
  await expect(page).toHaveURL(`/@${person.handle}`);
  await expect(link).toHaveAttribute('aria-current', 'page');
  await expect(page.getByText('Nothing said, or everything forgotten.')).toBeVisible();

  const message = `From my own page, ${person.handle}`;
  await writeCrud(page, message);
  await expect(crud(page, message)).toContainText(`${person.name} @${person.handle}`);
  await page.getByRole('navigation').getByRole('link', { name: 'Home' }).click();
  await expect(crud(page, message)).toHaveCount(1);

  const visitor = await browser.newPage();
  watch.add(visitor.context());
  await visitor.goto(new URL(`/@${person.handle}`, page.url()).href);
  await expect(visitor.getByRole('article')).toHaveCount(1);
  await expect(visitor.getByRole('article')).toContainText(message);
  await visitor.close();
});

test('a handle in any script is an address', async ({ page, people }) => {
  const person = await people.create({ person: { handle: `жук.${Date.now()}` } });
  await signIn(page, person);
  await expect(profileBox(page)).toContainText(`@${person.handle}`);
  await page.getByRole('navigation').getByRole('link', { name: 'Profile' }).click();
  const heading = page.getByRole('heading', { level: 1, name: `@${person.handle}` });
  await expect(heading).toBeVisible();
  await page.reload();
  await expect(heading).toBeVisible();
  await expect(page.getByText('Nothing said, or everything forgotten.')).toBeVisible();
});

test('J164 the API’s cruds have the journal’s shape, with times that name their offset', async ({
  page,
  people,
  network,
}) => {
  const person = await people.create();
  await signIn(page, person);
  const { accessToken: token } = await readTokens(page);
  const crud = await writeCrud(page, `In shape, ${person.handle}`);
  const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$/);
  const uuid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  const author = { display_name: person.name, handle: person.handle };
  const common = { uuid, ...author, likes_count: 0, reposts_count: 0, replies_count: 0, created_at: time };
  expect(crud).toEqual({ ...common, message: `In shape, ${person.handle}`, expires_at: time, replies: [] });
  const body = { message: 'Fits' };
  const reply = await (await callApi(network, `/activities/${crud.uuid}/reply`, { token, body })).json();
  expect(reply).toEqual({ ...common, message: 'Fits', reply_to_activity_uuid: crud.uuid });

  const home = page.waitForResponse(/\/api\/activities\/home$/);
  await page.reload();
  const feed = await (await home).json();
  const found = feed.find((each: { uuid: string }) => each.uuid === crud.uuid);
  expect(found).toEqual({ ...crud, replies_count: 1, replies: [reply] });
  expect(await (await callApi(network, `/activities/@${person.handle}`)).json()).toEqual([found]);
});

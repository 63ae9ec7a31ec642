import type { Page } from '@playwright/test';
import { expectNoSidewaysScrolling } from '../fixtures/accessibility.ts';
import { boxOf } from '../fixtures/auth-pages.ts';
import { expect, profileBox, signIn, test } from '../fixtures/index.ts';
import { readTokens } from '../fixtures/stored-tokens.ts';
import { callApi, crud, openComposer } from './steps.ts';

const height = 800;
const widths = [390, 768, 1024, 1280, 1512, 1920];

/**
 * What can be pressed and is smaller than a fingertip: 44 px each way. Links inside a sentence are as high as it; the
 * button named Dismiss is react-aria's, for screen readers alone.
 */
function findSmallTargets(page: Page): Promise<string[]> {
  return page
    .locator('a, button, input, select, textarea, [role="menuitem"], label:has(input)')
    .evaluateAll((targets) =>
      targets
        .filter((target) => target.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
        .filter((target) => !target.matches('.skip-link, .text-page p a, [type="hidden"], [aria-label="Dismiss"]'))
        .map((target) => ({ target, box: target.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0 && Math.round(Math.min(box.width, box.height)) < 44)
        .map(({ target, box }) => `${target.outerHTML.slice(0, 90)}: ${box.width} x ${box.height}`),
    );
}

/** Looks at the page in windows of every width. */
async function expectToFit(page: Page, look: (width: number) => Promise<void> = async () => {}): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height });
    await expectNoSidewaysScrolling(page);
    expect(await findSmallTargets(page), `${page.url()}, ${width} px`).toEqual([]);
    await look(width);
  }
}

test("a visitor's pages fit every window, and all that can be pressed is large enough", async ({ page }) => {
  for (const address of ['/', '/@tilde', '/about', '/none', '/signin', '/signup', '/confirm', '/forgot']) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText('Loading cruds')).toHaveCount(0);
    await expectToFit(page);
  }
});

test('the pages of somebody signed in fit every window, with long names and deep conversations', async ({
  page,
  people,
  network,
}) => {
  test.slow();
  const person = await people.create({ person: { name: 'W'.repeat(50), handle: `w${Date.now()}`.padEnd(30, 'w') } });
  await signIn(page, person);
  const { accessToken: token } = await readTokens(page);
  const message = `${person.handle} ${'W'.repeat(200)}`;
  const crudBody = { message, ttl: '30-days' };
  let { uuid } = await (await callApi(network, '/activities', { token, body: crudBody })).json();
  for (const depth of [1, 2, 3, 4, 5]) {
    const body = { message: `Reply ${depth} ${'W'.repeat(200)}` };
    ({ uuid } = await (await callApi(network, `/activities/${uuid}/reply`, { token, body })).json());
  }
  await page.goto(`/@${person.handle}`);
  await expect(crud(page, message)).toContainText('Reply 5');
  await expectToFit(page);
  await crud(page, message)
    .getByRole('button', { name: /^Reply to/ })
    .last()
    .click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectToFit(page);
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Home', exact: true }).click();
  await expect(crud(page, message)).toBeVisible();
  await expectToFit(page);
  await openComposer(page);
  await expectToFit(page);
  await page.keyboard.press('Escape');
  await profileBox(page).click();
  await expectToFit(page, async (width) => {
    const item = page.getByRole('menuitem', { name: 'Sign Out' });
    await expect.poll(async () => (await boxOf(item)).right, `${width} px`).toBeLessThanOrEqual(width);
    const { x, y, bottom } = await boxOf(item);
    expect(Math.min(x, y, height - bottom), `${width} px`).toBeGreaterThanOrEqual(0);
  });
});

async function frame(page: Page) {
  const head = await boxOf(page.getByRole('banner'));
  const main = await boxOf(page.getByRole('main'));
  const side = await boxOf(page.getByRole('complementary'));
  return { head, main, side };
}

for (const [width, left] of [
  [1280, 10],
  [1512, 126],
  [1920, 330],
] as const) {
  test(`from 1200 px there are three columns, which stay while the feed is scrolled: ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.goto('/');
    await expect(page.getByRole('article').first()).toBeVisible();
    const { head, main, side } = await frame(page);
    expect(head).toMatchObject({ x: left, width: 280, y: 0 });
    expect(main).toMatchObject({ x: left + 280, width: 600, y: 0 });
    expect(side).toMatchObject({ x: left + 880, width: 380, y: 0 });
    await expect(page.getByRole('navigation').getByText('Home')).toBeVisible();
    expect((await boxOf(page.getByRole('navigation').getByText('Home'))).width).toBeGreaterThan(20);
    // However long the page is, its column goes down to the end, and what stands beside it stays.
    await page.setViewportSize({ width, height: 520 });
    await page.mouse.wheel(0, 150);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100);
    const scrolled = await frame(page);
    expect([scrolled.head.y, scrolled.side.y]).toEqual([0, 0]);
    expect(scrolled.main.bottom).toBeGreaterThanOrEqual(520);
  });
}

for (const width of [768, 1024, 1199]) {
  test(`from 768 px a rail of icons stands beside the feed: ${width} px`, async ({ page, people }) => {
    await page.setViewportSize({ width, height });
    await page.goto('/');
    await expect(page.getByRole('article').first()).toBeVisible();
    const { head, main, side } = await frame(page);
    expect(head.width).toBe(72);
    expect(main.x).toBe(head.right);
    expect(main.width).toBe(600);
    // What stood at the side comes below.
    expect(side.y).toBeGreaterThanOrEqual(main.bottom);
    for (const name of ['Sign In', 'Join Now!'])
      expect((await boxOf(page.getByRole('banner').getByRole('link', { name }))).right).toBeLessThanOrEqual(head.right);

    await signIn(page, await people.create());
    // Icons only, with their names for screen readers.
    const home = page.getByRole('navigation').getByRole('link', { name: 'Home' });
    expect((await boxOf(home)).width).toBe(56);
    expect((await boxOf(home.getByText('Home'))).width).toBe(1);
    for (const part of [home, page.getByRole('button', { name: 'Crud', exact: true }), profileBox(page)])
      expect((await boxOf(part)).right).toBeLessThanOrEqual((await frame(page)).head.right);
  });
}

test('below 768 px there is one column, with the navigation at the bottom and a round Crud button', async ({
  page,
  people,
}) => {
  await page.setViewportSize({ width: 390, height });
  await page.goto('/');
  await expect(page.getByRole('article').first()).toBeVisible();
  const visitor = await frame(page);
  expect(visitor.head).toMatchObject({ x: 0, y: 0, width: 390, height: 60 });
  expect(visitor.main).toMatchObject({ x: 0, y: 60, width: 390 });
  expect(visitor.side.y).toBeGreaterThanOrEqual(visitor.main.bottom);
  for (const name of ['Sign In', 'Join Now!'])
    expect((await boxOf(page.getByRole('banner').getByRole('link', { name }))).bottom).toBeLessThanOrEqual(60);

  await signIn(page, await people.create());
  const bar = await boxOf(page.getByRole('navigation', { name: 'Main' }));
  expect(bar).toMatchObject({ x: 0, width: 390, bottom: height });
  for (const name of ['Home', 'Profile'])
    expect((await boxOf(page.getByRole('navigation').getByRole('link', { name }))).y).toBeGreaterThanOrEqual(bar.y);
  const button = page.getByRole('button', { name: 'Crud', exact: true });
  await expect(button).toHaveCSS('border-radius', '50%');
  const round = await boxOf(button);
  expect([round.width, round.height]).toEqual([56, 56]);
  expect(round.right).toBeLessThanOrEqual(390);
  expect(round.bottom).toBeLessThanOrEqual(bar.y);
  expect((await boxOf(profileBox(page))).bottom).toBeLessThanOrEqual(60);
  // The end of the page is not under the bar.
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  const last = page.getByRole('link', { name: 'Privacy Policy' });
  await expect.poll(async () => (await boxOf(last)).bottom).toBeLessThanOrEqual(bar.y);
});

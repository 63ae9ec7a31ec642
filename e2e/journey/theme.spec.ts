import type { Page } from '@playwright/test';
import { expect, signIn, test } from '../fixtures/index.ts';
import { openComposer } from './steps.ts';

const dark = { page: 'rgb(14, 3, 28)', column: 'rgb(0, 0, 0)' };
const violet = { page: 'rgb(61, 13, 123)', column: 'rgb(8, 1, 14)' };

function colours(page: Page) {
  return page.evaluate(() => ({
    page: getComputedStyle(document.documentElement).backgroundColor,
    column: getComputedStyle(document.querySelector('main') ?? document.body).backgroundColor,
  }));
}

const choose = (page: Page, theme: string) => page.getByRole('radio', { name: theme }).check({ force: true });

test('J196 the violet theme: violet page, near-black columns, grey fields with a visible border, brighter footer', async ({
  page,
  people,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/');
  expect(await colours(page)).toEqual(dark);
  await choose(page, 'Violet');
  await expect.poll(() => colours(page)).toEqual(violet);
  const card = page.getByRole('region', { name: 'Join The Party!' });
  await expect(card).toHaveCSS('background-color', violet.column);
  const footer = page.getByRole('link', { name: 'Privacy Policy' });
  await expect(footer).toHaveCSS('color', 'rgba(255, 255, 255, 0.75)');
  // The choice outlives the page, and a sign-in.
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Violet' })).toBeChecked();
  expect(await colours(page)).toEqual(violet);
  await signIn(page, await people.create());
  expect(await colours(page)).toEqual(violet);

  // There is no search yet; the field to write a crud in has the look of it.
  const dialog = await openComposer(page);
  const field = dialog.getByRole('textbox', { name: 'Your crud' });
  await page.keyboard.press('Tab');
  await expect(field).toHaveCSS('background-color', 'rgb(31, 31, 31)');
  await expect(field).toHaveCSS('border', '1px solid rgba(255, 255, 255, 0.45)');
  await field.focus();
  await expect(field).toHaveCSS('border-color', 'rgb(180, 92, 255)');
});

test('J196 the dark theme is a choice too, and automatic gives the choice back', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/');
  expect(await colours(page)).toEqual(violet);
  await choose(page, 'Dark');
  await expect.poll(() => colours(page)).toEqual(dark);
  await page.reload();
  expect(await colours(page)).toEqual(dark);
  await choose(page, 'Automatic');
  await expect.poll(() => colours(page)).toEqual(violet);
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Automatic' })).toBeChecked();
  expect(await colours(page)).toEqual(violet);
});

test('J196 without a choice the system decides: light is violet, more contrast is dark', async ({ page }) => {
  for (const [colorScheme, contrast, expected] of [
    ['dark', 'no-preference', dark],
    ['light', 'no-preference', violet],
    ['light', 'more', dark],
    ['dark', 'more', dark],
  ] as const) {
    await page.emulateMedia({ colorScheme, contrast });
    await page.goto('/');
    expect(await colours(page), `${colorScheme}, contrast ${contrast}`).toEqual(expected);
  }
  // More contrast reaches the texts as well.
  await expect(page.getByRole('link', { name: 'Privacy Policy' })).toHaveCSS('color', 'rgb(255, 255, 255)');
});

test('the theme is chosen with the keyboard', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/');
  const group = page.getByRole('group', { name: 'Theme' });
  await group.getByRole('radio', { name: 'Automatic' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(group.getByRole('radio', { name: 'Violet' })).toBeChecked();
  expect(await colours(page)).toEqual(violet);
});

for (const reducedMotion of ['no-preference', 'reduce'] as const) {
  test(`prefers-reduced-motion ${reducedMotion}: what moves`, async ({ page, people }) => {
    const isCalm = reducedMotion === 'reduce';
    await page.emulateMedia({ reducedMotion });
    await signIn(page, await people.create());
    // Animations are caught as they start; the short ones would be over before anybody could look.
    await page.evaluate(() => {
      const started: string[] = [];
      Object.assign(window, { started });
      document.addEventListener('animationstart', (event) => started.push(event.animationName), true);
    });
    const released = Promise.withResolvers<void>();
    await page.route(/\/api\/activities\/@/, async (route) => {
      await released.promise;
      await route.continue();
    });
    await page.getByRole('navigation').getByRole('link', { name: 'Profile' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Loading cruds' })).toBeVisible();
    const skeleton = page.locator('.ui-skeleton').first();
    await expect(skeleton).toHaveCSS('animation-name', isCalm ? 'none' : 'ui-pulse');
    released.resolve();
    await openComposer(page);
    const started = () => page.evaluate(() => [...new Set(Reflect.get(window, 'started') as string[])].sort());
    await expect.poll(started).toEqual(isCalm ? [] : ['ui-fade', 'ui-pulse', 'ui-rise']);
  });
}

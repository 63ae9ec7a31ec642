import type { Page } from '@playwright/test';
import { expectAccessible } from '../fixtures/accessibility.ts';
import { expect, profileBox, signIn, test } from '../fixtures/index.ts';
import { crud, openComposer, writeCrud } from './steps.ts';

// A tool that looks for contrast would take a colour half way of a fade for the real one.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

const themes = { dark: 'dark', violet: 'light' } as const;

for (const [theme, colorScheme] of Object.entries(themes))
  for (const width of [390, 1512]) {
    test(`axe finds nothing on a visitor's pages, ${theme} theme, ${width} px`, async ({ page, watch }) => {
      watch.expectStatus(404, '/api/activities/@');
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      for (const address of ['/', '/@tilde', '/@nobody.here', '/none', '/about']) {
        await page.goto(address);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(page.getByText('Loading cruds')).toHaveCount(0);
        await expectAccessible(page);
      }
    });

    test(`axe finds nothing for somebody signed in, ${theme} theme, ${width} px`, async ({ page, people, watch }) => {
      test.slow();
      watch.expectStatus(500, /\/api\/activities$/);
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      const person = await people.create();
      await signIn(page, person);
      await expect(page.getByText('You are in!').first()).toBeVisible();
      await expectAccessible(page);
      const message = `Accessible, ${person.handle}`;
      await writeCrud(page, message);
      await crud(page, message)
        .getByRole('button', { name: /^Reply to/ })
        .click();
      await page.keyboard.type('A reply');
      await expectAccessible(page);
      await page.keyboard.press('Control+Enter');
      await expect(page.getByRole('dialog')).toHaveCount(0);

      // Refused and then too long: everything that the dialog can show.
      const dialog = await openComposer(page);
      await page.route(/\/api\/activities$/, (route) => route.fulfill({ status: 500, json: {} }));
      await page.keyboard.type('Refused');
      await page.keyboard.press('Control+Enter');
      await expect(dialog.getByRole('alert')).toBeVisible();
      await dialog.getByRole('textbox').fill('x'.repeat(245));
      await expect(dialog.getByText('5 characters too many')).toBeAttached();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await profileBox(page).click();
      await expect(page.getByRole('menu')).toBeVisible();
      await expectAccessible(page);
      await page.goto(`/@${person.handle}`);
      await expect(crud(page, message)).toBeVisible();
      await expectAccessible(page);
    });
  }

test('the first Tab offers to skip to the content', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('article').first()).toBeVisible();
  const skip = page.getByRole('link', { name: 'Skip to content' });
  await expect(skip).not.toBeInViewport();
  await page.keyboard.press('Tab');
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('article').first().getByRole('link').first()).toBeFocused();
});

/** What the focus is on, as a screen reader would name it. */
async function focused(page: Page): Promise<string> {
  const snapshot = await page.locator(':focus').ariaSnapshot();
  return snapshot.split('\n')[0] ?? '';
}

test('Tab goes through the page in the order in which it is read, and always shows where it is', async ({
  page,
  people,
}) => {
  const person = await people.create();
  await signIn(page, person);
  await page.reload();
  await expect(page.getByText('You are in!')).toBeVisible();
  const stops: string[] = [];
  for (let presses = 0; presses < 9; presses += 1) {
    await page.keyboard.press('Tab');
    stops.push(await focused(page));
    const outline = await page.locator(':focus').evaluate((element) => getComputedStyle(element).outline);
    expect(outline, stops.at(-1)).toMatch(/solid 2px/);
  }
  const expected = [
    'link "Skip to content"',
    'link "Cruddur home"',
    'link "Home"',
    'link "Profile"',
    'button "Crud"',
    `button "Account of ${person.name} @${person.handle}"`,
    'link "Cruddur @cruddur"',
    'button "Reply to Cruddur"',
    'button "Share the page of Cruddur"',
  ];
  for (const [index, name] of expected.entries()) expect(stops[index]).toContain(name);
});

test('Page Down and Page Up lead from crud to crud', async ({ page }) => {
  await page.goto('/@tilde');
  await page.goto('/');
  const cruds = page.getByRole('feed', { name: 'Home' }).getByRole('article');
  await cruds.first().getByRole('link').first().focus();
  await page.keyboard.press('PageDown');
  await expect(cruds.nth(1)).toBeFocused();
  await expect(cruds.nth(1)).toHaveAttribute('aria-posinset', '2');
  await expect(cruds.nth(1)).toHaveAttribute('aria-setsize', String(await cruds.count()));
  await page.keyboard.press('PageUp');
  await expect(cruds.first()).toBeFocused();
});

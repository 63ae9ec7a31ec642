import { AdminUpdateUserAttributesCommand } from '@aws-sdk/client-cognito-identity-provider';
import type { TestNetwork } from '@cruddur/stack';
import type { Page } from '@playwright/test';
import { expect, type Person, profileBox, signIn, test } from '../fixtures/index.ts';

/** Changes a user as an administrator does. */
async function rename({ admin, poolId }: TestNetwork, { email }: Person, name: string, handle: string): Promise<void> {
  const attributes = { name, preferred_username: handle };
  await admin.send(
    new AdminUpdateUserAttributesCommand({
      UserPoolId: poolId,
      Username: email,
      UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
    }),
  );
}

async function signOut(page: Page): Promise<void> {
  await profileBox(page).click();
  await page.getByRole('menuitem', { name: 'Sign Out' }).click();
  await expect(page.getByText('Join The Party!')).toBeVisible();
}

test('J097 a user without name and user name is shown as "My Name" and "@handle"', async ({ page, people }) => {
  await signIn(page, await people.create({ nameless: true }));
  await expect(profileBox(page)).toContainText('My Name');
  // Who comes second as nobody gets the next free handle.
  await expect(profileBox(page)).toContainText(/@handle\d*$/);
});

test('J100 J101 a new name and handle appear with the next sign-in, and not before', async ({
  page,
  people,
  network,
}) => {
  const person = await people.create({ nameless: true });
  const { name, handle } = people.invent();
  await signIn(page, person);
  await expect(profileBox(page)).toContainText('My Name');
  await rename(network, person, name, handle);
  await page.reload();
  await expect(profileBox(page)).toContainText('My Name');

  await signOut(page);
  await signIn(page, person);
  await expect(profileBox(page)).toContainText(`${name} @${handle}`);
});

test('who wants a handle that is taken gets another one, and is told once', async ({
  page,
  people,
  browser,
  watch,
  network,
}) => {
  const first = await people.create();
  const second = await people.create({ person: { handle: first.handle.toUpperCase() } });
  const other = await browser.newPage({ baseURL: network.webUrl });
  watch.add(other.context());
  await signIn(other, first);
  await expect(other.getByRole('navigation').getByRole('link', { name: 'Profile' })).toBeVisible();
  await other.close();

  await signIn(page, second);
  const given = `${second.handle}2`;
  const notice = page.getByRole('status').filter({ hasText: `Your handle is @${given}.` });
  await expect(notice).toContainText(`“${second.handle}” is taken`);
  await expect(profileBox(page)).toContainText(`@${given}`);
  await page.getByRole('button', { name: 'Understood' }).click();
  await expect(notice).toHaveCount(0);
  await page.reload();
  await expect(profileBox(page)).toContainText(`@${given}`);
  await expect(notice).toHaveCount(0);
});

test('a later user name never takes another one’s handle', async ({ page, people, network, browser, watch }) => {
  const victim = await people.create();
  const other = await browser.newPage({ baseURL: network.webUrl });
  watch.add(other.context());
  await signIn(other, victim);
  await other.close();

  const person = await people.create();
  await signIn(page, person);
  await rename(network, person, person.name, victim.handle);
  await signOut(page);
  await signIn(page, person);
  await expect(profileBox(page)).toContainText(person.name);
  await expect(profileBox(page)).not.toContainText(`@${victim.handle}`);
  const own = await page.getByRole('navigation').getByRole('link', { name: 'Profile' }).getAttribute('href');
  expect(own).not.toBe(`/@${victim.handle}`);
});

test('the menu of the profile box opens, closes and gives the focus back', async ({ page, people }) => {
  await signIn(page, await people.create());
  const box = profileBox(page);
  const menu = page.getByRole('menu', { name: 'Account' });
  await expect(box).toHaveAttribute('aria-haspopup', 'true');
  const ways: [string, () => Promise<void>][] = [
    ['Escape', () => page.keyboard.press('Escape')],
    ['a press outside', () => page.mouse.click(900, 700)],
  ];
  for (const [, close] of ways) {
    for (const open of [() => box.click(), () => box.press('Enter'), () => box.press('ArrowDown')]) {
      await open();
      await expect(menu).toBeVisible();
      await expect(page.locator('[aria-expanded="true"]')).toHaveCount(1);
      await expect(menu.getByRole('menuitem')).toHaveText(['Sign Out']);
      await close();
      await expect(menu).toHaveCount(0);
      await expect(box).toBeFocused();
      await expect(box).toHaveAttribute('aria-expanded', 'false');
    }
  }
  await expect(box).toBeVisible();
});

test('the keyboard alone signs out', async ({ page, people }) => {
  await signIn(page, await people.create());
  await profileBox(page).press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Sign Out' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Join The Party!')).toBeVisible();
  await expect(profileBox(page)).toHaveCount(0);
});

import { expectNoSidewaysScrolling } from '../fixtures/accessibility.ts';
import { boxOf, field } from '../fixtures/auth-pages.ts';
import { expect, profileBox, signIn, submitSignIn, test } from '../fixtures/index.ts';
import { recordPoolCalls } from '../fixtures/pool-calls.ts';

test('J049 J050 the sign-in page is split in two, with everything in its place', async ({ page }) => {
  await page.goto('/signin');
  await expect(page).toHaveTitle('Sign in · Cruddur');
  const brand = page.getByRole('banner');
  const panel = page.getByRole('main');
  await expect(brand).toHaveCSS('background-color', 'rgb(136, 25, 245)');
  await expect(panel).toHaveCSS('background-color', 'rgb(32, 33, 36)');
  expect(await boxOf(brand)).toMatchObject({ x: 0, y: 0, width: 752, height: 800 });
  expect(await boxOf(panel)).toMatchObject({ x: 752, y: 0, width: 760, height: 800 });
  const logo = brand.getByRole('link', { name: 'Cruddur home' });
  await expect(logo).toHaveAttribute('href', '/');
  expect(await boxOf(logo)).toMatchObject({ x: 12, y: 12, width: 140 });

  const heading = page.getByRole('heading', { level: 1, name: 'Sign into your Cruddur account' });
  const email = field(page, 'Email');
  const password = field(page, 'Password');
  const forgot = await boxOf(page.getByRole('link', { name: 'Forgot Password?' }));
  const button = await boxOf(page.getByRole('button', { name: 'Sign In' }));
  const bar = page.getByText("Don't have an account? Sign up!");
  const tops = await Promise.all([heading, email, password].map(async (it) => (await boxOf(it)).y));
  expect([...tops, button.y, (await boxOf(bar)).y]).toEqual([...tops, button.y, (await boxOf(bar)).y].sort(byNumber));
  expect(forgot.right).toBeLessThan(button.x);
  expect(Math.abs(forgot.y + forgot.height / 2 - (button.y + button.height / 2))).toBeLessThan(2);
  expect((await boxOf(bar)).bottom).toBe(800);
});

test('J050 a password manager knows the fields, and the password can be shown', async ({ page }) => {
  await page.goto('/signin');
  await expect(field(page, 'Email')).toHaveAttribute('type', 'email');
  await expect(field(page, 'Email')).toHaveAttribute('autocomplete', 'username');
  const password = field(page, 'Password');
  await expect(password).toHaveAttribute('autocomplete', 'current-password');
  await expect(password).toHaveAttribute('type', 'password');
  await password.fill('Not-a-real-1');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(password).toHaveAttribute('type', 'text');
  await page.getByRole('button', { name: 'Hide' }).click();
  await expect(password).toHaveAttribute('type', 'password');
  await expect(password).toHaveValue('Not-a-real-1');
});

test('J051 the links lead to recovery, with the e-mail, and to sign-up', async ({ page, people }) => {
  const { email } = people.invent();
  await page.goto('/signin');
  await field(page, 'Email').fill(email);
  await page.getByRole('link', { name: 'Forgot Password?' }).click();
  await expect(page).toHaveURL('/forgot');
  await expect(page.getByRole('heading', { level: 1, name: 'Recover your Password' })).toBeFocused();
  await expect(field(page, 'Email')).toHaveValue(email);
  await page.goBack();
  await page.getByRole('link', { name: 'Sign up!' }).click();
  await expect(page).toHaveURL('/signup');
  await page.getByRole('link', { name: 'Sign in!' }).click();
  await expect(page).toHaveURL('/signin');
});

test('J061 an empty e-mail or password is noticed in the page, without a request', async ({ page, people }) => {
  const calls = recordPoolCalls(page);
  const { email } = people.invent();
  await page.goto('/signin');
  await page.getByRole('button', { name: 'Sign In' }).click();
  await expect(field(page, 'Email')).toBeFocused();
  await expect(field(page, 'Email')).toHaveAccessibleDescription('Enter your email.');
  await expect(field(page, 'Password')).toHaveAccessibleDescription('Enter your password.');
  await field(page, 'Email').fill(email);
  await page.getByRole('button', { name: 'Sign In' }).click();
  await expect(field(page, 'Password')).toBeFocused();
  await expect(field(page, 'Email')).not.toHaveAttribute('aria-invalid');
  await field(page, 'Email').fill('nobody');
  await page.getByRole('button', { name: 'Sign In' }).click();
  await expect(field(page, 'Email')).toHaveAccessibleDescription('This does not look like an email address.');
  expect(calls).toEqual([]);
});

test('J063 the letter case of the e-mail does not matter', async ({ page, people }) => {
  const person = await people.create();
  await signIn(page, { ...person, email: person.email.replace('ann.', 'Ann.').replace('@example', '@Example') });
  await expect(page).toHaveURL('/');
  await expect(profileBox(page)).toContainText(`@${person.handle}`);
});

test('J050 J052 sign-in needs the keyboard only', async ({ page, people }) => {
  const person = await people.create();
  await page.goto('/signin');
  const stops = [page.getByRole('link', { name: 'Cruddur home' }), field(page, 'Email')];
  await expect(field(page, 'Email')).toBeVisible();
  for (const stop of stops) {
    await page.keyboard.press('Tab');
    await expect(stop).toBeFocused();
  }
  await page.keyboard.type(person.email);
  await page.keyboard.press('Tab');
  await expect(field(page, 'Password')).toBeFocused();
  await page.keyboard.type(person.password);
  for (const name of ['Show', 'Forgot Password?', 'Sign In']) {
    await page.keyboard.press('Tab');
    await expect(page.locator(':focus')).toHaveText(name);
  }
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/');
  await expect(profileBox(page)).toContainText(person.name);
});

for (const width of [836, 390]) {
  test(`J066 the sign-in page stays usable in a window of ${width} px`, async ({ page, people }) => {
    const person = await people.create();
    await page.setViewportSize({ width, height: 800 });
    await page.goto('/signin');
    // The purple area shrinks to a strip over the form.
    expect(await boxOf(page.getByRole('banner'))).toMatchObject({ x: 0, y: 0, width, height: 96 });
    await expect(page.getByRole('banner')).toHaveCSS('background-color', 'rgb(136, 25, 245)');
    await expectNoSidewaysScrolling(page);
    for (const part of [field(page, 'Email'), field(page, 'Password'), page.getByRole('button', { name: 'Sign In' })]) {
      const { x, right, height } = await boxOf(part);
      expect(x).toBeGreaterThanOrEqual(16);
      expect(right).toBeLessThanOrEqual(width - 16);
      expect(height).toBeGreaterThanOrEqual(44);
    }
    await submitSignIn(page, person);
    await expect(page).toHaveURL('/');
  });
}

test('J066 the purple area shrinks before the form does', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 800 });
  await page.goto('/signin');
  const brand = await boxOf(page.getByRole('banner'));
  const panel = await boxOf(page.getByRole('main'));
  expect(brand.width).toBeLessThan(panel.width);
  expect(panel.width).toBeGreaterThanOrEqual(520);
  expect(brand.right).toBe(panel.x);
  await expectNoSidewaysScrolling(page);
});

function byNumber(one: number, other: number): number {
  return one - other;
}

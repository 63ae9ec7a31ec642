import { boxOf, field, submitReset } from '../fixtures/auth-pages.ts';
import { expect, profileBox, signIn, submitSignIn, test } from '../fixtures/index.ts';

test('J049 J102 who is signed in leaves the pages for visitors', async ({ page, people }) => {
  await signIn(page, await people.create());
  for (const path of ['/signin', '/signup', '/confirm', '/new-password']) {
    await page.goto(`${path}?next=/about`);
    await expect(page, path).toHaveURL('/about');
  }
  await page.goto('/signin');
  await expect(page).toHaveURL('/');
  await expect(profileBox(page)).toBeVisible();
});

test('J053 a sign-in page left open in another tab follows', async ({ page, context, people }) => {
  const other = await context.newPage();
  await other.goto('/signin?next=/terms');
  await expect(field(other, 'Email')).toBeVisible();
  await signIn(page, await people.create());
  await expect(other).toHaveURL('/terms');
});

test('J053 sign-in leads back to the page asked for, query and all', async ({ page, people }) => {
  const person = await people.create();
  const wanted = '/about?from=mail#top';
  await page.goto(`/signin?next=${encodeURIComponent(wanted)}`);
  await submitSignIn(page, person);
  await expect(page).toHaveURL(wanted);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/About/);
  // The sign-in page is no place to come back to.
  await page.goBack();
  await expect(page).not.toHaveURL(/signin/);
});

for (const next of [
  'https://elsewhere.example/',
  '//elsewhere.example/',
  '/\\elsewhere.example/',
  '/\t/elsewhere.example/',
  'javascript:alert(1)',
  'elsewhere.example',
]) {
  test(`J053 sign-in never leads to another site: ${JSON.stringify(next)}`, async ({ page, people, network }) => {
    const person = await people.create();
    const visited: string[] = [];
    page.on('framenavigated', (frame) => visited.push(frame.url()));
    await page.goto(`/signin?next=${encodeURIComponent(next)}`);
    await submitSignIn(page, person);
    await expect(profileBox(page)).toBeVisible();
    await expect(page).toHaveURL('/');
    expect(visited.filter((url) => new URL(url).origin !== network.webUrl)).toEqual([]);
  });
}

test('J051 J053 the page asked for is kept on the way through the other account pages', async ({
  page,
  people,
  mailbox,
}) => {
  const person = await people.create();
  await page.goto('/signin?next=/about');
  await page.getByRole('link', { name: 'Sign up!' }).click();
  await expect(page).toHaveURL('/signup?next=%2Fabout');
  await page.getByRole('link', { name: 'Sign in!' }).click();
  await field(page, 'Email').fill(person.email);
  await page.getByRole('link', { name: 'Forgot Password?' }).click();
  await page.getByRole('button', { name: 'Send Recovery Code' }).click();
  await submitReset(page, await mailbox.code(person.email), `${person.password}-new`);
  await page.getByRole('link', { name: 'Proceed to Signin' }).click();
  await submitSignIn(page, { ...person, password: `${person.password}-new` });
  await expect(page).toHaveURL('/about');
  await expect(profileBox(page)).toBeVisible();
});

test('J053 sign-in is remembered when the page is loaded again', async ({ page, people }) => {
  const person = await people.create();
  await signIn(page, person);
  await page.reload();
  await expect(profileBox(page)).toContainText(person.name);
  expect((await boxOf(profileBox(page))).height).toBeGreaterThanOrEqual(44);
});

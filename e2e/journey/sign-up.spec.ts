import { expectNoSidewaysScrolling } from '../fixtures/accessibility.ts';
import { boxOf, expectProblem, field, signUp, submitSignUp } from '../fixtures/auth-pages.ts';
import { findText, readBrowserData, storedNames } from '../fixtures/browser-data.ts';
import { expect, test } from '../fixtures/index.ts';
import { holdPoolCall, recordPoolCalls, recordSent } from '../fixtures/pool-calls.ts';

test('J102 the sign-up page has the same two halves, and its fields in order', async ({ page }) => {
  await page.goto('/signup');
  await expect(page).toHaveTitle('Sign up · Cruddur');
  const heading = page.getByRole('heading', { level: 1, name: 'Sign up to create a Cruddur account' });
  await expect(heading).toBeVisible();
  await expect(page.getByRole('banner')).toHaveCSS('background-color', 'rgb(136, 25, 245)');
  expect(await boxOf(page.getByRole('banner'))).toMatchObject({ x: 0, y: 0, width: 752 });
  expect(await boxOf(page.getByRole('main'))).toMatchObject({ x: 752, y: 0, width: 760 });

  const fields = page.getByRole('textbox');
  await expect(fields).toHaveCount(4);
  const labels = ['Name', 'Email', 'Username', 'Password'];
  for (const [index, label] of labels.entries()) await expect(fields.nth(index)).toHaveAccessibleName(label);
  const kinds = await fields.evaluateAll((inputs) => inputs.map((input) => input.getAttribute('autocomplete')));
  expect(kinds).toEqual(['name', 'username', 'nickname', 'new-password']);
  // The button stands at the left, under the fields.
  const button = await boxOf(page.getByRole('button', { name: 'Sign Up' }));
  expect(button.x).toBe((await boxOf(page.getByRole('form', { name: 'Sign up' }))).x);
  expect(button.y).toBeGreaterThan((await boxOf(field(page, 'Password'))).bottom);
  await expect(page.getByText('Already have an account? Sign in!')).toBeVisible();
  await page.getByRole('link', { name: 'Sign in!' }).click();
  await expect(page).toHaveURL('/signin');
});

test('J103 J104 J117 sign-up sends what was typed, and leads to confirm with the e-mail as typed', async ({
  page,
  people,
  network,
}) => {
  const invented = people.invent();
  const person = { ...invented, email: invented.email.replace('ann.', 'Ann.').replace('@example', '@Example') };
  const calls = recordPoolCalls(page);
  await signUp(page, person);
  await expect(page).toHaveURL(`/confirm?email=${encodeURIComponent(person.email)}`);
  expect(new URL(page.url()).searchParams.get('email')).toBe(person.email);
  expect(calls.map(({ operation }) => operation)).toEqual(['SignUp']);
  const { UserAttributes, ...input } = calls[0]?.input ?? {};
  expect(input).toEqual({ ClientId: network.clientId, Username: person.email, Password: person.password });
  expect(UserAttributes).toHaveLength(3);
  expect(UserAttributes).toEqual(
    expect.arrayContaining([
      { Name: 'name', Value: person.name },
      { Name: 'email', Value: person.email },
      { Name: 'preferred_username', Value: person.handle },
    ]),
  );
});

test('J103 the password is in the sign-up call and nowhere else', async ({ page, people, network }) => {
  const person = people.invent();
  const sent = recordSent(page);
  await signUp(page, person);
  await expect(field(page, 'Email')).toHaveValue(person.email);
  const requests = await sent();
  const carriers = findText(requests, person.password).map((name) => requests[name]);
  expect(carriers).toHaveLength(1);
  expect(carriers[0]).toContain('AWSCognitoIdentityProviderService.SignUp');
  expect(carriers[0]?.startsWith(`${network.userPoolsUrl}/ `)).toBe(true);
  const data = await readBrowserData(page);
  expect(storedNames(data)).toEqual([]);
  expect(findText(data, person.password)).toEqual([]);
});

test('J107 a sign-up that works and one that fails write nothing of their own to the console', async ({
  page,
  people,
  network,
  watch,
}) => {
  const lines: string[] = [];
  page.on('console', (message) => lines.push(message.text()));
  const person = people.invent();
  watch.expectStatus(400, network.userPoolsUrl);
  await signUp(page, person);
  expect(lines).toEqual([]);
  await page.goto('/signup');
  await submitSignUp(page, person);
  await expectProblem(page, 'An account with the given email already exists.');
  await expect.poll(() => lines).toEqual([expect.stringContaining('the server responded with a status of 400')]);
});

test('J058 a double click signs up once', async ({ page, people, network }) => {
  const person = people.invent();
  const calls = recordPoolCalls(page);
  const { held, release } = await holdPoolCall(page, network, 'SignUp');
  await page.goto('/signup');
  for (const [label, text] of [
    ['Name', person.name],
    ['Email', person.email],
    ['Username', person.handle],
    ['Password', person.password],
  ] as const) {
    await field(page, label).fill(text);
  }
  const button = page.getByRole('button', { name: 'Sign Up' });
  await button.dblclick();
  await held;
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await button.click({ force: true });
  release();
  await expect(page).toHaveURL(/\/confirm\?/);
  expect(calls.map(({ operation }) => operation)).toEqual(['SignUp']);
});

for (const width of [836, 390]) {
  test(`J066 J102 the sign-up page stays usable in a window of ${width} px`, async ({ page, people }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto('/signup');
    await expect(field(page, 'Name')).toBeVisible();
    await expectNoSidewaysScrolling(page);
    expect(await boxOf(page.getByRole('banner'))).toMatchObject({ x: 0, y: 0, width, height: 96 });
    await submitSignUp(page, people.invent());
    await expect(page).toHaveURL(/\/confirm\?/);
    await expectNoSidewaysScrolling(page);
  });
}

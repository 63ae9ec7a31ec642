import { AdminResetUserPasswordCommand, SignUpCommand } from '@aws-sdk/client-cognito-identity-provider';
import type { TestNetwork } from '@cruddur/stack';
import type { Page } from '@playwright/test';
import { alertPanel, boxOf, expectProblem, field, submitCode } from '../fixtures/auth-pages.ts';
import { findText, readBrowserData, storedNames } from '../fixtures/browser-data.ts';
import { expect, profileBox, submitSignIn, test } from '../fixtures/index.ts';
import { holdPoolCall, isPool, recordPoolCalls } from '../fixtures/pool-calls.ts';

test('J054 J056 a wrong password and an unknown user get the same answer', async ({ page, people, network, watch }) => {
  const known = await people.create();
  const invited = await people.create({ temporary: true });
  const unknown = people.invent();
  watch.expectStatus(400, network.userPoolsUrl);
  const calls = recordPoolCalls(page);
  const panels: string[] = [];
  for (const { email } of [known, invited, unknown]) {
    await page.goto('/signin');
    await submitSignIn(page, { email, password: 'Wrong-pass-word-1' });
    await expectProblem(page, 'Incorrect username or password.');
    panels.push(await alertPanel(page).innerText());
    await expect(page).toHaveURL('/signin');
  }
  expect(new Set(panels).size).toBe(1);
  // Nor does the way to the answer tell them apart.
  const oneSignIn = ['InitiateAuth', 'RespondToAuthChallenge'];
  expect(calls.map(({ operation }) => operation)).toEqual([...oneSignIn, ...oneSignIn, ...oneSignIn]);
});

test('J054 the red panel stands between the fields and the buttons', async ({ page, people, network, watch }) => {
  const { email } = people.invent();
  watch.expectStatus(400, network.userPoolsUrl);
  await page.goto('/signin');
  await submitSignIn(page, { email, password: 'Wrong-pass-word-1' });
  await expectProblem(page, 'Incorrect username or password.');
  await expect(alertPanel(page)).toHaveCSS('background-color', 'rgb(99, 23, 25)');
  const panel = await boxOf(alertPanel(page));
  expect(panel.y).toBeGreaterThanOrEqual((await boxOf(field(page, 'Password'))).bottom + 8);
  expect(panel.bottom).toBeLessThan((await boxOf(page.getByRole('button', { name: 'Sign In' }))).y);
  await expect(field(page, 'Email')).toHaveValue(email);
});

test('J057 J058 a second click and a second Enter while a sign-in runs do nothing', async ({
  page,
  people,
  network,
}) => {
  const person = await people.create();
  const calls = recordPoolCalls(page);
  const { held, release } = await holdPoolCall(page, network, 'InitiateAuth');
  await page.goto('/signin');
  await field(page, 'Email').fill(person.email);
  await field(page, 'Password').fill(person.password);
  const button = page.getByRole('button', { name: 'Sign In' });
  await button.dblclick();
  await held;
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByRole('form', { name: 'Sign in' })).toHaveAttribute('aria-busy', 'true');
  await button.click({ force: true });
  await field(page, 'Password').press('Enter');
  release();
  await expect(profileBox(page)).toBeVisible();
  expect(calls.map(({ operation }) => operation)).toEqual(['InitiateAuth', 'RespondToAuthChallenge']);
});

test('J059 the old message goes with the next submit', async ({ page, people, network, watch }) => {
  const person = await people.create();
  watch.expectStatus(400, network.userPoolsUrl);
  await page.goto('/signin');
  await submitSignIn(page, { email: person.email, password: 'Wrong-pass-word-1' });
  await expectProblem(page, 'Incorrect username or password.');
  const { held, release } = await holdPoolCall(page, network, 'InitiateAuth');
  await field(page, 'Password').fill(person.password);
  await page.getByRole('button', { name: 'Sign In' }).click();
  await held;
  await expect(alertPanel(page)).toHaveCount(0);
  release();
  await expect(profileBox(page)).toBeVisible();
});

test('J060 J126 who is not confirmed yet is led to confirm, and from there straight in', async ({
  page,
  people,
  network,
  mailbox,
  watch,
}) => {
  const person = people.invent();
  const { email, name, handle } = person;
  const attributes = { email, name, preferred_username: handle };
  const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
  await network.admin.send(
    new SignUpCommand({ ClientId: network.clientId, Username: email, Password: person.password, UserAttributes }),
  );
  watch.expectStatus(400, network.userPoolsUrl);
  await page.goto('/signin?next=/about');
  await submitSignIn(page, person);
  await expect(page).toHaveURL(`/confirm?email=${encodeURIComponent(email)}&next=%2Fabout`);
  await expect(page.getByText('Your email is not confirmed yet.')).toBeVisible();
  await expect(field(page, 'Email')).toHaveValue(email);
  // The password waits in the page's memory and nowhere else.
  const waiting = await readBrowserData(page);
  expect(storedNames(waiting).filter((name) => !name.startsWith('sessionStorage CognitoSignInState.'))).toEqual([]);
  expect(findText(waiting, person.password)).toEqual([]);
  await submitCode(page, await mailbox.code(email));
  await expect(page).toHaveURL('/about');
  await expect(profileBox(page)).toContainText(name);
});

test('J054 a pool that cannot be reached is told apart from a wrong password', async ({
  page,
  people,
  network,
  watch,
}) => {
  const person = await people.create();
  watch.expectNoAnswer(network.userPoolsUrl);
  await page.goto('/signin');
  await page.route(isPool(network), (route) => route.abort('connectionrefused'));
  await submitSignIn(page, person);
  await expectProblem(page, 'The sign-in service cannot be reached. Check your connection, then try again.');
  await page.unrouteAll();
  await page.getByRole('button', { name: 'Sign In' }).click();
  await expect(profileBox(page)).toBeVisible();
});

/** Lets the pool refuse a page's sign-ins for a reason that it does not have by itself. */
async function refuse(page: Page, network: TestNetwork, { status, body }: { status: number; body: string }) {
  const headers = { 'access-control-allow-origin': '*', 'content-type': 'application/x-amz-json-1.1' };
  await page.route(isPool(network), (route) => route.fulfill({ status, headers, body }));
}

for (const [what, status, body, text] of [
  ['nonsense', 502, '<h1>Bad Gateway</h1>', 'Something went wrong. Please try again.'],
  ['a fault', 500, '{"__type":"InternalErrorException","message":"Oh"}', 'Something went wrong. Please try again.'],
  [
    'that it is busy',
    400,
    '{"__type":"TooManyRequestsException","message":"Rate exceeded"}',
    'The service is busy. Please try again in a moment.',
  ],
] as const) {
  test(`J054 a pool that answers ${what} gets a plain sentence`, async ({ page, people, network, watch }) => {
    const person = people.invent();
    watch.expectStatus(status, network.userPoolsUrl);
    await page.goto('/signin');
    await refuse(page, network, { status, body });
    await submitSignIn(page, person);
    await expectProblem(page, text);
  });
}

test('J054 J128 who has to replace the password is led to recovery', async ({ page, people, network, watch }) => {
  const person = await people.create();
  watch.expectStatus(400, network.userPoolsUrl);
  await page.goto('/signin?next=/about');
  const { admin, poolId: UserPoolId } = network;
  await admin.send(new AdminResetUserPasswordCommand({ UserPoolId, Username: person.email }));
  await submitSignIn(page, person);
  await expect(page).toHaveURL('/forgot?next=%2Fabout');
  await expect(page.getByText('Your password has to be replaced.')).toBeVisible();
  await expect(field(page, 'Email')).toHaveValue(person.email);
});

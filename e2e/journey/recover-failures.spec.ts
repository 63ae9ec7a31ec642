import { alertPanel, askForRecovery, expectProblem, field, submitReset, wrongCode } from '../fixtures/auth-pages.ts';
import { expect, signIn, test } from '../fixtures/index.ts';
import { holdPoolCall, isPool, recordPoolCalls } from '../fixtures/pool-calls.ts';

const success = 'Your password has been successfully reset!';

test('J112 J132 two passwords that differ are noticed in the page, a wrong code in a panel', async ({
  page,
  people,
  network,
  mailbox,
  watch,
}) => {
  const person = await people.create();
  const password = `${person.password}-new`;
  watch.keepPrivate(password);
  watch.expectStatus(400, network.userPoolsUrl);
  await askForRecovery(page, person.email);
  const code = await mailbox.code(person.email);
  const calls = recordPoolCalls(page);
  await submitReset(page, code, password, `${password}-not`);
  await expect(field(page, 'New Password Again')).toBeFocused();
  await expect(field(page, 'New Password Again')).toHaveAccessibleDescription('Passwords do not match');
  expect(calls).toEqual([]);

  await submitReset(page, wrongCode(code), password);
  await expectProblem(page, 'Invalid verification code provided, please try again.');
  await expect(alertPanel(page)).toHaveCSS('background-color', 'rgb(99, 23, 25)');
  await expect(page.getByText('Passwords do not match')).toHaveCount(0);
  await expect(field(page, 'New Password')).toHaveValue(password);

  const { held, release } = await holdPoolCall(page, network, 'ConfirmForgotPassword');
  await field(page, 'Reset Password Code').fill(code);
  await page.getByRole('button', { name: 'Reset Password' }).dblclick();
  await held;
  await expect(alertPanel(page)).toHaveCount(0);
  release();
  await expect(page.getByText(success)).toBeVisible();
  expect(calls).toHaveLength(2);
});

test('J110 J128 a weak new password: live rules, and what the pool says; the code stays good', async ({
  page,
  people,
  network,
  mailbox,
  watch,
}) => {
  const person = await people.create();
  watch.expectStatus(400, network.userPoolsUrl);
  await askForRecovery(page, person.email);
  const code = await mailbox.code(person.email);
  const met = page.getByRole('list', { name: 'Password rules' }).getByRole('listitem').filter({ hasText: ': met' });
  await expect(met).toHaveCount(0);
  await field(page, 'New Password').pressSequentially('Ab1');
  await expect(met).toHaveText([/A digit/, /A lower-case letter/, /An upper-case letter/]);
  await submitReset(page, code, 'Abcdefgh-');
  await expectProblem(page, 'Please choose another password.');
  await expect(alertPanel(page)).toContainText('Password must have numeric characters');
  await expect(field(page, 'New Password')).toHaveAttribute('aria-invalid', 'true');
  await submitReset(page, code, `${person.password}-new`);
  await expect(page.getByText(success)).toBeVisible();
});

test('J133 J056 asking to recover an unknown e-mail reveals nothing', async ({
  page,
  people,
  network,
  mailbox,
  watch,
}) => {
  const known = await people.create();
  const unknown = people.invent();
  watch.expectStatus(400, network.userPoolsUrl);
  const seen: string[] = [];
  const answers: unknown[] = [];
  page.on('response', async (response) => {
    if (response.request().method() === 'POST') answers.push(response.status());
  });
  for (const { email } of [known, unknown]) {
    await askForRecovery(page, email);
    const step = await page.getByRole('main').innerText();
    await submitReset(page, wrongCode(email === known.email ? await mailbox.code(email) : ''), known.password);
    await expectProblem(page, 'Invalid verification code provided, please try again.');
    const refusal = await page.getByRole('main').innerText();
    seen.push(`${step}\n${refusal}`.replaceAll(email, 'somebody@example.com'));
  }
  expect(seen[1]).toBe(seen[0]);
  expect(answers).toEqual([200, 400, 200, 400]);
  expect(await mailbox.messages(unknown.email)).toEqual([]);
});

test('J128 another code can be asked for; the former one no longer works', async ({
  page,
  people,
  network,
  mailbox,
  watch,
}) => {
  const person = await people.create();
  watch.expectStatus(400, network.userPoolsUrl);
  await askForRecovery(page, person.email);
  const first = await mailbox.code(person.email);
  const again = page.getByRole('button', { name: 'Send Another Code' });
  await again.click();
  await expect(page.getByText('If there is an account for this email, a new code is on its way.')).toBeVisible();
  await expect(again).toHaveAttribute('aria-disabled', 'true');
  const second = await mailbox.code(person.email, 2);
  await submitReset(page, first, `${person.password}-new`);
  await expectProblem(page, 'Invalid verification code provided, please try again.');
  await submitReset(page, second, `${person.password}-new`);
  await expect(page.getByText(success)).toBeVisible();
});

test('J128 asking too often is told in plain words', async ({ page, people, network, watch }) => {
  const { email } = await people.create();
  watch.expectStatus(400, network.userPoolsUrl);
  for (let times = 0; times < 5; times += 1) await askForRecovery(page, email);
  await page.goto('/forgot');
  await field(page, 'Email').fill(email);
  await page.getByRole('button', { name: 'Send Recovery Code' }).click();
  await expectProblem(page, 'Too many attempts. Please wait a while, then try again.');
  await expect(field(page, 'Email')).toHaveValue(email);
});

test('J128 who has only a temporary password is told whom to ask', async ({ page, people, network, watch }) => {
  const { email } = await people.create({ temporary: true });
  watch.expectStatus(400, network.userPoolsUrl);
  await page.goto('/forgot');
  await field(page, 'Email').fill(email);
  await page.getByRole('button', { name: 'Send Recovery Code' }).click();
  await expectProblem(page, 'This password cannot be recovered here. Please ask whoever runs this site.');
});

test('J128 a lost network and an empty e-mail are told in plain words', async ({ page, people, network, watch }) => {
  const { email } = await people.create();
  watch.expectNoAnswer(network.userPoolsUrl);
  const calls = recordPoolCalls(page);
  await page.goto('/forgot');
  await page.getByRole('button', { name: 'Send Recovery Code' }).click();
  await expect(field(page, 'Email')).toBeFocused();
  await expect(field(page, 'Email')).toHaveAccessibleDescription('Enter your email.');
  expect(calls).toEqual([]);
  await page.route(isPool(network), (route) => route.abort('connectionrefused'));
  await field(page, 'Email').fill(email);
  await page.getByRole('button', { name: 'Send Recovery Code' }).click();
  await expectProblem(page, 'The sign-in service cannot be reached. Check your connection, then try again.');
});

test('J128 who is signed in may recover all the same', async ({ page, people, mailbox }) => {
  const person = await people.create();
  await signIn(page, person);
  await askForRecovery(page, person.email);
  await submitReset(page, await mailbox.code(person.email), `${person.password}-new`);
  await expect(page.getByText(success)).toBeVisible();
});

import { AdminDeleteUserCommand, ConfirmSignUpCommand } from '@aws-sdk/client-cognito-identity-provider';
import { alertPanel, expectProblem, field, signUp, submitCode, wrongCode } from '../fixtures/auth-pages.ts';
import { expect, profileBox, test } from '../fixtures/index.ts';
import { holdPoolCall, isPool, recordPoolCalls } from '../fixtures/pool-calls.ts';

test('J124 a wrong code says so, keeps the form open, and the right one still works', async ({
  page,
  people,
  network,
  mailbox,
  watch,
}) => {
  const person = people.invent();
  watch.expectStatus(400, network.userPoolsUrl);
  await signUp(page, person);
  const code = await mailbox.code(person.email);
  await submitCode(page, wrongCode(code));
  await expectProblem(page, 'Invalid verification code provided, please try again.');
  await expect(field(page, 'Confirmation Code')).toHaveAttribute('aria-invalid', 'true');
  await expect(field(page, 'Email')).toHaveValue(person.email);

  const { held, release } = await holdPoolCall(page, network, 'ConfirmSignUp');
  // As it is often copied: with blanks.
  await submitCode(page, ` ${code.slice(0, 3)} ${code.slice(3)} `);
  await held;
  await expect(alertPanel(page)).toHaveCount(0);
  release();
  await expect(profileBox(page)).toContainText(person.name);
});

test('J124 an account that is confirmed already: the panel says so and leads to sign-in', async ({
  page,
  people,
  network,
  mailbox,
  watch,
}) => {
  const person = people.invent();
  watch.expectStatus(400, network.userPoolsUrl);
  await signUp(page, person);
  const ConfirmationCode = await mailbox.code(person.email);
  const { clientId: ClientId, admin } = network;
  await admin.send(new ConfirmSignUpCommand({ ClientId, Username: person.email, ConfirmationCode }));
  await submitCode(page, ConfirmationCode);
  await expectProblem(page, 'This account is confirmed already, so you can sign in.');
  await alertPanel(page).getByRole('link', { name: 'Sign in' }).click();
  await expect(page).toHaveURL('/signin');
  await expect(field(page, 'Email')).toHaveValue(person.email);
});

test('J111 asking for another code for an account that is confirmed already leads to sign-in', async ({
  page,
  people,
  network,
  watch,
}) => {
  const { email } = await people.create();
  watch.expectStatus(400, network.userPoolsUrl);
  await page.goto(`/confirm?email=${encodeURIComponent(email)}&next=/about`);
  await page.getByRole('button', { name: 'Resend Activation Code' }).click();
  await expectProblem(page, 'A code cannot be sent: this account may be confirmed already.');
  await alertPanel(page).getByRole('link', { name: 'Sign in' }).click();
  await expect(page).toHaveURL('/signin?next=%2Fabout');
  await expect(field(page, 'Email')).toHaveValue(email);
});

test('J124 a code for an account that is gone', async ({ page, people, network, mailbox, watch }) => {
  const person = people.invent();
  watch.expectStatus(400, network.userPoolsUrl);
  await signUp(page, person);
  const code = await mailbox.code(person.email);
  await network.admin.send(new AdminDeleteUserCommand({ UserPoolId: network.poolId, Username: person.email }));
  await submitCode(page, code);
  await expectProblem(page, 'Invalid code provided, please request a code again.');
});

test('J111 J112 asking for another code without an e-mail says what is needed, without a request', async ({ page }) => {
  const calls = recordPoolCalls(page);
  await page.goto('/confirm');
  await page.getByRole('button', { name: 'Resend Activation Code' }).click();
  await expectProblem(page, 'You need to provide an email in order to send Resend Activation Code');
  expect(calls).toEqual([]);
});

test('J111 asking for another code for an address nobody signed up with reveals nothing', async ({
  page,
  people,
  mailbox,
}) => {
  const { email } = people.invent();
  await page.goto(`/confirm?email=${encodeURIComponent(email)}`);
  await page.getByRole('button', { name: 'Resend Activation Code' }).click();
  await expect(page.getByText('A new activation code has been sent to your email')).toBeVisible();
  await expect(alertPanel(page)).toHaveCount(0);
  expect(await mailbox.messages(email)).toEqual([]);
});

test('J120 J121 another code can be asked for, the button rests, and only the newest code works', async ({
  page,
  people,
  network,
  mailbox,
  watch,
}) => {
  const person = people.invent();
  watch.expectStatus(400, network.userPoolsUrl);
  await page.clock.install();
  await signUp(page, person);
  const first = await mailbox.code(person.email);
  const resend = page.getByRole('button', { name: 'Resend Activation Code' });
  const calls = recordPoolCalls(page);
  await resend.dblclick();
  const sent = page.getByText('A new activation code has been sent to your email');
  await expect(sent).toBeVisible();
  await expect(resend).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByText(/^You can ask again in \d+ s\.$/)).toBeVisible();
  await resend.click({ force: true });
  expect(calls.map(({ operation }) => operation)).toEqual(['ResendConfirmationCode']);
  const second = await mailbox.newest(person.email, 2);
  expect(second).toMatchObject({
    subject: 'Your verification code',
    text: `Your confirmation code is ${second.code}`,
  });

  // A second at a time, since each second is counted after the one before was shown.
  const rest = async () => {
    await page.clock.fastForward(1_000);
    return resend.getAttribute('aria-disabled');
  };
  await expect.poll(rest, { intervals: [20], timeout: 30_000 }).toBeNull();
  await expect(page.getByText(/^You can ask again/)).toHaveCount(0);
  await resend.click();
  const third = await mailbox.code(person.email, 3);
  expect(third).not.toBe(first);
  await submitCode(page, first);
  await expectProblem(page, 'Invalid verification code provided, please try again.');
  await submitCode(page, third);
  await expect(profileBox(page)).toContainText(person.name);
});

test('J124 what is no code, and a lost network, are told in plain words', async ({ page, people, network, watch }) => {
  const { email } = people.invent();
  watch.expectNoAnswer(network.userPoolsUrl);
  const calls = recordPoolCalls(page);
  await page.goto(`/confirm?email=${encodeURIComponent(email)}`);
  await submitCode(page, '12345');
  await expect(field(page, 'Confirmation Code')).toBeFocused();
  await expect(field(page, 'Confirmation Code')).toHaveAccessibleDescription('The code has 6 digits.');
  expect(calls).toEqual([]);
  await page.route(isPool(network), (route) => route.abort('connectionrefused'));
  await submitCode(page, '123456');
  await expectProblem(page, 'The sign-in service cannot be reached. Check your connection, then try again.');
  await page.getByRole('button', { name: 'Resend Activation Code' }).click();
  await expect(alertPanel(page).last()).toContainText('The sign-in service cannot be reached.');
});

test('J058 a double click confirms once', async ({ page, people, network, mailbox }) => {
  const person = people.invent();
  await signUp(page, person);
  const calls = recordPoolCalls(page);
  const { held, release } = await holdPoolCall(page, network, 'ConfirmSignUp');
  await field(page, 'Confirmation Code').fill(await mailbox.code(person.email));
  await page.getByRole('button', { name: 'Confirm Email' }).dblclick();
  await held;
  release();
  await expect(profileBox(page)).toBeVisible();
  expect(calls.filter(({ operation }) => operation === 'ConfirmSignUp')).toHaveLength(1);
});

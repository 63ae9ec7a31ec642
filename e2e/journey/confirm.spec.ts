import { AdminGetUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { boxOf, field, signUp, submitCode } from '../fixtures/auth-pages.ts';
import { findText, readBrowserData, storedNames } from '../fixtures/browser-data.ts';
import { expect, profileBox, submitSignIn, test } from '../fixtures/index.ts';
import { recordPoolCalls } from '../fixtures/pool-calls.ts';

const purple = 'rgb(136, 25, 245)';

test('J118 J119 the confirm page: a purple page, the logo on top, a dark card with the e-mail filled in', async ({
  page,
  people,
}) => {
  const { email } = people.invent();
  await page.goto(`/confirm?email=${encodeURIComponent(email)}`);
  await expect(page).toHaveTitle('Confirm your email · Cruddur');
  const heading = page.getByRole('heading', { level: 1, name: 'Confirm your Email' });
  await expect(field(page, 'Email')).toHaveValue(email);
  await expect(field(page, 'Confirmation Code')).toHaveValue('');
  await expect(field(page, 'Confirmation Code')).toHaveAttribute('autocomplete', 'one-time-code');
  await expect(field(page, 'Confirmation Code')).toHaveAttribute('inputmode', 'numeric');

  const card = page.locator('section', { has: heading });
  await expect(card).toHaveCSS('background-color', 'rgb(32, 33, 36)');
  await expect(card).toHaveCSS('border-radius', '12px');
  const { x, y, width, bottom } = await boxOf(card);
  expect({ x, width }).toEqual({ x: (1512 - 560) / 2, width: 560 });
  const logo = await boxOf(page.getByRole('link', { name: 'Cruddur home' }));
  expect(logo.bottom).toBeLessThanOrEqual(y);
  expect(logo.x + logo.width / 2).toBe(1512 / 2);
  expect((await boxOf(page.getByRole('button', { name: 'Confirm Email' }))).bottom).toBeLessThan(bottom);
  expect((await boxOf(page.getByRole('button', { name: 'Resend Activation Code' }))).y).toBeGreaterThan(bottom);
  // Purple from edge to edge.
  const corners = [
    [2, 2],
    [1509, 2],
    [2, 797],
    [1509, 797],
  ] as const;
  for (const [left, top] of corners) {
    const colour = await page.evaluate(
      ([at, from]) => {
        const element = document.elementFromPoint(at, from);
        return element && getComputedStyle(element).backgroundColor;
      },
      [left, top] as const,
    );
    expect(colour).toBe(purple);
  }
});

test('J121 the sign-up mail is the one Cognito sends', async ({ page, people, mailbox, network }) => {
  const person = people.invent();
  const signedUpAt = network.clock.now();
  await signUp(page, person);
  await expect(page.getByText('We have sent a code to your email.')).toBeVisible();
  const mail = await mailbox.newest(person.email);
  expect(mail).toMatchObject({
    from: 'no-reply@verificationemail.com',
    to: person.email,
    subject: 'Your verification code',
    text: `Your confirmation code is ${mail.code}`,
  });
  expect(mail.code).toMatch(/^\d{6}$/);
  expect(Date.parse(mail.sentAt) - signedUpAt).toBeLessThan(60_000);
  expect(await mailbox.messages(person.email)).toHaveLength(1);
});

test('J123 J125 J126 J127 confirming signs in directly while the page lives', async ({
  page,
  people,
  mailbox,
  network,
}) => {
  const invented = people.invent();
  const person = { ...invented, email: invented.email.replace('ann.', 'Ann.') };
  await signUp(page, person);
  // The password waits in the page's memory and nowhere else.
  const waiting = await readBrowserData(page);
  expect(storedNames(waiting)).toEqual([]);
  expect(findText(waiting, person.password)).toEqual([]);

  const calls = recordPoolCalls(page);
  await submitCode(page, await mailbox.code(person.email));
  await expect(page).toHaveURL('/');
  await expect(profileBox(page)).toContainText(person.name);
  await expect(profileBox(page)).toContainText(`@${person.handle}`);
  expect(calls.map(({ operation }) => operation)).toEqual(['ConfirmSignUp', 'InitiateAuth', 'RespondToAuthChallenge']);
  expect(JSON.stringify(calls)).not.toContain(person.password);

  const { poolId: UserPoolId, admin } = network;
  const user = await admin.send(new AdminGetUserCommand({ UserPoolId, Username: person.email }));
  expect(user).toMatchObject({ UserStatus: 'CONFIRMED', Enabled: true });
  expect(user.Username).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  const attributes = Object.fromEntries((user.UserAttributes ?? []).map(({ Name, Value }) => [Name, Value]));
  expect(attributes).toMatchObject({ email: person.email, email_verified: 'true', sub: user.Username });
});

test('J126 after a reload, confirming leads to sign-in with the e-mail filled in', async ({
  page,
  people,
  mailbox,
}) => {
  const person = people.invent();
  await signUp(page, person, '/signup?next=/about');
  await page.reload();
  await expect(field(page, 'Email')).toHaveValue(person.email);
  await submitCode(page, await mailbox.code(person.email));
  await expect(page).toHaveURL(`/signin?email=${encodeURIComponent(person.email)}&next=%2Fabout`);
  await expect(page.getByText('Your email is confirmed. You can sign in now.')).toBeVisible();
  await expect(field(page, 'Email')).toHaveValue(person.email);
  await expect(field(page, 'Password')).toHaveValue('');
  await submitSignIn(page, person);
  await expect(page).toHaveURL('/about');
  await expect(profileBox(page)).toContainText(person.name);
});

test('J126 confirming in another tab leads to sign-in there, with the e-mail filled in', async ({
  page,
  context,
  people,
  mailbox,
}) => {
  const person = people.invent();
  await signUp(page, person);
  const other = await context.newPage();
  await other.goto('/confirm');
  await field(other, 'Email').fill(person.email);
  await submitCode(other, await mailbox.code(person.email));
  await expect(other).toHaveURL(`/signin?email=${encodeURIComponent(person.email)}`);
  await expect(field(other, 'Email')).toHaveValue(person.email);
  await submitSignIn(other, person);
  await expect(profileBox(other)).toBeVisible();
  // The first tab notices that there is nothing left to confirm.
  await expect(page).toHaveURL('/');
  await expect(profileBox(page)).toContainText(person.name);
});

test('J126 the waiting password is for its own address only', async ({ page, people, mailbox, network }) => {
  const person = people.invent();
  const other = people.invent();
  await signUp(page, other);
  await signUp(page, person);
  await field(page, 'Email').fill(other.email);
  const calls = recordPoolCalls(page);
  await submitCode(page, await mailbox.code(other.email));
  await expect(page).toHaveURL(`/signin?email=${encodeURIComponent(other.email)}`);
  expect(calls.map(({ operation }) => operation)).toEqual(['ConfirmSignUp']);
  expect(network.webUrl).toBe(new URL(page.url()).origin);
});

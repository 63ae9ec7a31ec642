import { AdminCreateUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import type { TestNetwork } from '@cruddur/stack';
import { alertPanel, boxOf, expectProblem, field, submitNewPassword } from '../fixtures/auth-pages.ts';
import { findText } from '../fixtures/browser-data.ts';
import { expect, type Person, profileBox, submitSignIn, test } from '../fixtures/index.ts';
import { holdPoolCall, isPool, recordPoolCalls, recordSent } from '../fixtures/pool-calls.ts';

/** Invites somebody by mail, as an administrator does: with the name and handle, or with the address alone. */
async function invite({ admin, poolId }: TestNetwork, { email, name, handle }: Person, isNamed = true): Promise<void> {
  const attributes = { email, email_verified: 'true', ...(isNamed && { name, preferred_username: handle }) };
  const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
  await admin.send(new AdminCreateUserCommand({ UserPoolId: poolId, Username: email, UserAttributes }));
}

test('J084 J134 an invited user replaces the mailed password, wrong ones first', async ({
  page,
  people,
  network,
  mailbox,
  watch,
}) => {
  const person = people.invent();
  watch.expectStatus(400, network.userPoolsUrl);
  await invite(network, person);
  const mail = await mailbox.newest(person.email);
  expect(mail).toMatchObject({
    from: 'no-reply@verificationemail.com',
    to: person.email,
    subject: 'Your temporary password',
    text: `Your username is ${person.email} and temporary password is ${mail.code}`,
  });
  const temporary = { email: person.email, password: mail.code ?? '' };

  await page.goto('/signin');
  await submitSignIn(page, { ...temporary, password: 'Wrong-pass-word-1' });
  await expectProblem(page, 'Incorrect username or password.');
  await submitSignIn(page, temporary);
  await expect(page).toHaveURL('/new-password');
  await expect(page.getByRole('heading', { level: 1, name: 'Choose a new Password' })).toBeFocused();
  await expect(page.getByText('Your password was a temporary one. Choose your own to go on.')).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveCount(2);

  await submitNewPassword(page, person.password, `${person.password}-not`);
  await expect(field(page, 'New Password Again')).toBeFocused();
  await expect(field(page, 'New Password Again')).toHaveAccessibleDescription('Passwords do not match');
  const met = page.getByRole('list', { name: 'Password rules' }).getByRole('listitem').filter({ hasText: ': met' });
  await expect(met).toHaveCount(5);
  await submitNewPassword(page, 'weak-password-1');
  await expect(met).toHaveCount(4);
  await expectProblem(page, 'Please choose another password.');
  await expect(alertPanel(page)).toContainText('Password must have uppercase characters');

  await submitNewPassword(page, person.password);
  await expect(page).toHaveURL('/');
  await expect(profileBox(page)).toContainText(person.name);
  await expect(profileBox(page)).toContainText(`@${person.handle}`);
});

test('J084 the temporary password is used up, the new one signs in', async ({ page, people, network, watch }) => {
  const person = await people.create({ temporary: true });
  const password = `${person.password}-new`;
  watch.keepPrivate(password);
  watch.expectStatus(400, network.userPoolsUrl);
  await page.goto('/signin?next=/about');
  await submitSignIn(page, person);
  await expect(page).toHaveURL('/new-password?next=%2Fabout');
  await submitNewPassword(page, password);
  await expect(page).toHaveURL('/about');
  await profileBox(page).click();
  await page.getByRole('menuitem', { name: 'Sign Out' }).click();
  await expect(profileBox(page)).toHaveCount(0);

  await page.goto('/signin');
  await submitSignIn(page, person);
  await expectProblem(page, 'Incorrect username or password.');
  await submitSignIn(page, { ...person, password });
  await expect(profileBox(page)).toContainText(person.name);
});

test('J084 the page asks for the attributes that the pool still wants', async ({ page, people, network, mailbox }) => {
  const person = people.invent();
  await invite(network, person, false);
  await page.goto('/signin');
  await submitSignIn(page, { ...person, password: await mailbox.code(person.email) });
  await expect(page).toHaveURL('/new-password');
  await expect(page.getByRole('textbox')).toHaveCount(4);
  await submitNewPassword(page, person.password);
  await expect(field(page, 'Name')).toBeFocused();
  await expect(field(page, 'Name')).toHaveAccessibleDescription('Fill this in, please.');
  await field(page, 'Name').fill(person.name);
  await field(page, 'Username').fill(person.handle);
  await page.getByRole('button', { name: 'Set Password' }).click();
  await expect(page).toHaveURL('/');
  await expect(profileBox(page)).toContainText(person.name);
  await expect(profileBox(page)).toContainText(`@${person.handle}`);
});

test('J084 a reload of the page loses nothing', async ({ page, people, network, mailbox }) => {
  const person = people.invent();
  await invite(network, person, false);
  await page.goto('/signin?next=/about');
  await submitSignIn(page, { ...person, password: await mailbox.code(person.email) });
  await expect(page).toHaveURL('/new-password?next=%2Fabout');
  await page.reload();
  await field(page, 'Name').fill(person.name);
  await field(page, 'Username').fill(person.handle);
  await submitNewPassword(page, person.password);
  await expect(page).toHaveURL('/about');
  await expect(profileBox(page)).toContainText(person.name);
});

test('J062 J084 the temporary password travels nowhere, the new one only in the answer to the challenge', async ({
  page,
  people,
  network,
}) => {
  const person = await people.create({ temporary: true });
  const sent = recordSent(page);
  const calls = recordPoolCalls(page);
  await page.goto('/signin');
  await submitSignIn(page, person);
  await expect(page).toHaveURL('/new-password');
  const { held, release } = await holdPoolCall(page, network, 'RespondToAuthChallenge');
  // Nothing of the temporary password may be in it.
  const password = 'Quite-an-0ther-1';
  await field(page, 'New Password').fill(password);
  await field(page, 'New Password Again').fill(password);
  await page.getByRole('button', { name: 'Set Password' }).dblclick();
  await held;
  await page.getByRole('button', { name: 'Set Password' }).click({ force: true });
  release();
  await expect(profileBox(page)).toBeVisible();

  const requests = await sent();
  expect(findText(requests, person.password)).toEqual([]);
  expect(findText(requests, password)).toHaveLength(1);
  expect(calls.map(({ operation, input }) => input.ChallengeName ?? operation)).toEqual([
    'InitiateAuth',
    'PASSWORD_VERIFIER',
    'NEW_PASSWORD_REQUIRED',
  ]);
  expect(calls[2]?.input.ChallengeResponses).toMatchObject({ NEW_PASSWORD: password });
});

test('J084 opened by itself, or with the network lost, the page says what to do', async ({
  page,
  people,
  network,
  watch,
}) => {
  const person = await people.create({ temporary: true });
  watch.expectNoAnswer(network.userPoolsUrl);
  await page.goto('/new-password');
  await submitNewPassword(page, person.password);
  await expectProblem(page, 'Sign in once more with your temporary password.');
  await alertPanel(page).getByRole('link', { name: 'Sign in' }).click();
  await expect(page).toHaveURL('/signin');
  await submitSignIn(page, person);
  await expect(page).toHaveURL('/new-password');
  await page.route(isPool(network), (route) => route.abort('connectionrefused'));
  await submitNewPassword(page, `${person.password}-new`);
  await expectProblem(page, 'The sign-in service cannot be reached. Check your connection, then try again.');
  await page.unrouteAll();
  await page.getByRole('button', { name: 'Set Password' }).click();
  await expect(profileBox(page)).toBeVisible();
});

for (const width of [836, 390]) {
  test(`J066 J084 the page stays usable in a window of ${width} px`, async ({ page, people }) => {
    const person = await people.create({ temporary: true });
    await page.setViewportSize({ width, height: 800 });
    await page.goto('/signin');
    await submitSignIn(page, person);
    const { x, right } = await boxOf(page.getByRole('button', { name: 'Set Password' }));
    expect(x).toBeGreaterThanOrEqual(12);
    expect(right).toBeLessThanOrEqual(width - 12);
    await submitNewPassword(page, `${person.password}-new`);
    await expect(profileBox(page)).toBeVisible();
  });
}

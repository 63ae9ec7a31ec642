import { expectAccessible } from '../fixtures/accessibility.ts';
import { askForRecovery, boxOf, field, submitReset } from '../fixtures/auth-pages.ts';
import { findText, readBrowserData, storedNames } from '../fixtures/browser-data.ts';
import { expect, profileBox, submitSignIn, test } from '../fixtures/index.ts';
import { recordPoolCalls, recordSent } from '../fixtures/pool-calls.ts';

test('J128 step 1 asks for the e-mail, step 2 for the code and the new password twice', async ({ page, people }) => {
  const { email } = await people.create();
  await page.goto('/forgot');
  await expect(page).toHaveTitle('Recover your password · Cruddur');
  const heading = page.getByRole('heading', { level: 1, name: 'Recover your Password' });
  const card = page.locator('section', { has: heading });
  await expect(card).toHaveCSS('background-color', 'rgb(32, 33, 36)');
  expect(await boxOf(card)).toMatchObject({ x: (1512 - 560) / 2, width: 560 });
  await expect(page.getByRole('textbox')).toHaveCount(1);
  await expect(field(page, 'Email')).toHaveAttribute('type', 'email');
  await field(page, 'Email').fill(email);
  await page.getByRole('button', { name: 'Send Recovery Code' }).click();

  await expect(field(page, 'Reset Password Code')).toBeVisible();
  await expect(heading).toBeFocused();
  const fields = page.getByRole('textbox');
  await expect(fields).toHaveCount(3);
  const labels = ['Reset Password Code', 'New Password', 'New Password Again'];
  for (const [index, label] of labels.entries()) await expect(fields.nth(index)).toHaveAccessibleName(label);
  const kinds = await fields.evaluateAll((inputs) => inputs.map((input) => input.getAttribute('autocomplete')));
  expect(kinds).toEqual(['one-time-code', 'new-password', 'new-password']);
  // The original left no gap above the last label.
  const last = await boxOf(page.getByText('New Password Again', { exact: true }));
  expect(last.y - (await boxOf(page.getByRole('list', { name: 'Password rules' }))).bottom).toBeGreaterThanOrEqual(8);
  await expect(page.getByRole('button', { name: 'Reset Password' })).toBeVisible();
});

test('J129 J130 J131 J132 the mailed code sets a new password, and only the new one signs in', async ({
  page,
  people,
  mailbox,
  network,
  watch,
}) => {
  const person = await people.create();
  const password = `${person.password}-new`;
  watch.keepPrivate(password);
  await askForRecovery(page, person.email);
  const mail = await mailbox.newest(person.email);
  expect(mail).toMatchObject({
    from: 'no-reply@verificationemail.com',
    to: person.email,
    subject: 'Your verification code',
    text: `Your password reset code is ${mail.code}`,
  });
  expect(mail.code).toMatch(/^\d{6}$/);

  const calls = recordPoolCalls(page);
  await submitReset(page, mail.code ?? '', password);
  await expect(page.getByText('Your password has been successfully reset!')).toBeVisible();
  expect(calls).toEqual([
    {
      operation: 'ConfirmForgotPassword',
      input: {
        ClientId: network.clientId,
        Username: person.email,
        ConfirmationCode: mail.code,
        Password: password,
      },
    },
  ]);
  const proceed = page.getByRole('link', { name: 'Proceed to Signin' });
  await expect(proceed).toBeVisible();
  // Both lines were nearly unreadable: black on the dark card.
  await expectAccessible(page);
  await proceed.click();
  await expect(page).toHaveURL(`/signin?email=${encodeURIComponent(person.email)}`);
  await expect(field(page, 'Email')).toHaveValue(person.email);

  watch.expectStatus(400, network.userPoolsUrl);
  await submitSignIn(page, person);
  await expect(page.getByRole('alert')).toContainText('Incorrect username or password.');
  await submitSignIn(page, { ...person, password });
  await expect(page).toHaveURL('/');
  await expect(profileBox(page)).toContainText(person.name);
  await expect(profileBox(page)).toContainText(`@${person.handle}`);
});

test('J128 the new password is sent once, to the pool, and kept nowhere', async ({
  page,
  people,
  mailbox,
  network,
}) => {
  const person = await people.create();
  const password = `${person.password}-new`;
  await askForRecovery(page, person.email);
  const code = await mailbox.code(person.email);
  const sent = recordSent(page);
  await submitReset(page, code, password);
  await expect(page.getByText('Your password has been successfully reset!')).toBeVisible();
  const requests = await sent();
  const carriers = findText(requests, password).map((name) => requests[name]);
  expect(carriers).toHaveLength(1);
  expect(carriers[0]).toContain('AWSCognitoIdentityProviderService.ConfirmForgotPassword');
  expect(carriers[0]?.startsWith(`${network.userPoolsUrl}/ `)).toBe(true);
  const data = await readBrowserData(page);
  expect(storedNames(data)).toEqual([]);
  expect(findText(data, password)).toEqual([]);
});

test('J128 recovery needs the keyboard only', async ({ page, people, mailbox }) => {
  const { email, password } = await people.create();
  await page.goto('/signin');
  await field(page, 'Email').fill(email);
  await page.getByRole('link', { name: 'Forgot Password?' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(field(page, 'Email')).toBeFocused();
  await expect(field(page, 'Email')).toHaveValue(email);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(field(page, 'Reset Password Code')).toBeFocused();
  await page.keyboard.type(await mailbox.code(email));
  await page.keyboard.press('Tab');
  await page.keyboard.type(`${password}-new`);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(field(page, 'New Password Again')).toBeFocused();
  await page.keyboard.type(`${password}-new`);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Proceed to Signin' })).toBeFocused();
});

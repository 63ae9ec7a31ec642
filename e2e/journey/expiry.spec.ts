import {
  alertPanel,
  askForRecovery,
  expectProblem,
  field,
  signUp,
  submitCode,
  submitNewPassword,
  submitReset,
} from '../fixtures/auth-pages.ts';
import { expect, profileBox, submitSignIn, test } from '../fixtures/index.ts';
import { day, hour, letPass, minute, shareClock } from './steps.ts';

// This file moves the servers' clock.
test.use({ networkOptions: { purpose: 'expiry of codes and passwords' } });

test.beforeEach(({ watch, network }) => watch.expectStatus(400, network.userPoolsUrl));

test('J124 a sign-up code works for a day; then another one does, and still leads straight in', async ({
  page,
  people,
  network,
  mailbox,
}) => {
  const person = people.invent();
  await shareClock(page, network);
  await signUp(page, person);
  const code = await mailbox.code(person.email);
  await letPass(page, network, day);
  await submitCode(page, code);
  await expectProblem(page, 'Invalid code provided, please request a code again.');
  await expect(field(page, 'Confirmation Code')).toHaveAttribute('aria-invalid', 'true');
  await page.getByRole('button', { name: 'Resend Activation Code' }).click();
  await expect(page.getByText('A new activation code has been sent to your email')).toBeVisible();
  await submitCode(page, await mailbox.code(person.email));
  await expect(page).toHaveURL('/');
  await expect(profileBox(page)).toContainText(person.name);
});

test('J124 a sign-up code still works a minute before its day is over', async ({ page, people, network, mailbox }) => {
  const person = people.invent();
  await shareClock(page, network);
  await signUp(page, person);
  const code = await mailbox.code(person.email);
  await letPass(page, network, day - minute);
  await submitCode(page, code);
  await expect(profileBox(page)).toContainText(person.name);
});

test('J128 J132 a reset code works for an hour; then another one does', async ({ page, people, network, mailbox }) => {
  const person = await people.create();
  const password = `${person.password}-new`;
  await shareClock(page, network);
  await askForRecovery(page, person.email);
  const code = await mailbox.code(person.email);
  await letPass(page, network, hour);
  await submitReset(page, code, password);
  await expectProblem(page, 'Invalid code provided, please request a code again.');
  await page.getByRole('button', { name: 'Send Another Code' }).click();
  await submitReset(page, await mailbox.code(person.email, 2), password);
  await expect(page.getByText('Your password has been successfully reset!')).toBeVisible();
  await page.getByRole('link', { name: 'Proceed to Signin' }).click();
  await submitSignIn(page, { ...person, password });
  await expect(profileBox(page)).toContainText(person.name);
});

test('J084 a temporary password works for seven days; then the page says whose turn it is', async ({
  page,
  people,
  network,
}) => {
  const [late, inTime] = [await people.create({ temporary: true }), await people.create({ temporary: true })];
  await shareClock(page, network);
  await page.goto('/signin');
  await letPass(page, network, 7 * day - minute);
  await submitSignIn(page, inTime);
  await expect(page).toHaveURL('/new-password');
  await letPass(page, network, minute);
  await page.goto('/signin');
  await submitSignIn(page, late);
  await expectProblem(page, 'Temporary password has expired and must be reset by an administrator.');
  await expect(page).toHaveURL('/signin');
});

test('J084 whoever takes more than three minutes to choose a password is sent back to sign-in', async ({
  page,
  people,
  network,
}) => {
  const person = await people.create({ temporary: true });
  const password = `${person.password}-new`;
  await shareClock(page, network);
  await page.goto('/signin');
  await submitSignIn(page, person);
  await expect(page).toHaveURL('/new-password');
  await letPass(page, network, 3 * minute);
  await submitNewPassword(page, password);
  await expectProblem(page, 'This took too long. Sign in once more with your temporary password.');
  // The same after a reload, which finds that Amplify's own memory has ended too.
  await page.reload();
  await submitNewPassword(page, password);
  await expectProblem(page, 'This took too long. Sign in once more with your temporary password.');
  await alertPanel(page).getByRole('link', { name: 'Sign in' }).click();
  await submitSignIn(page, person);
  await expect(page).toHaveURL('/new-password');
  await submitNewPassword(page, password);
  await expect(profileBox(page)).toContainText(person.name);
});

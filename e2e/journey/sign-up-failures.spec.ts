import { alertPanel, boxOf, expectProblem, field, signUp, submitSignUp } from '../fixtures/auth-pages.ts';
import { expect, test } from '../fixtures/index.ts';
import { isPool, recordPoolCalls } from '../fixtures/pool-calls.ts';

test('J105 J110 an e-mail that has an account already: the panel says so and leads to sign-in', async ({
  page,
  people,
  network,
  watch,
}) => {
  const person = await people.create();
  watch.expectStatus(400, network.userPoolsUrl);
  await page.goto('/signup');
  await submitSignUp(page, { ...person, email: person.email.toUpperCase() });
  await expectProblem(page, 'An account with the given email already exists.');
  await expect(alertPanel(page)).toHaveCSS('background-color', 'rgb(99, 23, 25)');
  await expect(page).toHaveURL('/signup');
  // What was typed is still there, and the e-mail goes along to the page that helps.
  await expect(field(page, 'Name')).toHaveValue(person.name);
  await page.keyboard.press('Tab');
  await expect(alertPanel(page).getByRole('link', { name: 'Sign in' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/signin');
  await expect(field(page, 'Email')).toHaveValue(person.email.toUpperCase());
});

test('J110 a weak password: the rules are ticked while typing, and the pool says which one is missing', async ({
  page,
  people,
  network,
  watch,
}) => {
  const person = people.invent();
  watch.expectStatus(400, network.userPoolsUrl);
  await page.goto('/signup');
  const rules = page.getByRole('list', { name: 'Password rules' }).getByRole('listitem');
  const met = rules.filter({ hasText: ': met' });
  await expect(rules).toHaveText([
    /At least 8 characters/,
    /A digit/,
    /A lower-case letter/,
    /An upper-case letter/,
    /A special character/,
  ]);
  await expect(met).toHaveCount(0);
  const password = field(page, 'Password');
  await password.pressSequentially('abc');
  await expect(met).toHaveText([/A lower-case letter/]);
  await password.pressSequentially('1-defgh');
  await expect(met).toHaveCount(4);
  await expect(rules.filter({ hasText: ': missing' })).toHaveText([/An upper-case letter/]);

  await submitSignUp(page, { ...person, password: 'abc1-defgh' });
  await expectProblem(page, 'Please choose another password.');
  await expect(alertPanel(page)).toContainText(
    'Password did not conform with policy: Password must have uppercase characters',
  );
  await expect(password).toHaveAttribute('aria-invalid', 'true');
  await expect(page).toHaveURL('/signup');

  // Counted before it is sent: what follows leaves the page.
  await password.fill(person.password);
  await expect(met).toHaveCount(5);
  await submitSignUp(page, person);
  await expect(page).toHaveURL(/\/confirm\?/);
});

test('J109 with the error panel open the button stays inside the panel, over the bottom bar', async ({
  page,
  people,
  network,
  watch,
}) => {
  const person = await people.create();
  watch.expectStatus(400, network.userPoolsUrl);
  await page.goto('/signup');
  await submitSignUp(page, person);
  await expectProblem(page, 'An account with the given email already exists.');
  expect(page.viewportSize()).toEqual({ width: 1512, height: 800 });
  const button = await boxOf(page.getByRole('button', { name: 'Sign Up' }));
  const panel = await boxOf(page.getByRole('main'));
  const bar = await boxOf(page.getByText('Already have an account? Sign in!'));
  expect((await boxOf(alertPanel(page))).bottom).toBeLessThan(button.y);
  expect(button.bottom).toBeLessThan(bar.y);
  expect(bar.bottom).toBeCloseTo(panel.bottom, 0);
  expect(button.right).toBeLessThan(panel.right);
  // The purple beside it is as long as the panel, so no page background shows below.
  expect((await boxOf(page.getByRole('banner'))).bottom).toBeCloseTo(panel.bottom, 0);
});

test('J105 what is left out is noticed in the page, without a request', async ({ page, people }) => {
  const calls = recordPoolCalls(page);
  const { name } = people.invent();
  await page.goto('/signup');
  await page.getByRole('button', { name: 'Sign Up' }).click();
  await expect(field(page, 'Name')).toBeFocused();
  await expect(field(page, 'Name')).toHaveAccessibleDescription('Enter your name.');
  await expect(field(page, 'Email')).toHaveAccessibleDescription('Enter your email.');
  await expect(field(page, 'Username')).toHaveAccessibleDescription(/Choose a username\.$/);
  await field(page, 'Name').fill(name);
  await field(page, 'Email').fill('nobody');
  await page.getByRole('button', { name: 'Sign Up' }).click();
  await expect(field(page, 'Email')).toBeFocused();
  await expect(field(page, 'Name')).not.toHaveAttribute('aria-invalid');
  expect(calls).toEqual([]);
});

test('J059 J105 the old message goes with the next submit, and a lost network is told in plain words', async ({
  page,
  people,
  network,
  watch,
}) => {
  const taken = await people.create();
  const person = people.invent();
  watch.expectStatus(400, network.userPoolsUrl);
  watch.expectNoAnswer(network.userPoolsUrl);
  await page.goto('/signup');
  await submitSignUp(page, taken);
  await expectProblem(page, 'An account with the given email already exists.');
  await page.route(isPool(network), (route) => route.abort('internetdisconnected'));
  await submitSignUp(page, person);
  await expectProblem(page, 'The sign-in service cannot be reached. Check your connection, then try again.');
  await expect(alertPanel(page)).toHaveCount(1);
  await expect(alertPanel(page)).not.toContainText('already exists');
  await page.unrouteAll();
  await page.getByRole('button', { name: 'Sign Up' }).click();
  await expect(page).toHaveURL(/\/confirm\?/);
});

test('J104 the page asked for is kept on the way through sign-up', async ({ page, people }) => {
  const person = people.invent();
  await signUp(page, person, '/signup?next=/about');
  const { searchParams } = new URL(page.url());
  expect(Object.fromEntries(searchParams)).toEqual({ email: person.email, next: '/about' });
});

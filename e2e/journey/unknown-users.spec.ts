import { UpdateUserPoolClientCommand } from '@aws-sdk/client-cognito-identity-provider';
import { alertPanel, askForRecovery, expectProblem, field, submitReset, wrongCode } from '../fixtures/auth-pages.ts';
import { expect, submitSignIn, test } from '../fixtures/index.ts';

// This file changes the app client.
test.use({ networkOptions: { purpose: 'a client that tells unknown users apart' } });

test.beforeAll(async ({ network }) => {
  const { poolId: UserPoolId, clientId: ClientId, admin } = network;
  await admin.send(
    new UpdateUserPoolClientCommand({
      UserPoolId,
      ClientId,
      ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      PreventUserExistenceErrors: 'LEGACY',
    }),
  );
});

test.beforeEach(({ watch, network }) => watch.expectStatus(400, network.userPoolsUrl));

test('J111 J112 another code for an e-mail that nobody signed up with', async ({ page, people }) => {
  const { email } = people.invent();
  await page.goto(`/confirm?email=${encodeURIComponent(email)}`);
  await page.getByRole('button', { name: 'Resend Activation Code' }).click();
  await expectProblem(page, 'Email is invalid or cannot be found.');
  await expect(page.getByText('A new activation code has been sent to your email')).toHaveCount(0);
});

test('J056 even then the sign-in page does not say which of both is wrong', async ({ page, people }) => {
  const known = await people.create();
  const unknown = people.invent();
  const panels: string[] = [];
  for (const { email } of [known, unknown]) {
    await page.goto('/signin');
    await submitSignIn(page, { email, password: 'Wrong-pass-word-1' });
    await expectProblem(page, 'Incorrect username or password.');
    panels.push(await alertPanel(page).innerText());
  }
  expect(panels[0]).toBe(panels[1]);
});

test('J133 even then recovery goes on to the same step, with the same words', async ({ page, people, mailbox }) => {
  const known = await people.create();
  const unknown = people.invent();
  const seen: string[] = [];
  for (const { email, password } of [known, unknown]) {
    await askForRecovery(page, email);
    const code = wrongCode(email === known.email ? await mailbox.code(email) : '');
    const step = await page.getByRole('main').innerText();
    await submitReset(page, code, password);
    await expectProblem(page, 'Invalid verification code provided, please try again.');
    await expect(field(page, 'Reset Password Code')).toHaveValue(code);
    seen.push(`${step}\n${await page.getByRole('main').innerText()}`.replaceAll(email, 'somebody@example.com'));
  }
  expect(seen[1]).toBe(seen[0]);
});

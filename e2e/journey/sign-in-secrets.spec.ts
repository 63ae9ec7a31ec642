import { expectProblem, submitNewPassword } from '../fixtures/auth-pages.ts';
import { findText, readBrowserData, storedNames } from '../fixtures/browser-data.ts';
import { expect, profileBox, signIn, submitSignIn, test } from '../fixtures/index.ts';
import { recordPoolCalls, recordSent } from '../fixtures/pool-calls.ts';

test('J052 J062 sign-in runs over SRP: the password travels nowhere', async ({ page, people, network }) => {
  const person = await people.create();
  const calls = recordPoolCalls(page);
  const sent = recordSent(page);
  await signIn(page, person);
  await expect(page).toHaveURL('/');

  expect(calls.map(({ operation }) => operation)).toEqual(['InitiateAuth', 'RespondToAuthChallenge']);
  const [initiate, respond] = calls.map(({ input }) => input);
  expect(initiate).toMatchObject({
    AuthFlow: 'USER_SRP_AUTH',
    ClientId: network.clientId,
    AuthParameters: { USERNAME: person.email, SRP_A: expect.stringMatching(/^[0-9a-f]{700,770}$/) },
  });
  expect(Object.keys(Object(initiate?.AuthParameters))).toEqual(['USERNAME', 'SRP_A']);
  expect(respond).toMatchObject({ ChallengeName: 'PASSWORD_VERIFIER', ClientId: network.clientId });
  expect(Object.keys(Object(respond?.ChallengeResponses)).sort()).toEqual([
    'PASSWORD_CLAIM_SECRET_BLOCK',
    'PASSWORD_CLAIM_SIGNATURE',
    'TIMESTAMP',
    'USERNAME',
  ]);
  const requests = await sent();
  expect(Object.keys(requests).length).toBeGreaterThan(calls.length);
  expect(findText(requests, person.email)).not.toEqual([]);
  expect(findText(requests, person.password)).toEqual([]);
});

test('J053 tokens are kept where Amplify keeps them and nowhere else, the password nowhere', async ({
  page,
  people,
  network,
}) => {
  const person = await people.create();
  const answered = page.waitForResponse((response) => {
    return response.request().headers()['x-amz-target']?.endsWith('.RespondToAuthChallenge') ?? false;
  });
  await signIn(page, person);
  const { AuthenticationResult } = await (await answered).json();
  const data = await readBrowserData(page);

  const amplify = `localStorage CognitoIdentityServiceProvider.${network.clientId}.`;
  expect(storedNames(data).filter((name) => !name.startsWith(amplify))).toEqual([]);
  for (const token of ['AccessToken', 'IdToken', 'RefreshToken']) {
    const places = findText(data, AuthenticationResult[token]);
    expect(places, token).toEqual([expect.stringContaining(amplify)]);
  }
  expect(findText(data, person.password)).toEqual([]);
});

test('J053 J084 a sign-in that is not finished yet keeps no password', async ({ page, people }) => {
  const person = await people.create({ temporary: true });
  await page.goto('/signin');
  await submitSignIn(page, person);
  await expect(page).toHaveURL('/new-password');
  const waiting = await readBrowserData(page);
  expect(findText(waiting, person.password)).toEqual([]);
  // Amplify's own memory of the challenge; it is gone with the tab.
  expect(storedNames(waiting).filter((name) => !name.startsWith('sessionStorage CognitoSignInState.'))).toEqual([]);

  const password = `${person.password}-new`;
  await submitNewPassword(page, password);
  await expect(profileBox(page)).toBeVisible();
  const data = await readBrowserData(page);
  const amplify = 'localStorage CognitoIdentityServiceProvider.';
  expect(storedNames(data).filter((name) => !name.startsWith(amplify))).toEqual([]);
  expect(findText(data, password)).toEqual([]);
});

test('J053 a sign-in that fails leaves nothing behind', async ({ page, people, network, watch }) => {
  const { email } = await people.create();
  watch.expectStatus(400, network.userPoolsUrl);
  await page.goto('/signin');
  await submitSignIn(page, { email, password: 'Wrong-pass-word-1' });
  await expectProblem(page, 'Incorrect username or password.');
  const data = await readBrowserData(page);
  expect(storedNames(data)).toEqual([]);
  expect(findText(data, 'Wrong-pass-word-1')).toEqual([]);
});

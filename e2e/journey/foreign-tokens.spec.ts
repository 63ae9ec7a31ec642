import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  DeleteUserPoolClientCommand,
  DeleteUserPoolCommand,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { createTestNetwork, type TestNetwork } from '@cruddur/stack';
import { expect, type Person, profileBox, signIn, test } from '../fixtures/index.ts';
import { createPeople } from '../fixtures/people.ts';
import { callApi, openComposer } from './steps.ts';

/** An access token for somebody, made by another app client, in the app's pool or in another one. */
async function signInElsewhere({ admin }: TestNetwork, poolId: string, { email, password }: Person) {
  const flows = ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] as const;
  const { UserPoolClient } = await admin.send(
    new CreateUserPoolClientCommand({ UserPoolId: poolId, ClientName: 'elsewhere', ExplicitAuthFlows: [...flows] }),
  );
  const ClientId = UserPoolClient?.ClientId ?? '';
  const { AuthenticationResult } = await admin.send(
    new InitiateAuthCommand({
      ClientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: email, PASSWORD: password },
    }),
  );
  await admin.send(new DeleteUserPoolClientCommand({ UserPoolId: poolId, ClientId }));
  return AuthenticationResult?.AccessToken ?? '';
}

async function expectForeign(network: TestNetwork, token: string, reason: string): Promise<void> {
  const home = await callApi(network, '/activities/home', { token });
  expect([home.status, JSON.stringify(await home.json()).includes('@cruddur')]).toEqual([200, false]);
  const refused = await callApi(network, '/activities', { token, body: { message: 'Foreign', ttl: '1-hour' } });
  expect([refused.status, await refused.json()]).toMatchObject([401, { code: 'unauthenticated', reason }]);
}

test('J156 J157 J170 a token of the same pool for another app is nobody’s here', async ({ network, people }) => {
  const token = await signInElsewhere(network, network.poolId, await people.create());
  await expectForeign(network, token, 'wrong-audience');
});

test('J156 J157 J170 a token of another pool of the same server is nobody’s here', async ({ network, people }) => {
  const { admin } = network;
  const person = people.invent();
  const { UserPool } = await admin.send(new CreateUserPoolCommand({ PoolName: 'elsewhere' }));
  const UserPoolId = UserPool?.Id ?? '';
  const user = { UserPoolId, Username: person.handle };
  await admin.send(new AdminCreateUserCommand({ ...user, MessageAction: 'SUPPRESS' }));
  await admin.send(new AdminSetUserPasswordCommand({ ...user, Password: person.password, Permanent: true }));
  const token = await signInElsewhere(network, UserPoolId, { ...person, email: person.handle });
  await expectForeign(network, token, 'unknown-key');
  await admin.send(new DeleteUserPoolCommand({ UserPoolId }));
});

test('J154 keys that cannot be loaded are no bad token: nobody is signed out, and the feed is shown', async ({
  browser,
  watch,
}) => {
  // Servers of its own, since the user pool is taken away from the API before it has asked for the keys.
  await using network = Object.assign(await createTestNetwork(), {
    [Symbol.asyncDispose]: () => network.close(),
  });
  const context = await browser.newContext({ baseURL: network.webUrl });
  watch.add(context);
  const page = await context.newPage();
  const person = await createPeople(network, watch).create();
  const isApi = (url: URL) => url.origin === new URL(network.apiUrl).origin;
  await page.route(isApi, (route) => route.fulfill({ json: [] }));
  await signIn(page, person);
  await page.unroute(isApi);
  await network.userPools.close();

  watch.expectStatus(503, /\/api\/users\/me$/);
  watch.expectStatus(503, /\/api\/activities$/);
  await page.reload();
  await expect(page.getByText('Wrote my whole plan for the summer')).toBeVisible();
  await expect(profileBox(page)).toContainText(`${person.name} @${person.handle}`);
  const dialog = await openComposer(page);
  await page.keyboard.type('Not now');
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByRole('alert')).toContainText('Your account cannot be checked at the moment.');
  await expect(dialog.getByRole('textbox')).toHaveValue('Not now');
  await expect(page).toHaveURL('/');
  const lines = network.logLines.map((line): Record<string, unknown> => JSON.parse(line));
  expect(lines).toContainEqual(expect.objectContaining({ level: 50, msg: 'Token not checked', tokenReceived: true }));
  await context.close();
});

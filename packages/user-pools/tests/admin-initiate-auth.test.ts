import { InitiateAuthCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AdminParty, adminStart, createAdminParty } from './admin-sign-in.ts';
import { startTestServer, type TestServer } from './server.ts';
import {
  claimsIn,
  createUser,
  freshEmail,
  notAuthorized,
  password,
  refusal,
  tooManyAttempts,
  wrongPassword,
} from './sign-in.ts';
import { srpHalf } from './srp-client.ts';

let server: TestServer;
let party: AdminParty;
let poolId: string;

beforeAll(async () => {
  server = await startTestServer();
  party = await createAdminParty(server);
  ({ poolId } = party);
});
afterAll(() => server?.close());

const passwordFlows = ['ADMIN_USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH'] as const;
const signIn = (USERNAME: string, PASSWORD = password) => adminStart(party, { USERNAME, PASSWORD });
const invalid = (message: string) => ({ name: 'InvalidParameterException', message });

test.each(passwordFlows)('%s signs in', async (AuthFlow) => {
  const email = freshEmail();
  const sub = await createUser(server, poolId, email);
  const answer = await adminStart(
    party,
    { USERNAME: email, PASSWORD: password, DEVICE_KEY: 'us-east-1_0' },
    {
      AuthFlow,
      ClientMetadata: { from: 'test' },
      ContextData: { IpAddress: '192.0.2.1', ServerName: 'a', ServerPath: '/', HttpHeaders: [] },
    },
  );
  expect(answer).toMatchObject({ ChallengeParameters: {}, AuthenticationResult: { TokenType: 'Bearer' } });
  const claims = claimsIn(answer.AuthenticationResult?.AccessToken ?? '');
  expect(claims).toMatchObject({ sub, client_id: party.clientId });
  const wrong = adminStart(party, { USERNAME: email, PASSWORD: 'wrong' }, { AuthFlow });
  expect(await refusal(wrong)).toEqual(wrongPassword);
});

test.each(passwordFlows)('%s wants a name and a password', async (AuthFlow) => {
  for (const [name, parameters] of [
    ['USERNAME', { PASSWORD: password }],
    ['PASSWORD', { USERNAME: 'someone@example.com' }],
  ] as const) {
    expect(await refusal(adminStart(party, { ...parameters }, { AuthFlow }))).toEqual(
      invalid(`Missing required parameter ${name}`),
    );
  }
});

test.each(passwordFlows)('%s is for clients that allow it, in the old words or the new', async (AuthFlow) => {
  const other = await server.createClient(poolId);
  const old = await server.createClient(poolId, { ExplicitAuthFlows: ['ADMIN_NO_SRP_AUTH'] });
  const email = freshEmail();
  await createUser(server, poolId, email);
  const by = (ClientId: string) => adminStart(party, { USERNAME: email, PASSWORD: password }, { AuthFlow, ClientId });
  expect(await refusal(by(other.clientId))).toEqual(invalid('Auth flow not enabled for this client'));
  expect((await by(old.clientId)).AuthenticationResult?.AccessToken).toBeDefined();
});

test('it locks out, together with every other sign-in', async () => {
  const email = freshEmail();
  await createUser(server, poolId, email);
  for (let guess = 0; guess < 5; guess += 1) expect(await refusal(signIn(email, 'wrong'))).toEqual(wrongPassword);
  expect(await refusal(signIn(email))).toEqual(tooManyAttempts);
  const { start } = srpHalf({ ...party, username: email, now: server.clock.now });
  expect(await refusal(adminStart(party, start, { AuthFlow: 'USER_SRP_AUTH' }))).toEqual(tooManyAttempts);
  server.clock.advance(1000);
  expect((await signIn(email)).AuthenticationResult).toBeDefined();
});

test('it tells the state of a user only to who knows the password', async () => {
  const email = freshEmail();
  const sub = await createUser(server, poolId, email);
  const set = (state: { enabled?: number; status?: string }) =>
    server.ctx.db.updateTable('users').set(state).where('sub', '=', sub).execute();
  for (const [state, refused] of [
    [{ enabled: 0 }, notAuthorized('User is disabled.')],
    [
      { enabled: 1, status: 'UNCONFIRMED' },
      { name: 'UserNotConfirmedException', message: 'User is not confirmed.' },
    ],
    [
      { status: 'RESET_REQUIRED' },
      { name: 'PasswordResetRequiredException', message: 'Password reset required for the user' },
    ],
  ] as const) {
    await set(state);
    expect(await refusal(signIn(email))).toEqual(refused);
    expect(await refusal(signIn(email, 'wrong'))).toEqual(wrongPassword);
  }
});

test('the two operations keep to their own password flows', async () => {
  const { clientId: ClientId } = await server.createClient(poolId, {
    ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  });
  const AuthParameters = { USERNAME: 'someone@example.com', PASSWORD: password };
  const unsupported = invalid('Initiate Auth method not supported.');
  const inward = adminStart(party, AuthParameters, { ClientId, AuthFlow: 'USER_PASSWORD_AUTH' });
  expect(await refusal(inward)).toEqual(unsupported);
  for (const AuthFlow of passwordFlows) {
    const outward = new InitiateAuthCommand({ ClientId, AuthFlow, AuthParameters });
    expect(await refusal(server.anonymous.send(outward))).toEqual(unsupported);
  }
});

test('other flows are refused as InitiateAuth refuses them', async () => {
  const someone = { USERNAME: 'someone@example.com' };
  expect(await refusal(adminStart(party, someone, { AuthFlow: 'CUSTOM_AUTH' }))).toEqual(
    invalid('Custom auth lambda trigger is not configured for the user pool.'),
  );
  expect(await refusal(adminStart(party, someone, { AuthFlow: 'USER_AUTH' }))).toEqual(
    invalid('USER_AUTH flow not enabled for this client'),
  );
});

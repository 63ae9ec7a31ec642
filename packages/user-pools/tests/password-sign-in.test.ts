import {
  AdminDisableUserCommand,
  AdminResetUserPasswordCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './server.ts';
import {
  createUser,
  freshEmail,
  notAuthorized,
  password,
  refusal,
  setPassword,
  signIn,
  wrongPassword,
} from './sign-in.ts';

let server: TestServer;
let poolId: string;
let clientId: string;

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool());
  ({ clientId } = await server.createClient(poolId, { PreventUserExistenceErrors: 'ENABLED' }));
});
afterAll(() => server?.close());

const invalid = (message: string) => ({ name: 'InvalidParameterException', message });

async function initiate(AuthFlow: string, AuthParameters: Record<string, string> | undefined, client = clientId) {
  const input = { AuthFlow: AuthFlow as 'USER_PASSWORD_AUTH', AuthParameters, ClientId: client };
  return await server.anonymous.send(new InitiateAuthCommand(input));
}

test('the right password gives tokens and no challenge', async () => {
  const email = freshEmail();
  await createUser(server, poolId, email);
  const answer = await signIn(server, { clientId }, email);
  expect(answer).toMatchObject({
    ChallengeParameters: {},
    AuthenticationResult: { TokenType: 'Bearer', ExpiresIn: 3600 },
  });
  expect(answer.ChallengeName).toBeUndefined();
  expect(answer.Session).toBeUndefined();
});

test('J056 a wrong password and an unknown name get the same answer', async () => {
  const email = freshEmail();
  await createUser(server, poolId, email);
  expect(await refusal(signIn(server, { clientId }, email, 'Wr0ng password!'))).toEqual(wrongPassword);
  expect(await refusal(signIn(server, { clientId }, freshEmail(), 'Wr0ng password!'))).toEqual(wrongPassword);
});

test('a client that does not hide who exists says that a name is unknown', async () => {
  const { clientId: legacy } = await server.createClient(poolId);
  const unknown = { name: 'UserNotFoundException', message: 'User does not exist.' };
  expect(await refusal(signIn(server, { clientId: legacy }, freshEmail()))).toEqual(unknown);
  const srp = initiate('USER_SRP_AUTH', { USERNAME: freshEmail(), SRP_A: 'abc' }, legacy);
  expect(await refusal(srp)).toEqual(unknown);
  const email = freshEmail();
  await createUser(server, poolId, email);
  expect(await refusal(signIn(server, { clientId: legacy }, email, 'Wr0ng password!'))).toEqual(wrongPassword);
});

test.each([
  ['300 characters long', 'Aa1!'.repeat(75)],
  ['very long', 'x'.repeat(100_000)],
  ['of other characters', 'pässwörd \u0001 \u{1f600}'],
])('a password that is %s is a wrong one', async (_, given) => {
  const email = freshEmail();
  await createUser(server, poolId, email);
  expect(await refusal(signIn(server, { clientId }, email, given))).toEqual(wrongPassword);
});

test('a password of 256 characters beyond ASCII works, with the bytes as they were sent', async () => {
  const email = freshEmail();
  await createUser(server, poolId, email);
  const long = `Aa1!${'é'.repeat(252)}`;
  await setPassword(server, poolId, email, long);
  expect((await signIn(server, { clientId }, email, long)).AuthenticationResult).toBeDefined();
  expect(await refusal(signIn(server, { clientId }, email, long.normalize('NFD')))).toEqual(wrongPassword);
});

test('J060 J205 an unconfirmed user is told so, but only with the right password', async () => {
  const email = freshEmail();
  await server.anonymous.send(new SignUpCommand({ ClientId: clientId, Username: email, Password: password }));
  const unconfirmed = { name: 'UserNotConfirmedException', message: 'User is not confirmed.' };
  expect(await refusal(signIn(server, { clientId }, email))).toEqual(unconfirmed);
  expect(await refusal(signIn(server, { clientId }, email, 'Wr0ng password!'))).toEqual(wrongPassword);
});

test.each([
  ['disabled', AdminDisableUserCommand, notAuthorized('User is disabled.')],
  [
    'told to reset the password',
    AdminResetUserPasswordCommand,
    { name: 'PasswordResetRequiredException', message: 'Password reset required for the user' },
  ],
])('a user who was %s learns it only with the right password', async (_, Command, expected) => {
  const email = freshEmail();
  await createUser(server, poolId, email, { email_verified: 'true' });
  await server.admin.send(new Command({ UserPoolId: poolId, Username: email }));
  expect(await refusal(signIn(server, { clientId }, email))).toEqual(expected);
  expect(await refusal(signIn(server, { clientId }, email, 'Wr0ng password!'))).toEqual(wrongPassword);
});

test.each(['USER_SRP_AUTH', 'USER_PASSWORD_AUTH'])('%s is refused where the client does not allow it', async (flow) => {
  const client = await server.createClient(poolId, { ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'] });
  const answer = initiate(flow, { USERNAME: 'x', PASSWORD: 'x', SRP_A: '2' }, client.clientId);
  expect(await refusal(answer)).toEqual(invalid(`${flow} flow not enabled for this client`));
});

test('the client that names no flows allows SRP and refresh, and no plain password', async () => {
  const { clientId: silent } = await server.createClient(poolId, { ExplicitAuthFlows: undefined });
  const email = freshEmail();
  await createUser(server, poolId, email);
  expect(await initiate('USER_SRP_AUTH', { USERNAME: email, SRP_A: 'abc' }, silent)).toMatchObject({
    ChallengeName: 'PASSWORD_VERIFIER',
  });
  expect(await refusal(initiate('USER_PASSWORD_AUTH', { USERNAME: email, PASSWORD: password }, silent))).toEqual(
    invalid('USER_PASSWORD_AUTH flow not enabled for this client'),
  );
  expect(await refusal(initiate('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: 'x' }, silent))).toEqual(
    notAuthorized('Invalid Refresh Token'),
  );
  expect(await refusal(initiate('CUSTOM_AUTH', { USERNAME: email }, silent))).toEqual(
    invalid('Custom auth lambda trigger is not configured for the user pool.'),
  );
});

test.each(['ADMIN_NO_SRP_AUTH', 'ADMIN_USER_PASSWORD_AUTH'])('%s belongs to administrators', async (flow) => {
  expect(await refusal(initiate(flow, { USERNAME: 'x', PASSWORD: 'x' }))).toEqual(
    invalid('Initiate Auth method not supported.'),
  );
});

test.each([
  ['USER_PASSWORD_AUTH', { PASSWORD: 'x' }, 'USERNAME'],
  ['USER_PASSWORD_AUTH', { USERNAME: '', PASSWORD: 'x' }, 'USERNAME'],
  ['USER_PASSWORD_AUTH', { USERNAME: 'x' }, 'PASSWORD'],
  ['USER_PASSWORD_AUTH', undefined, 'USERNAME'],
  ['USER_SRP_AUTH', { SRP_A: 'abc' }, 'USERNAME'],
  ['USER_SRP_AUTH', { USERNAME: 'x' }, 'SRP_A'],
  ['REFRESH_TOKEN_AUTH', {}, 'REFRESH_TOKEN'],
])('%s with %o names the missing parameter', async (flow, parameters, missing) => {
  expect(await refusal(initiate(flow, parameters as Record<string, string>))).toEqual(
    invalid(`Missing required parameter ${missing}`),
  );
});

test('a user name longer than any is refused', async () => {
  const answer = initiate('USER_PASSWORD_AUTH', { USERNAME: 'x'.repeat(3000), PASSWORD: 'x' });
  expect(await refusal(answer)).toMatchObject({ name: 'InvalidParameterException' });
});

test('USER_AUTH and an unknown flow are refused', async () => {
  expect(await refusal(initiate('USER_AUTH', { USERNAME: 'x' }))).toEqual(
    invalid('USER_AUTH flow not enabled for this client'),
  );
  expect(await refusal(initiate('MAGIC', {}))).toMatchObject({
    name: 'InvalidParameterException',
    message: expect.stringMatching(/^1 validation error detected: Value 'MAGIC' at 'authFlow' failed/),
  });
});

test('a challenge that was never set cannot be answered', async () => {
  const answer = server.anonymous.send(
    new RespondToAuthChallengeCommand({
      ClientId: clientId,
      ChallengeName: 'SMS_MFA',
      Session: 'x'.repeat(20),
      ChallengeResponses: { USERNAME: 'x', SMS_MFA_CODE: '123456' },
    }),
  );
  expect(await refusal(answer)).toEqual(notAuthorized('Invalid session for the user.'));
});

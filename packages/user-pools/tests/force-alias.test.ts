import {
  AdminCreateUserCommand,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  ForgotPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expired, goodPassword, list, refused, showUser, signIn, signUpAs } from './people.ts';
import { startTestServer, type TestServer } from './server.ts';
import { together } from './together.ts';

let server: TestServer;
let poolId: string;
let clientId: string;

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool({
    UsernameAttributes: undefined,
    AliasAttributes: ['email', 'phone_number'],
  }));
  ({ clientId } = await server.createClient(poolId));
});
afterAll(() => server?.close());

const codeAt = async (email: string) => (await server.mail(email))[0]?.code ?? '';
const confirm = (Username: string, ConfirmationCode: string, ForceAliasCreation = true) =>
  server.anonymous.send(
    new ConfirmSignUpCommand({ ClientId: clientId, Username, ConfirmationCode, ForceAliasCreation }),
  );
const signUp = async (username: string, email: string) => {
  await signUpAs(server, clientId, username, { email });
  return codeAt(email);
};
const settle = async (username: string, email: string) => confirm(username, await signUp(username, email), false);
const create = (Username: string, given: Record<string, string>, ForceAliasCreation?: boolean) =>
  server.admin.send(
    new AdminCreateUserCommand({
      UserPoolId: poolId,
      Username,
      MessageAction: 'SUPPRESS',
      UserAttributes: list(given),
      ForceAliasCreation,
    }),
  );
const show = (name: string) => showUser(server, poolId, name);

test('a confirmation may move the address: the former owner keeps it, unproved, and still signs in by name', async () => {
  await settle('former', 'moves@example.com');
  const code = await signUp('latter', 'Moves@example.com');
  const message = 'An account with the given email already exists.';
  await refused(confirm('latter', code, false), 'AliasExistsException', message);
  await confirm('latter', code);
  expect(await show('moves@example.com')).toMatchObject({ username: 'latter', email_verified: 'true' });
  expect(await show('former')).toMatchObject({ email: 'moves@example.com', email_verified: 'false' });
  expect((await signIn(server, clientId, 'former')).AuthenticationResult).toBeDefined();
  expect((await signIn(server, clientId, 'moves@example.com')).AuthenticationResult).toBeDefined();
});

test('no code sent there before speaks for the former owner any more', async () => {
  await settle('robbed', 'code@example.com');
  await server.anonymous.send(new ForgotPasswordCommand({ ClientId: clientId, Username: 'robbed' }));
  const reset = await codeAt('code@example.com');
  await confirm('robber', await signUp('robber', 'code@example.com'));
  const recover = server.anonymous.send(
    new ConfirmForgotPasswordCommand({
      ClientId: clientId,
      Username: 'robbed',
      ConfirmationCode: reset,
      Password: goodPassword,
    }),
  );
  await refused(recover, 'ExpiredCodeException', expired);
});

test('a wrong code moves nothing', async () => {
  await settle('keeper', 'kept@example.com');
  const code = await signUp('guesser', 'kept@example.com');
  const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
  await expect(confirm('guesser', wrong)).rejects.toMatchObject({ name: 'CodeMismatchException' });
  expect(await show('kept@example.com')).toMatchObject({ username: 'keeper', email_verified: 'true' });
});

test('an address nobody has needs no force, and the own one is not taken from oneself', async () => {
  await confirm('alone', await signUp('alone', 'alone@example.com'));
  expect(await show('alone@example.com')).toMatchObject({ username: 'alone', email_verified: 'true' });
});

test('of many who force at once, one has the address in the end and the others have it unproved', async () => {
  const names = ['forces-1', 'forces-2', 'forces-3', 'forces-4'];
  const calls = [];
  for (const name of names) {
    const code = await signUp(name, 'forced@example.com');
    calls.push(() => confirm(name, code));
  }
  await together(server, calls);
  const flags = await Promise.all(names.map(async (name) => (await show(name)).email_verified));
  expect(flags.filter((flag) => flag === 'true')).toHaveLength(1);
  expect((await show('forced@example.com')).username).toBe(names[flags.indexOf('true')]);
});

test('an administrator moves both addresses to a new user, if they are called verified', async () => {
  const both = { email: 'both@example.com', phone_number: '+14325551212' };
  const proved = { ...both, email_verified: 'true', phone_number_verified: 'true' };
  await create('had-both', proved);
  await create('unproved', both, true);
  expect(await show('both@example.com')).toMatchObject({ username: 'had-both' });
  const message = 'An account with the given email already exists.';
  await refused(create('wants-both', proved), 'AliasExistsException', message);
  const { email: _, email_verified: __, ...phone } = proved;
  await refused(
    create('wants-phone', phone, false),
    'AliasExistsException',
    'An account with the given phone_number already exists.',
  );
  await create('has-both', proved, true);
  for (const name of ['both@example.com', '+14325551212']) expect((await show(name)).username).toBe('has-both');
  expect(await show('had-both')).toMatchObject({ ...both, email_verified: 'false', phone_number_verified: 'false' });
});

test('a user name that is taken moves nothing', async () => {
  await create('settled', { email: 'settled@example.com', email_verified: 'true' });
  const again = create('SETTLED', { email: 'settled@example.com', email_verified: 'true' }, true);
  await refused(again, 'UsernameExistsException', 'User account already exists');
  expect(await show('settled@example.com')).toMatchObject({ username: 'settled', email_verified: 'true' });
});

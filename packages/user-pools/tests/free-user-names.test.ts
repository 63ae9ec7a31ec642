import {
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  ConfirmSignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { record, refused, signUpAs } from './people.ts';
import { startTestServer, type TestServer } from './server.ts';

const chosen = { UsernameAttributes: undefined };

let server: TestServer;
let poolId: string;
let clientId: string;

const getUser = (name: string, pool = poolId) =>
  server.admin.send(new AdminGetUserCommand({ UserPoolId: pool, Username: name }));

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool(chosen));
  ({ clientId } = await server.createClient(poolId));
});

afterAll(() => server?.close());

test('names are unique as the pool folds them, and need no e-mail', async () => {
  const answer = await signUpAs(server, clientId, 'Bob');
  expect(answer.CodeDeliveryDetails).toBeUndefined();
  await refused(signUpAs(server, clientId, 'bOB'), 'UsernameExistsException', 'User already exists');
  const user = await getUser('BOB');
  expect(user.Username).toBe('Bob');
  expect(record(user.UserAttributes)).toEqual({ sub: answer.UserSub });
});

test('two users may have one e-mail address, proved or not; it signs nobody in', async () => {
  const shared = { email: 'shared@example.com' };
  for (const name of ['first', 'second']) {
    await signUpAs(server, clientId, name, shared);
    const [mail] = await server.mail('shared@example.com');
    await server.anonymous.send(
      new ConfirmSignUpCommand({ ClientId: clientId, Username: name, ConfirmationCode: mail?.code }),
    );
    expect(record((await getUser(name)).UserAttributes)).toMatchObject({ ...shared, email_verified: 'true' });
  }
  await refused(getUser('shared@example.com'), 'UserNotFoundException', 'User does not exist.');
});

test('a user name may look like an address', async () => {
  for (const name of ['free@example.com', '+14325550000']) {
    await signUpAs(server, clientId, name);
    expect((await getUser(name)).Username).toBe(name);
  }
});

test('nobody answers under the sub of another', async () => {
  const { UserSub = '' } = await signUpAs(server, clientId, 'victim');
  await signUpAs(server, clientId, UserSub);
  expect((await getUser(UserSub)).Username).toBe('victim');
});

test('in a case-sensitive pool Bob and bob are two', async () => {
  const strict = await server.createPool({ ...chosen, UsernameConfiguration: undefined });
  const { clientId: id } = await server.createClient(strict.poolId);
  await signUpAs(server, id, 'Bob');
  await signUpAs(server, id, 'bob');
  await refused(getUser('BOB', strict.poolId), 'UserNotFoundException', 'User does not exist.');
});

test('a sub is never used again, a user name may be', async () => {
  const first = await signUpAs(server, clientId, 'phoenix');
  await server.admin.send(new AdminDeleteUserCommand({ UserPoolId: poolId, Username: 'phoenix' }));
  const second = await signUpAs(server, clientId, 'phoenix');
  expect(second.UserSub).not.toBe(first.UserSub);
  await refused(getUser(first.UserSub ?? ''), 'UserNotFoundException', 'User does not exist.');
});

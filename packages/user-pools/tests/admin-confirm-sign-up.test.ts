import { AdminConfirmSignUpCommand, AdminCreateUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refused, showUser, signIn, signUp, signUpAs } from './people.ts';
import { startTestServer, type TestServer } from './server.ts';
import { together } from './together.ts';

const confirmed = 'User cannot be confirmed. Current status is CONFIRMED';

let server: TestServer;
let poolId: string;
let clientId: string;

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool());
  ({ clientId } = await server.createClient(poolId));
});
afterAll(() => server?.close());

const confirm = (Username: string, UserPoolId = poolId) =>
  server.admin.send(new AdminConfirmSignUpCommand({ UserPoolId, Username }));

test('confirms without a code, and proves no address', async () => {
  await signUp(server, clientId, 'waits@example.com');
  await refused(signIn(server, clientId, 'waits@example.com'), 'UserNotConfirmedException', 'User is not confirmed.');
  await confirm('WAITS@example.com');
  expect((await signIn(server, clientId, 'waits@example.com')).AuthenticationResult).toBeDefined();
  expect(await showUser(server, poolId, 'waits@example.com')).toMatchObject({
    status: 'CONFIRMED',
    email_verified: 'false',
  });
});

test('a user who is confirmed, or was made by an administrator, cannot be', async () => {
  await signUp(server, clientId, 'twice@example.com');
  await confirm('twice@example.com');
  await refused(confirm('twice@example.com'), 'NotAuthorizedException', confirmed);
  await server.admin.send(
    new AdminCreateUserCommand({ UserPoolId: poolId, Username: 'made@example.com', MessageAction: 'SUPPRESS' }),
  );
  await refused(
    confirm('made@example.com'),
    'NotAuthorizedException',
    'User cannot be confirmed. Current status is FORCE_CHANGE_PASSWORD',
  );
  await refused(confirm('nobody@example.com'), 'UserNotFoundException', 'User does not exist.');
});

test('of many at once one confirms', async () => {
  await signUp(server, clientId, 'many@example.com');
  const outcomes = await together(
    server,
    Array(5).fill(() => confirm('many@example.com')),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected')
      expect(outcome.reason).toMatchObject({ name: 'NotAuthorizedException', message: confirmed });
  }
});

test('where proved addresses are aliases, two users may have one, and it signs neither in', async () => {
  const { poolId: aliased } = await server.createPool({ UsernameAttributes: undefined, AliasAttributes: ['email'] });
  const { clientId: id } = await server.createClient(aliased);
  for (const name of ['first', 'second']) {
    await signUpAs(server, id, name, { email: 'shared@example.com' });
    await confirm(name, aliased);
    expect((await signIn(server, id, name)).AuthenticationResult).toBeDefined();
  }
  await refused(signIn(server, id, 'shared@example.com'), 'UserNotFoundException', 'User does not exist.');
});

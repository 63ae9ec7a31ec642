/** Whose password cannot be reset by an administrator, and stays as before. */
import {
  AdminDisableUserCommand,
  AdminGetUserCommand,
  AdminResetUserPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signUp } from './people.ts';
import { startTestServer, type TestServer } from './server.ts';
import { createUser, freshEmail, notAuthorized, refusal, setPassword, signIn } from './sign-in.ts';

let server: TestServer;
let poolId: string;
let clientId: string;

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool());
  ({ clientId } = await server.createClient(poolId));
});
afterAll(() => server?.close());

const reset = (Username: string, UserPoolId = poolId) =>
  server.admin.send(new AdminResetUserPasswordCommand({ UserPoolId, Username }));
const statusOf = async (Username: string) =>
  (await server.admin.send(new AdminGetUserCommand({ UserPoolId: poolId, Username }))).UserStatus;
const notResettable = notAuthorized('User password cannot be reset in the current state.');

async function newUser(attributes: Record<string, string> = { email_verified: 'true' }): Promise<string> {
  const email = freshEmail();
  await createUser(server, poolId, email, attributes);
  return email;
}

test('who has not confirmed, or still has a temporary password', async () => {
  const email = freshEmail();
  await signUp(server, clientId, email);
  expect(await refusal(reset(email))).toEqual(notResettable);
  expect(await statusOf(email)).toBe('UNCONFIRMED');
  const invited = await newUser();
  await setPassword(server, poolId, invited, 'Temp0rary!', false);
  expect(await refusal(reset(invited))).toEqual(notResettable);
  expect((await signIn(server, { clientId }, invited, 'Temp0rary!')).ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
});

test('who has no verified address', async () => {
  const email = await newUser({});
  expect(await refusal(reset(email))).toEqual({
    name: 'InvalidParameterException',
    message: 'Cannot reset password for the user as there is no registered/verified email or phone_number',
  });
  expect((await signIn(server, { clientId }, email)).AuthenticationResult).toBeDefined();
});

test('who is disabled', async () => {
  const email = await newUser();
  await server.admin.send(new AdminDisableUserCommand({ UserPoolId: poolId, Username: email }));
  expect(await refusal(reset(email))).toEqual(notAuthorized('User is disabled.'));
  expect(await statusOf(email)).toBe('CONFIRMED');
});

test('anybody, where users do not recover their accounts themselves', async () => {
  const { poolId: strict } = await server.createPool({
    AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'admin_only', Priority: 1 }] },
  });
  const email = freshEmail();
  await createUser(server, strict, email, { email_verified: 'true' });
  expect(await refusal(reset(email, strict))).toEqual(notAuthorized('Contact administrator to reset password.'));
});

test('who does not exist', async () => {
  const unknown = { name: 'UserNotFoundException', message: 'User does not exist.' };
  expect(await refusal(reset(freshEmail()))).toEqual(unknown);
  expect(await refusal(reset('somebody', 'us-east-1_missing00'))).toEqual({
    name: 'ResourceNotFoundException',
    message: 'User pool us-east-1_missing00 does not exist.',
  });
});

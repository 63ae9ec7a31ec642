import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expired, goodPassword, join, list, mismatch, refused, signUp, tooMany } from './people.ts';
import { startTestServer, type TestServer } from './server.ts';

const newPassword = 'Another-horse-8';
const unknown = 'Username/client id combination not found.';
const noChannel = 'Cannot reset password for the user as there is no registered/verified email or phone_number';

let server: TestServer;
let poolId: string;
let clientId: string;
/** Hides who exists. */
let discreetId: string;

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool());
  ({ clientId } = await server.createClient(poolId));
  ({ clientId: discreetId } = await server.createClient(poolId, { PreventUserExistenceErrors: 'ENABLED' }));
});
afterAll(() => server?.close());

const forget = (username: string, client = clientId) =>
  server.anonymous.send(new ForgotPasswordCommand({ ClientId: client, Username: username }));
const reset = (username: string, code: string, { password = newPassword, client = clientId } = {}) =>
  server.anonymous.send(
    new ConfirmForgotPasswordCommand({
      ClientId: client,
      Username: username,
      ConfirmationCode: code,
      Password: password,
    }),
  );
const statusOf = async (username: string) =>
  (await server.admin.send(new AdminGetUserCommand({ UserPoolId: poolId, Username: username }))).UserStatus;

async function codeFor(email: string, client = clientId): Promise<string> {
  await forget(email, client);
  const [mail] = await server.mail(email);
  return mail?.code ?? '';
}

describe('who can recover', () => {
  test('not whose temporary password is still to be changed; the status stays', async () => {
    await server.admin.send(new AdminCreateUserCommand({ UserPoolId: poolId, Username: 'invited@example.com' }));
    for (const client of [clientId, discreetId]) {
      const message = 'User password cannot be reset in the current state.';
      await refused(forget('invited@example.com', client), 'NotAuthorizedException', message);
    }
    expect(await statusOf('invited@example.com')).toBe('FORCE_CHANGE_PASSWORD');
  });

  test('not whose password an administrator made temporary meanwhile', async () => {
    await join(server, clientId, 'demoted@example.com');
    const code = await codeFor('demoted@example.com');
    const demote = { UserPoolId: poolId, Username: 'demoted@example.com', Password: newPassword, Permanent: false };
    await server.admin.send(new AdminSetUserPasswordCommand(demote));
    const message = 'User password cannot be reset in the current state.';
    await refused(reset('demoted@example.com', code), 'NotAuthorizedException', message);
  });

  test('not without a verified address; a client that hides who exists is not told', async () => {
    await signUp(server, clientId, 'unproved@example.com');
    await refused(forget('unproved@example.com'), 'InvalidParameterException', noChannel);
    const { CodeDeliveryDetails } = await forget('unproved@example.com', discreetId);
    expect(CodeDeliveryDetails?.Destination).toBe('u***@e***');
    expect(await server.mail('unproved@example.com')).toHaveLength(1);
    await refused(reset('unproved@example.com', '123456', { client: discreetId }), 'CodeMismatchException', mismatch);
  });

  test('an unconfirmed user with a verified address is told to confirm, and keeps the code', async () => {
    const { sub } = await signUp(server, clientId, 'half@example.com');
    const UserAttributes = list({ email_verified: 'true' });
    await server.admin.send(
      new AdminUpdateUserAttributesCommand({ UserPoolId: poolId, Username: sub, UserAttributes }),
    );
    const code = await codeFor('half@example.com');
    await refused(reset('half@example.com', code), 'UserNotConfirmedException', 'User is not confirmed.');
    expect(await statusOf(sub)).toBe('UNCONFIRMED');
  });

  test('nobody, where only administrators reset passwords', async () => {
    const RecoveryMechanisms = [{ Name: 'admin_only' as const, Priority: 1 }];
    const { poolId: strict } = await server.createPool({ AccountRecoverySetting: { RecoveryMechanisms } });
    const { clientId: id } = await server.createClient(strict);
    await refused(forget('any@example.com', id), 'NotAuthorizedException', 'Contact administrator to reset password.');
  });

  test('by e-mail, where the pool names it', async () => {
    const RecoveryMechanisms = [{ Name: 'verified_email' as const, Priority: 1 }];
    const { poolId: named } = await server.createPool({ AccountRecoverySetting: { RecoveryMechanisms } });
    const { clientId: id } = await server.createClient(named);
    await join(server, id, 'named@example.com');
    await reset('named@example.com', await codeFor('named@example.com', id), { client: id });
  });
});

describe('who exists', () => {
  test('a client in LEGACY mode is told', async () => {
    await refused(forget('nobody@example.com'), 'UserNotFoundException', unknown);
    await refused(reset('nobody@example.com', '123456'), 'UserNotFoundException', unknown);
  });

  test('J133 a client in ENABLED mode gets the same answers, and the same limits, for a name nobody has', async () => {
    await join(server, discreetId, 'known@example.com');
    for (const name of ['known@example.com', 'unknown@example.com']) {
      await refused(reset(name, 'xxxxxx', { client: discreetId }), 'ExpiredCodeException', expired);
      const { CodeDeliveryDetails } = await forget(name.toUpperCase(), discreetId);
      const expected = { Destination: `${name[0]}***@e***`, DeliveryMedium: 'EMAIL', AttributeName: 'email' };
      expect(CodeDeliveryDetails).toEqual(expected);
      await refused(reset(name, 'xxxxxx', { client: discreetId }), 'CodeMismatchException', mismatch);
      await refused(
        reset(name, 'xxxxxx', { client: discreetId, password: 'xx' }),
        'InvalidPasswordException',
        'Password did not conform with policy: Password not long enough',
      );
      for (let n = 0; n < 4; n += 1) await forget(name, discreetId);
      await refused(forget(name, discreetId), 'LimitExceededException', tooMany);
    }
    expect(await server.mail('unknown@example.com')).toEqual([]);
  });

  test('a free user name nobody has gets a destination that stays the same', async () => {
    const { poolId: free } = await server.createPool({ UsernameAttributes: undefined });
    const { clientId: id } = await server.createClient(free, { PreventUserExistenceErrors: 'ENABLED' });
    const destinations = new Set<string | undefined>();
    for (let n = 0; n < 3; n += 1) destinations.add((await forget('nobody', id)).CodeDeliveryDetails?.Destination);
    expect([...destinations]).toEqual([expect.stringMatching(/^[a-z]\*\*\*@[a-z]\*\*\*$/)]);
  });

  test('a wrong code buys no password hash, whoever is asked for', async () => {
    await join(server, discreetId, 'hashed@example.com');
    let hashes = 0;
    const { passwords } = server.ctx;
    const hash = passwords.hash;
    passwords.hash = (password) => {
      hashes += 1;
      return hash.call(passwords, password);
    };
    try {
      const code = await codeFor('hashed@example.com', discreetId);
      await forget('unhashed@example.com', discreetId);
      for (const name of ['hashed@example.com', 'unhashed@example.com']) {
        await refused(reset(name, 'xxxxxx', { client: discreetId }), 'CodeMismatchException', mismatch);
      }
      expect(hashes).toBe(0);
      await reset('hashed@example.com', code, { client: discreetId, password: goodPassword });
      expect(hashes).toBe(1);
    } finally {
      passwords.hash = hash;
    }
  });
});

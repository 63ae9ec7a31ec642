import {
  AdminCreateUserCommand,
  type AdminCreateUserCommandInput,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  ForgotPasswordCommand,
  GetUserCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessTokenOf, goodPassword, join, list, record, refused, signIn } from './people.ts';
import { startTestServer, type TestServer } from './server.ts';

let server: TestServer;
let poolId: string;
let clientId: string;
/** Users have names of their own choice. */
let freePoolId: string;

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool({ Schema: [{ Name: 'name', Required: true }] }));
  ({ clientId } = await server.createClient(poolId));
  ({ poolId: freePoolId } = await server.createPool({ UsernameAttributes: undefined }));
});
afterAll(() => server?.close());

const create = (Username: string, input: Partial<AdminCreateUserCommandInput> = {}) =>
  server.admin.send(new AdminCreateUserCommand({ UserPoolId: poolId, Username, ...input }));
const show = (Username: string, UserPoolId = poolId) =>
  server.admin.send(new AdminGetUserCommand({ UserPoolId, Username }));
const setPassword = (Username: string, Password: string, Permanent?: boolean) =>
  server.admin.send(new AdminSetUserPasswordCommand({ UserPoolId: poolId, Username, Password, Permanent }));
const update = (Username: string, attributes: Record<string, string>, UserPoolId = poolId) =>
  server.admin.send(new AdminUpdateUserAttributesCommand({ UserPoolId, Username, UserAttributes: list(attributes) }));

describe('AdminSetUserPassword', () => {
  test('J081 J082 a permanent password confirms the user, whatever the status was', async () => {
    await create('promoted@example.com');
    await setPassword('promoted@example.com', goodPassword, true);
    expect((await show('promoted@example.com')).UserStatus).toBe('CONFIRMED');
    expect((await signIn(server, clientId, 'promoted@example.com')).AuthenticationResult).toBeDefined();
  });

  test('a temporary one has to be changed', async () => {
    await join(server, clientId, 'demoted@example.com', { name: 'D' });
    await setPassword('demoted@example.com', 'Temporary-horse-1');
    expect((await show('demoted@example.com')).UserStatus).toBe('FORCE_CHANGE_PASSWORD');
    const { ChallengeName } = await signIn(server, clientId, 'demoted@example.com', 'Temporary-horse-1');
    expect(ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
  });

  test('J083 the policy binds it; an unknown user is said so', async () => {
    await create('policed@example.com');
    const message = 'Password did not conform with policy: Password must have symbol characters';
    await refused(setPassword('policed@example.com', 'Longenough1', true), 'InvalidPasswordException', message);
    await refused(
      setPassword('nobody@example.com', goodPassword, true),
      'UserNotFoundException',
      'User does not exist.',
    );
  });
});

describe('AdminUpdateUserAttributes', () => {
  test('J098 J099 changes attributes and the verified flag; sub is immutable', async () => {
    await create('edited@example.com');
    await update('edited@example.com', { name: 'Edited', preferred_username: 'edited', email_verified: 'true' });
    expect(record((await show('edited@example.com')).UserAttributes)).toMatchObject({
      name: 'Edited',
      preferred_username: 'edited',
      email_verified: 'true',
    });
    const message = 'user.sub: Attribute cannot be updated. (changing an immutable attribute)';
    await refused(update('edited@example.com', { sub: 'x' }), 'InvalidParameterException', message);
    await refused(update('nobody@example.com', { name: 'N' }), 'UserNotFoundException', 'User does not exist.');
  });

  test('a new address signs in at once, unverified unless said so; one in use is refused', async () => {
    await join(server, clientId, 'moving@example.com', { name: 'M' });
    await update('moving@example.com', { email: 'moved@example.com' });
    expect(record((await show('moved@example.com')).UserAttributes).email_verified).toBe('false');
    await signIn(server, clientId, 'moved@example.com');
    await update('moved@example.com', { email: 'final@example.com', email_verified: 'true' });
    expect(record((await show('final@example.com')).UserAttributes).email_verified).toBe('true');
    await create('other@example.com');
    const taken = 'An account with the given email already exists.';
    await refused(update('final@example.com', { email: 'Other@example.com' }), 'AliasExistsException', taken);
  });

  test('a flag needs its address, and goes with it', async () => {
    await create('bare', { UserPoolId: freePoolId });
    const flag = update('bare', { phone_number_verified: 'true' }, freePoolId);
    await refused(flag, 'InvalidParameterException', 'Phone Number is required to verify/un-verify a phone number');
    await update(
      'bare',
      { email: 'bare@example.com', email_verified: 'true', phone_number: '+14325551212' },
      freePoolId,
    );
    expect(record((await show('bare', freePoolId)).UserAttributes)).toMatchObject({
      email_verified: 'true',
      phone_number_verified: 'false',
    });
    await update('bare', { email: '' }, freePoolId);
    const left = record((await show('bare', freePoolId)).UserAttributes);
    expect(left).not.toHaveProperty('email');
    expect(left).not.toHaveProperty('email_verified');
  });
});

describe('AdminGetUser and AdminDeleteUser', () => {
  test('an unknown user is said so', async () => {
    await refused(show('nobody@example.com'), 'UserNotFoundException', 'User does not exist.');
    const gone = server.admin.send(new AdminDeleteUserCommand({ UserPoolId: poolId, Username: 'nobody@example.com' }));
    await refused(gone, 'UserNotFoundException', 'User does not exist.');
  });

  test('J206 deleting leaves no row of the user, ends the sessions, and frees the address for another sub', async () => {
    const { sub } = await join(server, clientId, 'deleted@example.com', { name: 'D' });
    const AccessToken = await accessTokenOf(server, clientId, 'deleted@example.com');
    await server.anonymous.send(new ForgotPasswordCommand({ ClientId: clientId, Username: 'deleted@example.com' }));
    await expect(signIn(server, clientId, 'deleted@example.com', 'Wrong-horse-9')).rejects.toThrow();
    await server.admin.send(new AdminDeleteUserCommand({ UserPoolId: poolId, Username: 'deleted@example.com' }));

    const { db } = server.ctx;
    for (const table of ['users', 'userAliases', 'userSearch', 'codes', 'tokenFamilies'] as const) {
      expect(await db.selectFrom(table).selectAll().where('sub', '=', sub).execute(), table).toEqual([]);
    }
    for (const table of ['quotas', 'lockouts'] as const) {
      expect(await db.selectFrom(table).selectAll().where('subject', '=', sub).execute(), table).toEqual([]);
    }
    const orphans = db
      .selectFrom('refreshTokens')
      .selectAll()
      .where('originJti', 'not in', db.selectFrom('tokenFamilies').select('originJti'));
    expect(await orphans.execute()).toEqual([]);
    await refused(
      server.anonymous.send(new GetUserCommand({ AccessToken })),
      'UserNotFoundException',
      'User does not exist.',
    );
    const again = await join(server, clientId, 'deleted@example.com', { name: 'D' });
    expect(again.sub).not.toBe(sub);
  });
});

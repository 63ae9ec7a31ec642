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
import { accessTokenOf, goodPassword, join, list, record, refused, signIn, successes } from './people.ts';
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
const day = 24 * 60 * 60_000;

describe('AdminCreateUser', () => {
  test('J078 J134 makes a user who must change the password, and mails the invitation', async () => {
    const { User } = await create('Invited@example.com', { DesiredDeliveryMediums: ['EMAIL'] });
    expect(User).toMatchObject({ UserStatus: 'FORCE_CHANGE_PASSWORD', Enabled: true });
    expect(User?.Username).toBe(record(User?.Attributes).sub);
    expect(User?.UserCreateDate?.getTime()).toBeCloseTo(server.clock.now(), -4);
    const [mail] = await server.mail('invited@example.com');
    expect(mail).toMatchObject({
      to: 'Invited@example.com',
      from: 'no-reply@verificationemail.com',
      subject: 'Your temporary password',
      text: `Your username is Invited@example.com and temporary password is ${mail?.code}`,
    });
    const { ChallengeName } = await signIn(server, clientId, 'invited@example.com', mail?.code);
    expect(ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
  });

  test('takes a temporary password, which the policy binds, and attributes; required ones may be missing', async () => {
    const TemporaryPassword = '<Temp&orary-1>';
    const weak = create('given@example.com', { TemporaryPassword: 'weak' });
    await refused(weak, 'InvalidPasswordException', 'Password did not conform with policy: Password not long enough');
    const UserAttributes = list({ email_verified: 'True', nickname: 'G' });
    const { User } = await create('given@example.com', { TemporaryPassword, UserAttributes });
    expect(record(User?.Attributes)).toMatchObject({
      email: 'given@example.com',
      email_verified: 'true',
      nickname: 'G',
    });
    const [mail] = await server.mail('given@example.com');
    expect(mail?.text).toContain(`temporary password is ${TemporaryPassword}`);
    expect(mail?.html).toContain('temporary password is &lt;Temp&amp;orary-1&gt;');
  });

  test('SUPPRESS mails nothing; a text message cannot be asked for', async () => {
    await create('silent@example.com', { MessageAction: 'SUPPRESS', DesiredDeliveryMediums: ['SMS'] });
    expect(await server.mail('silent@example.com')).toEqual([]);
    const message = 'DesiredDeliveryMediums SMS is not supported by this server yet.';
    await refused(create('sms@example.com', { DesiredDeliveryMediums: ['SMS'] }), 'InvalidParameterException', message);
    await refused(show('sms@example.com'), 'UserNotFoundException', 'User does not exist.');
  });

  test('a free user name needs no address; e-mail can be asked for only with one', async () => {
    const UserPoolId = freePoolId;
    expect((await create('zoe', { UserPoolId })).User?.Username).toBe('zoe');
    const message = 'The user has no email address to send the invitation to.';
    await refused(
      create('yan', { UserPoolId, DesiredDeliveryMediums: ['EMAIL'] }),
      'InvalidParameterException',
      message,
    );
    await create('yan', { UserPoolId, UserAttributes: list({ email: 'yan@example.com' }) });
    const [mail] = await server.mail('yan@example.com');
    expect(mail?.text).toBe(`Your username is yan and temporary password is ${mail?.code}`);
  });

  test('names in use, ill-formed names and flags without an address are refused', async () => {
    await create('double@example.com');
    const taken = 'An account with the given email already exists.';
    await refused(create('DOUBLE@example.com', { ForceAliasCreation: true }), 'UsernameExistsException', taken);
    await refused(create('plain'), 'InvalidParameterException', 'Username should be an email.');
    await create('double', { UserPoolId: freePoolId });
    await refused(
      create('Double', { UserPoolId: freePoolId }),
      'UsernameExistsException',
      'User account already exists',
    );
    const flagged = create('flagged', { UserPoolId: freePoolId, UserAttributes: list({ email_verified: 'true' }) });
    await refused(flagged, 'InvalidParameterException', 'Email is required to verify/un-verify an email');
    expect(await successes(['one', 'One', 'ONE'].map((name) => create(name, { UserPoolId: freePoolId })))).toBe(1);
  });

  test('RESEND mails a new password and starts the clock again, while the old one is unchanged', async () => {
    await create('resent@example.com');
    const [first] = await server.mail('resent@example.com');
    server.clock.advance(6 * day);
    await create('resent@example.com', { MessageAction: 'RESEND' });
    const [second] = await server.mail('resent@example.com');
    expect(second?.code).not.toBe(first?.code);
    server.clock.advance(6 * day);
    const old = signIn(server, clientId, 'resent@example.com', first?.code);
    await refused(old, 'NotAuthorizedException', 'Incorrect username or password.');
    expect((await signIn(server, clientId, 'resent@example.com', second?.code)).ChallengeName).toBe(
      'NEW_PASSWORD_REQUIRED',
    );
    server.clock.advance(2 * day);
    const late = signIn(server, clientId, 'resent@example.com', second?.code);
    const message = 'Temporary password has expired and must be reset by an administrator.';
    await refused(late, 'NotAuthorizedException', message);
  });

  test('RESEND needs a user who still has to change the password', async () => {
    const again = { MessageAction: 'RESEND' as const };
    await refused(create('missing@example.com', again), 'UserNotFoundException', 'User does not exist.');
    await create('settled@example.com');
    await setPassword('settled@example.com', goodPassword, true);
    const message = 'Resend not possible. settled@example.com status is not FORCE_CHANGE_PASSWORD';
    await refused(create('settled@example.com', again), 'UnsupportedUserStateException', message);
  });

  test('a temporary password lives as long as the pool says', async () => {
    const PasswordPolicy = { MinimumLength: 8, TemporaryPasswordValidityDays: 2 };
    const { poolId: UserPoolId } = await server.createPool({ Policies: { PasswordPolicy } });
    const { clientId: id } = await server.createClient(UserPoolId);
    await create('brief@example.com', { UserPoolId, TemporaryPassword: goodPassword });
    server.clock.advance(2 * day - 60_000);
    expect((await signIn(server, id, 'brief@example.com')).ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
    server.clock.advance(60_000);
    const message = 'Temporary password has expired and must be reset by an administrator.';
    await refused(signIn(server, id, 'brief@example.com'), 'NotAuthorizedException', message);
  });
});

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

  test('deleting leaves no row of the user, ends the sessions, and frees the address for another sub', async () => {
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

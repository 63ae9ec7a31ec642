import {
  AdminCreateUserCommand,
  type AdminCreateUserCommandInput,
  AdminSetUserPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { goodPassword, list, record, refused, signIn, successes } from './people.ts';
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
const setPassword = (Username: string, Password: string, Permanent?: boolean) =>
  server.admin.send(new AdminSetUserPasswordCommand({ UserPoolId: poolId, Username, Password, Permanent }));
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

  test('SUPPRESS sends nothing, whatever is asked for', async () => {
    await create('silent@example.com', { MessageAction: 'SUPPRESS', DesiredDeliveryMediums: ['SMS'] });
    expect(await server.mail('silent@example.com')).toEqual([]);
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

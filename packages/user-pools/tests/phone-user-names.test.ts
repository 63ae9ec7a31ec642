import { AdminCreateUserCommand, AdminUpdateUserAttributesCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { list, refused, showUser, signUpAs } from './people.ts';
import { startTestServer, type TestServer } from './server.ts';
import { createUser, password, signIn } from './sign-in.ts';
import { startSrp } from './srp-client.ts';
import { together } from './together.ts';

let server: TestServer;
/** User names are phone numbers. */
let phones: { poolId: string; clientId: string };
/** User names are phone numbers or e-mail addresses. */
let either: { poolId: string; clientId: string };

beforeAll(async () => {
  server = await startTestServer();
  const party = async (UsernameAttributes: ('email' | 'phone_number')[]) => {
    const { poolId } = await server.createPool({ UsernameAttributes, AutoVerifiedAttributes: undefined });
    return { poolId, clientId: (await server.createClient(poolId)).clientId };
  };
  phones = await party(['phone_number']);
  either = await party(['phone_number', 'email']);
});
afterAll(() => server?.close());

const show = ({ poolId }: { poolId: string }, name: string) => showUser(server, poolId, name);
const create = ({ poolId }: { poolId: string }, Username: string, given: Record<string, string> = {}) =>
  server.admin.send(
    new AdminCreateUserCommand({
      UserPoolId: poolId,
      Username,
      MessageAction: 'SUPPRESS',
      UserAttributes: list(given),
    }),
  );
const update = ({ poolId }: { poolId: string }, Username: string, given: Record<string, string>) =>
  server.admin.send(
    new AdminUpdateUserAttributesCommand({ UserPoolId: poolId, Username, UserAttributes: list(given) }),
  );

describe('a pool whose user names are phone numbers', () => {
  test('signs up with the number, which becomes the attribute, unproved; the user name is the sub', async () => {
    const { UserSub = '', UserConfirmed } = await signUpAs(server, phones.clientId, '+14325551212');
    expect(UserConfirmed).toBe(false);
    expect(await show(phones, '+14325551212')).toEqual({
      username: UserSub,
      status: 'UNCONFIRMED',
      sub: UserSub,
      phone_number: '+14325551212',
      phone_number_verified: 'false',
    });
  });

  test('takes nothing else as a user name', async () => {
    const message = 'Username should be a phone number.';
    for (const name of ['andrea', 'andrea@example.com', '4325551212', '+04325551212', '+1432555121212121']) {
      await refused(signUpAs(server, phones.clientId, name), 'InvalidParameterException', message);
      await refused(create(phones, name), 'InvalidParameterException', message);
    }
    await refused(
      signUpAs(server, phones.clientId, '+14325550000', { phone_number: '+14325550001' }),
      'InvalidParameterException',
      'The attribute phone_number must be the same as the username.',
    );
  });

  test('a number belongs to one user; two with one e-mail address are no matter', async () => {
    const email = 'shared@example.com';
    await signUpAs(server, phones.clientId, '+14325550002', { email });
    await signUpAs(server, phones.clientId, '+14325550003', { email });
    const message = 'An account with the given phone_number already exists.';
    await refused(signUpAs(server, phones.clientId, '+14325550002'), 'UsernameExistsException', message);
    await refused(create(phones, '+14325550002'), 'UsernameExistsException', message);
    await refused(update(phones, '+14325550003', { phone_number: '+14325550002' }), 'AliasExistsException', message);
    await refused(show(phones, email), 'UserNotFoundException', 'User does not exist.');
  });

  test('of two who sign up with one number at once, one gets it', async () => {
    const calls = Array.from({ length: 3 }, () => () => signUpAs(server, phones.clientId, '+14325550004'));
    const outcomes = await together(server, calls);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('the number signs in, by password and by SRP, and an administrator may change it', async () => {
    const { poolId, clientId } = phones;
    const sub = await createUser(server, poolId, '+14325550005');
    const srp = async (username: string) => {
      const party = { client: server.anonymous, poolId, clientId, username, now: server.clock.now };
      return startSrp(party);
    };
    expect((await signIn(server, { clientId }, '+14325550005')).AuthenticationResult).toBeDefined();
    const handshake = await srp('+14325550005');
    expect(handshake.parameters).toMatchObject({ USERNAME: sub, USER_ID_FOR_SRP: sub });
    expect((await handshake.answer(password)).AuthenticationResult).toBeDefined();
    await update(phones, sub, { phone_number: '+14325550006' });
    await refused(signIn(server, { clientId }, '+14325550005'), 'UserNotFoundException', 'User does not exist.');
    expect((await signIn(server, { clientId }, '+14325550006')).AuthenticationResult).toBeDefined();
    expect(await show(phones, sub)).toMatchObject({ phone_number_verified: 'false' });
  });

  test('the number cannot be deleted', async () => {
    await createUser(server, phones.poolId, '+14325550007');
    await refused(
      update(phones, '+14325550007', { phone_number: '' }),
      'InvalidParameterException',
      'user.phone_number: Required attribute cannot be deleted.',
    );
  });
});

describe('a pool whose user names are phone numbers or e-mail addresses', () => {
  test('takes both, and nothing else', async () => {
    await signUpAs(server, either.clientId, '+14325551212');
    const { UserSub } = await signUpAs(server, either.clientId, 'Andrea@example.com');
    expect(await show(either, 'andrea@example.com')).toEqual({
      username: UserSub,
      status: 'UNCONFIRMED',
      sub: UserSub,
      email: 'Andrea@example.com',
      email_verified: 'false',
    });
    const message = 'Username should be either an email or a phone number.';
    await refused(signUpAs(server, either.clientId, 'andrea'), 'InvalidParameterException', message);
    await refused(create(either, 'andrea'), 'InvalidParameterException', message);
  });

  test('who has both signs in with both, and keeps both from others', async () => {
    const both = { email: 'both@example.com', phone_number: '+14325550008' };
    const { clientId } = either;
    await createUser(server, either.poolId, both.phone_number, both);
    for (const name of Object.values(both))
      expect((await signIn(server, { clientId }, name)).AuthenticationResult).toBeDefined();
    await refused(
      signUpAs(server, clientId, 'BOTH@example.com'),
      'UsernameExistsException',
      'An account with the given email already exists.',
    );
    await refused(
      signUpAs(server, clientId, 'other@example.com', { phone_number: both.phone_number }),
      'UsernameExistsException',
      'An account with the given phone_number already exists.',
    );
    await refused(show(either, 'other@example.com'), 'UserNotFoundException', 'User does not exist.');
  });

  test('a number given later signs in at once', async () => {
    await createUser(server, either.poolId, 'later@example.com');
    await update(either, 'later@example.com', { phone_number: '+14325550009' });
    expect((await show(either, '+14325550009')).email).toBe('later@example.com');
    const { clientId } = either;
    expect((await signIn(server, { clientId }, '+14325550009')).AuthenticationResult).toBeDefined();
  });
});

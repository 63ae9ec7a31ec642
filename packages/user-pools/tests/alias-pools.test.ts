import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  ConfirmSignUpCommand,
  ListUsersCommand,
  ResendConfirmationCodeCommand,
  UpdateUserAttributesCommand,
  VerifyUserAttributeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessTokenOf, goodPassword, list, record, refused, showUser, signIn, signUpAs } from './people.ts';
import { startTestServer, type TestServer } from './server.ts';
import { together } from './together.ts';

const taken = 'An account with the given email already exists.';
const unknown = 'User does not exist.';

let server: TestServer;
let poolId: string;
let clientId: string;

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool({
    PoolName: 'cruddur-user-pool-2',
    UsernameAttributes: undefined,
    AliasAttributes: ['email'],
    Schema: ['email', 'preferred_username', 'name'].map((Name) => ({ Name, Required: true })),
  }));
  ({ clientId } = await server.createClient(poolId));
});
afterAll(() => server?.close());

const attributes = (email: string) => ({ email, preferred_username: 'same', name: 'Same' });
const signUp = (username: string, email: string) => signUpAs(server, clientId, username, attributes(email));
const codeAt = async (email: string) => (await server.mail(email))[0]?.code ?? '';
const confirm = (username: string, code: string) =>
  server.anonymous.send(new ConfirmSignUpCommand({ ClientId: clientId, Username: username, ConfirmationCode: code }));
const create = (username: string, given: Record<string, string>) =>
  server.admin.send(
    new AdminCreateUserCommand({
      UserPoolId: poolId,
      Username: username,
      MessageAction: 'SUPPRESS',
      UserAttributes: list(given),
    }),
  );
const setPassword = (username: string) =>
  server.admin.send(
    new AdminSetUserPasswordCommand({
      UserPoolId: poolId,
      Username: username,
      Password: goodPassword,
      Permanent: true,
    }),
  );
const update = (username: string, given: Record<string, string>) =>
  server.admin.send(
    new AdminUpdateUserAttributesCommand({ UserPoolId: poolId, Username: username, UserAttributes: list(given) }),
  );
const show = (name: string) => showUser(server, poolId, name);
/** Signs up, confirms by the code that was mailed, and signs in. @returns an access token */
const settle = async (username: string, email: string) => {
  await signUp(username, email);
  await confirm(username, await codeAt(email));
  return accessTokenOf(server, clientId, username);
};

describe('the user name is no address', () => {
  test('J106 J108 an e-mail address as user name is refused, at sign-up and by administrators', async () => {
    const message = 'Username cannot be of email format, since user pool is configured for email alias.';
    for (const name of ['andrea@example.com', 'Andrea@EXAMPLE.com']) {
      await refused(signUp(name, 'andrea@example.com'), 'InvalidParameterException', message);
      await refused(create(name, {}), 'InvalidParameterException', message);
    }
    // Becomes an address only when the pool folds it: U+1FEF is normalised to a grave accent.
    await refused(signUp('an\u1fefdrea@example.com', 'a@example.com'), 'InvalidParameterException', message);
  });

  test('a phone number may be one, as long as phones are no aliases', async () => {
    await create('+14325551212', {});
    expect((await show('+14325551212')).username).toBe('+14325551212');
  });

  test('J108 user names are not case sensitive', async () => {
    await create('Cased', {});
    await refused(create('cASED', {}), 'UsernameExistsException', 'User account already exists');
    await refused(signUp('CASED', 'cased@example.com'), 'UsernameExistsException', 'User already exists');
  });
});

describe('only a proved address signs in', () => {
  test('J090 J091 J092 J093 of two users made by an administrator, the one whose e-mail is called verified', async () => {
    await create('unproved', { email: 'unproved@example.com' });
    await create('proved', { email: 'Proved@example.com', email_verified: 'true' });
    for (const name of ['unproved', 'proved']) await setPassword(name);
    await refused(signIn(server, clientId, 'unproved@example.com'), 'UserNotFoundException', unknown);
    expect((await signIn(server, clientId, 'proved@EXAMPLE.com')).AuthenticationResult).toBeDefined();
    for (const name of ['unproved', 'proved'])
      expect((await signIn(server, clientId, name)).AuthenticationResult).toBeDefined();
    const { Users } = await server.admin.send(
      new ListUsersCommand({ UserPoolId: poolId, Filter: 'username = "unproved"' }),
    );
    expect(record(Users?.[0]?.Attributes).email_verified).not.toBe('true');
  });

  test('an address signs in from the moment it is proved, and no longer than it is', async () => {
    await signUp('leaves', 'leaves@example.com');
    await refused(show('leaves@example.com'), 'UserNotFoundException', unknown);
    await confirm('leaves', await codeAt('leaves@example.com'));
    expect(await show('leaves@example.com')).toMatchObject({ username: 'leaves', email_verified: 'true' });
    await update('leaves', { email_verified: 'false' });
    await refused(show('leaves@example.com'), 'UserNotFoundException', unknown);
    await update('leaves', { email_verified: 'true' });
    await update('leaves@example.com', { email: 'arrives@example.com', email_verified: 'true' });
    await refused(show('leaves@example.com'), 'UserNotFoundException', unknown);
    expect(await show('arrives@example.com')).toMatchObject({ username: 'leaves' });
    await server.admin.send(new AdminDeleteUserCommand({ UserPoolId: poolId, Username: 'arrives@example.com' }));
    await create('heir', { email: 'arrives@example.com', email_verified: 'true' });
  });

  test('a change by the user signs in only when the code came back', async () => {
    const token = await settle('mover', 'mover@example.com');
    const UserAttributes = list({ email: 'moved@example.com' });
    await server.anonymous.send(new UpdateUserAttributesCommand({ AccessToken: token, UserAttributes }));
    for (const name of ['mover@example.com', 'moved@example.com'])
      await refused(show(name), 'UserNotFoundException', unknown);
    const Code = await codeAt('moved@example.com');
    await server.anonymous.send(new VerifyUserAttributeCommand({ AccessToken: token, AttributeName: 'email', Code }));
    expect(await show('moved@example.com')).toMatchObject({ username: 'mover' });
  });

  test('a user who is not confirmed is asked for by user name: the address means nobody yet', async () => {
    await signUp('waiting', 'waiting@example.com');
    const resend = (Username: string) =>
      server.anonymous.send(new ResendConfirmationCodeCommand({ ClientId: clientId, Username }));
    await refused(resend('waiting@example.com'), 'UserNotFoundException', 'Username/client id combination not found.');
    await resend('waiting');
    expect(await server.mail('waiting@example.com')).toHaveLength(2);
  });
});

describe('a proved address belongs to one user', () => {
  test('sign-up never refuses a duplicate, confirmation does, and leaves the user as it was', async () => {
    await settle('first', 'shared@example.com');
    await signUp('second', 'Shared@example.com');
    const code = await codeAt('Shared@example.com');
    await refused(confirm('second', code), 'AliasExistsException', taken);
    expect(await show('second')).toMatchObject({ status: 'UNCONFIRMED', email_verified: 'false' });
    expect((await show('shared@example.com')).username).toBe('first');
    // The code was not used up: it serves once the address is free.
    await update('first', { email_verified: 'false' });
    await confirm('second', code);
    expect((await show('shared@example.com')).username).toBe('second');
  });

  test('two confirmations at once: exactly one wins', async () => {
    const names = ['racer-1', 'racer-2', 'racer-3'];
    const calls = [];
    for (const name of names) {
      await signUp(name, 'prize@example.com');
      const code = await codeAt('prize@example.com');
      calls.push(() => confirm(name, code));
    }
    const outcomes = await together(server, calls);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected')
        expect(outcome.reason).toMatchObject({ name: 'AliasExistsException', message: taken });
    }
    const winner = names[outcomes.findIndex(({ status }) => status === 'fulfilled')];
    expect((await show('prize@example.com')).username).toBe(winner);
  });

  test('proving it later is refused too, by code and by administrators', async () => {
    await settle('owner', 'owned@example.com');
    const token = await settle('wisher', 'wisher@example.com');
    // Asking is not refused: whether somebody has an address is not for everybody to know.
    const UserAttributes = list({ email: 'owned@example.com' });
    await server.anonymous.send(new UpdateUserAttributesCommand({ AccessToken: token, UserAttributes }));
    const Code = await codeAt('owned@example.com');
    const verify = () =>
      server.anonymous.send(new VerifyUserAttributeCommand({ AccessToken: token, AttributeName: 'email', Code }));
    await refused(verify(), 'AliasExistsException', taken);
    await refused(update('wisher', { email_verified: 'true' }), 'AliasExistsException', taken);
    expect(await show('wisher')).toMatchObject({ email: 'owned@example.com', email_verified: 'false' });
    await refused(
      create('newcomer', { email: 'OWNED@example.com', email_verified: 'true' }),
      'AliasExistsException',
      taken,
    );
    await refused(show('newcomer'), 'UserNotFoundException', unknown);
    await create('newcomer', { email: 'OWNED@example.com' });
  });
});

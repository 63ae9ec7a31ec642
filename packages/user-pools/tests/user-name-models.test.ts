import {
  AdminGetUserCommand,
  AdminUpdateUserAttributesCommand,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  CreateUserPoolCommand,
  type CreateUserPoolRequest,
  DescribeUserPoolCommand,
  ForgotPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { goodPassword, list, record, refused, signIn, signUp, signUpAs } from './people.ts';
import { startTestServer, type TestServer } from './server.ts';
import { startSrp } from './srp-client.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server?.close());

const chosen = { UsernameAttributes: undefined };
const email = 'Andrea@example.com';
const phone_number = '+14325551212';

/** What a confirmed user called Andrea, with both addresses proved and a preferred user name, signs in with. */
interface Model {
  name: string;
  settings: Partial<CreateUserPoolRequest>;
  /** Given to SignUp. */
  username: string;
  signsIn: string[];
  signsNobodyIn: string[];
}

const models: Model[] = [
  {
    name: 'UsernameAttributes',
    settings: { UsernameAttributes: ['email', 'phone_number'] },
    username: email,
    signsIn: [email, 'ANDREA@example.com', phone_number],
    signsNobodyIn: ['Andrea', 'bayko'],
  },
  {
    name: 'AliasAttributes',
    settings: { ...chosen, AliasAttributes: ['email', 'phone_number', 'preferred_username'] },
    username: 'Andrea',
    signsIn: ['Andrea', 'ANDREA', email, 'andrea@EXAMPLE.com', phone_number, 'Bayko', 'bayko'],
    signsNobodyIn: ['nobody'],
  },
  {
    name: 'neither',
    settings: chosen,
    username: 'Andrea',
    signsIn: ['Andrea', 'aNDREA'],
    signsNobodyIn: [email, phone_number, 'bayko'],
  },
];

describe.each(models)('the user name model $name', ({ settings, username, signsIn, signsNobodyIn }) => {
  let poolId: string;
  let clientId: string;
  let sub: string;
  let names: string[];

  const getUser = (name: string) => server.admin.send(new AdminGetUserCommand({ UserPoolId: poolId, Username: name }));
  const codeFor = async (address: string) => (await server.mail(address))[0]?.code ?? '';
  const srp = async (name: string, password: string) => {
    const party = { client: server.anonymous, poolId, clientId, username: name, now: server.clock.now };
    return (await startSrp(party)).answer(password);
  };

  beforeAll(async () => {
    ({ poolId } = await server.createPool(settings));
    ({ clientId } = await server.createClient(poolId));
    const answer = await signUpAs(server, clientId, username, { email, phone_number });
    sub = answer.UserSub ?? '';
    names = [...signsIn, sub];
    await server.anonymous.send(
      new ConfirmSignUpCommand({ ClientId: clientId, Username: username, ConfirmationCode: await codeFor(email) }),
    );
    await server.admin.send(
      new AdminUpdateUserAttributesCommand({
        UserPoolId: poolId,
        Username: sub,
        UserAttributes: list({ phone_number_verified: 'true', preferred_username: 'Bayko' }),
      }),
    );
  });

  test('reads back as it was given', async () => {
    const { UserPool } = await server.admin.send(new DescribeUserPoolCommand({ UserPoolId: poolId }));
    expect(UserPool?.UsernameAttributes).toEqual(settings.UsernameAttributes);
    expect(UserPool?.AliasAttributes).toEqual(settings.AliasAttributes);
  });

  test('an administrator finds the user under every name, the sub among them', async () => {
    for (const name of names) {
      const user = await getUser(name);
      expect(record(user.UserAttributes), name).toMatchObject({ sub, email, email_verified: 'true' });
      expect(user.Username, name).toBe(settings.UsernameAttributes ? sub : 'Andrea');
    }
    for (const name of signsNobodyIn) await refused(getUser(name), 'UserNotFoundException', 'User does not exist.');
  });

  test('every name signs in, by password and by SRP', async () => {
    for (const name of names) {
      expect((await signIn(server, clientId, name)).AuthenticationResult, name).toBeDefined();
      expect((await srp(name, goodPassword)).AuthenticationResult, name).toBeDefined();
    }
    for (const name of signsNobodyIn) {
      await refused(signIn(server, clientId, name), 'UserNotFoundException', 'User does not exist.');
      await refused(srp(name, goodPassword), 'UserNotFoundException', 'User does not exist.');
    }
  });

  test('every name recovers the account, within one count', async () => {
    for (const name of names.slice(-3)) {
      await server.anonymous.send(new ForgotPasswordCommand({ ClientId: clientId, Username: name }));
      await server.anonymous.send(
        new ConfirmForgotPasswordCommand({
          ClientId: clientId,
          Username: name,
          Password: goodPassword,
          ConfirmationCode: await codeFor(email),
        }),
      );
    }
    for (const name of signsNobodyIn) {
      await refused(
        server.anonymous.send(new ForgotPasswordCommand({ ClientId: clientId, Username: name })),
        'UserNotFoundException',
        'Username/client id combination not found.',
      );
    }
  });
});

test('in a case-sensitive pool of e-mail addresses the case counts, as it does for aliases', async () => {
  const strict = { UsernameConfiguration: undefined };
  const named = await server.createPool(strict);
  const { clientId } = await server.createClient(named.poolId);
  await signUp(server, clientId, 'Case@example.com');
  await signUp(server, clientId, 'case@example.com');
  const aliased = await server.createPool({ ...strict, ...chosen, AliasAttributes: ['email', 'preferred_username'] });
  const { clientId: id } = await server.createClient(aliased.poolId);
  await signUpAs(server, id, 'user', { email: 'Case@example.com' });
  const UserAttributes = list({ email_verified: 'true', preferred_username: 'Prefers' });
  const target = { UserPoolId: aliased.poolId, Username: 'user' };
  await server.admin.send(new AdminUpdateUserAttributesCommand({ ...target, UserAttributes }));
  const find = (Username: string) =>
    server.admin.send(new AdminGetUserCommand({ UserPoolId: aliased.poolId, Username }));
  for (const name of ['Case@example.com', 'Prefers']) expect((await find(name)).Username).toBe('user');
  for (const name of ['case@example.com', 'prefers']) {
    await refused(find(name), 'UserNotFoundException', 'User does not exist.');
  }
});

test('a pool has addresses as user names, or as aliases, not both', async () => {
  const both = { UsernameAttributes: ['email' as const], AliasAttributes: ['phone_number' as const] };
  await refused(
    server.admin.send(new CreateUserPoolCommand({ PoolName: 'both', ...both })),
    'InvalidParameterException',
    'Only one of the aliasAttributes or usernameAttributes can be set in a user pool.',
  );
});

test('empty lists read back as absent', async () => {
  const { UserPool } = await server.admin.send(
    new CreateUserPoolCommand({ PoolName: 'empty', UsernameAttributes: [], AliasAttributes: [] }),
  );
  expect(UserPool).not.toHaveProperty('UsernameAttributes');
  expect(UserPool).not.toHaveProperty('AliasAttributes');
});

test('J086 J087 J108 J116 the pools of the journey read back as they were clicked together', async () => {
  const read = async (settings: Partial<CreateUserPoolRequest>) => {
    const { poolId } = await server.createPool(settings);
    const { UserPool } = await server.admin.send(new DescribeUserPoolCommand({ UserPoolId: poolId }));
    const { Name, AliasAttributes, UsernameAttributes, UsernameConfiguration, SchemaAttributes } = UserPool ?? {};
    const required = SchemaAttributes?.filter(({ Required }) => Required).map((attribute) => attribute.Name);
    return { Name, AliasAttributes, UsernameAttributes, UsernameConfiguration, required };
  };
  const Schema = ['email', 'preferred_username', 'name'].map((Name) => ({ Name, Required: true }));
  const same = {
    UsernameConfiguration: { CaseSensitive: false },
    required: ['sub', 'name', 'preferred_username', 'email'],
  };
  const second = { PoolName: 'cruddur-user-pool-2', ...chosen, AliasAttributes: ['email' as const] };
  expect(await read({ ...second, Schema })).toEqual({
    Name: 'cruddur-user-pool-2',
    AliasAttributes: ['email'],
    UsernameAttributes: undefined,
    ...same,
  });
  expect(await read({ PoolName: 'cruddur-user-pool', UsernameAttributes: ['email'], Schema })).toEqual({
    Name: 'cruddur-user-pool',
    AliasAttributes: undefined,
    UsernameAttributes: ['email'],
    ...same,
  });
});

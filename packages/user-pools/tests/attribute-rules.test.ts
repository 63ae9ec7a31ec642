import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminUpdateUserAttributesCommand,
  type AttributeType,
  GetUserCommand,
  ListUsersCommand,
  UpdateUserAttributesCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { answer } from './new-password.ts';
import { list, record, refused, showUser, signUpAs } from './people.ts';
import { startTestServer, type TestServer } from './server.ts';
import { claimsIn, createUser, freshEmail, setPassword, signIn, tokensOf } from './sign-in.ts';

let server: TestServer;
let poolId: string;
let clientId: string;

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool({
    UsernameAttributes: undefined,
    AutoVerifiedAttributes: undefined,
    Schema: [
      { Name: 'name', Required: true },
      { Name: 'given_name', Required: true },
      { Name: 'badge', AttributeDataType: 'String', Mutable: false },
      { Name: 'rank', AttributeDataType: 'String', DeveloperOnlyAttribute: true },
      { Name: 'short', AttributeDataType: 'String', StringAttributeConstraints: { MaxLength: '3' } },
    ],
  }));
  ({ clientId } = await server.createClient(poolId));
});
afterAll(() => server?.close());

const named = { name: 'N', given_name: 'G' };
const show = (username: string) => showUser(server, poolId, username);
const adminUpdate = (Username: string, UserAttributes: AttributeType[]) =>
  server.admin.send(new AdminUpdateUserAttributesCommand({ UserPoolId: poolId, Username, UserAttributes }));
const create = (Username: string, attributes: Record<string, string>) =>
  server.admin.send(
    new AdminCreateUserCommand({
      UserPoolId: poolId,
      Username,
      MessageAction: 'SUPPRESS',
      UserAttributes: list(attributes),
    }),
  );
const signUp = (username: string, attributes: Record<string, string>) =>
  signUpAs(server, clientId, username, attributes);
const prefix = 'Attributes did not conform to the schema: ';

describe('required attributes', () => {
  test('are asked of those who sign up, all at once, an empty one like a missing one', async () => {
    await refused(
      signUp('incomplete', { name: '', 'custom:short': 'four', nothing: 'x' }),
      'InvalidParameterException',
      [
        `${prefix}custom:short: Length must be at most 3.`,
        'nothing: Attribute does not exist in the schema.',
        'name: The attribute is required',
        'given_name: The attribute is required\n',
      ].join('\n'),
    );
  });

  test('are not asked of administrators, but then of the user with the first password', async () => {
    await create('invited', { given_name: 'G' });
    await setPassword(server, poolId, 'invited', 'Temp0rary!', false);
    const { ChallengeParameters, Session } = await signIn(server, { clientId }, 'invited', 'Temp0rary!');
    expect(ChallengeParameters?.requiredAttributes).toBe('["userAttributes.name"]');
    const party = { server, poolId, clientId };
    await refused(
      answer(party, 'invited', Session, { 'userAttributes.name': '' }),
      'InvalidParameterException',
      'Invalid attributes given, name is missing',
    );
    await answer(party, 'invited', Session, { 'userAttributes.phone_number': '+14325551212' });
    expect(await show('invited')).toMatchObject({
      name: 'Andrea',
      phone_number: '+14325551212',
      phone_number_verified: 'false',
    });
  });

  test('what an administrator changes while the first password is hashed stays changed', async () => {
    await create('hurried', { given_name: 'G', nickname: 'before' });
    await setPassword(server, poolId, 'hurried', 'Temp0rary!', false);
    const { Session } = await signIn(server, { clientId }, 'hurried', 'Temp0rary!');
    const hash = server.ctx.passwords.hash.bind(server.ctx.passwords);
    const slow = vi.spyOn(server.ctx.passwords, 'hash').mockImplementationOnce(async (text) => {
      await adminUpdate('hurried', list({ nickname: 'meanwhile' }));
      return hash(text);
    });
    await answer({ server, poolId, clientId }, 'hurried', Session);
    slow.mockRestore();
    expect(await show('hurried')).toMatchObject({ name: 'Andrea', nickname: 'meanwhile' });
  });
});

describe('immutable attributes', () => {
  test('are given at sign-up or by an administrator who makes the user, and never changed', async () => {
    await signUp('badged', { ...named, 'custom:badge': '7' });
    await create('badged-too', { 'custom:badge': '8' });
    const message = 'user.custom:badge: Attribute cannot be updated. (changing an immutable attribute)';
    for (const name of ['badged', 'badged-too'])
      await refused(adminUpdate(name, list({ 'custom:badge': '9' })), 'InvalidParameterException', message);
    expect((await show('badged'))['custom:badge']).toBe('7');
  });
});

describe('developer attributes', () => {
  test('are the administrators’ to write, and shown to nobody else', async () => {
    await createUser(server, poolId, 'ranked', { ...named, 'dev:custom:rank': '1' });
    await adminUpdate('ranked', list({ 'dev:custom:rank': '2' }));
    expect((await show('ranked'))['dev:custom:rank']).toBe('2');
    const { AccessToken, IdToken } = await tokensOf(server, { clientId }, 'ranked');
    const { UserAttributes } = await server.anonymous.send(new GetUserCommand({ AccessToken }));
    expect(record(UserAttributes)).not.toHaveProperty('dev:custom:rank');
    expect(claimsIn(IdToken)).not.toHaveProperty('dev:custom:rank');
    const message = 'A client attempted to write unauthorized attribute';
    const change = new UpdateUserAttributesCommand({ AccessToken, UserAttributes: list({ 'dev:custom:rank': '3' }) });
    await refused(server.anonymous.send(change), 'NotAuthorizedException', message);
    await refused(signUp('climber', { ...named, 'dev:custom:rank': '3' }), 'NotAuthorizedException', message);
  });
});

describe('values', () => {
  test('have 2048 bytes at most, and are counted in characters where the schema bounds them', async () => {
    await signUp('long', { ...named, profile: 'é'.repeat(1024), 'custom:short': '😀😀😀' });
    await refused(
      signUp('longer', { ...named, profile: 'é'.repeat(1025) }),
      'InvalidParameterException',
      `${prefix}profile: Length must be at most 2048 bytes.\n`,
    );
  });

  test('that are missing are empty, and delete; of two with one name the last counts', async () => {
    await createUser(server, poolId, 'emptied', { ...named, nickname: 'n', locale: 'fr' });
    await adminUpdate('emptied', [
      { Name: 'nickname' },
      { Name: 'locale', Value: 'de' },
      { Name: 'locale', Value: 'it' },
    ]);
    const left = await show('emptied');
    expect(left).not.toHaveProperty('nickname');
    expect(left.locale).toBe('it');
  });

  test('that are required, or prove an address that is not there, cannot be emptied or set', async () => {
    await createUser(server, poolId, 'bare', named);
    const cases: [Record<string, string>, string][] = [
      [{ name: '' }, 'user.name: Required attribute cannot be deleted.'],
      [{ nothing: 'x' }, 'user.nothing: Attribute does not exist in the schema.'],
      [{ email_verified: 'true' }, 'Email is required to verify/un-verify an email'],
      [{ phone_number_verified: 'false' }, 'Phone Number is required to verify/un-verify a phone number'],
      [{ email: 'a@b' }, 'Invalid email address format.'],
      [{ phone_number: '14325551212' }, 'Invalid phone number format.'],
      [{ email: 'a@example.com', email_verified: 'maybe' }, `${prefix}email_verified: Value must be true or false.\n`],
    ];
    for (const [attributes, message] of cases)
      await refused(adminUpdate('bare', list(attributes)), 'InvalidParameterException', message);
    expect(Object.keys(await show('bare')).sort()).toEqual(['given_name', 'name', 'status', 'sub', 'username']);
  });

  test('flags are true and false in small letters, whatever was given', async () => {
    await createUser(server, poolId, 'flagged', { ...named, email: freshEmail(), email_verified: 'TRUE' });
    expect((await show('flagged')).email_verified).toBe('true');
    await adminUpdate('flagged', list({ email_verified: 'False' }));
    expect((await show('flagged')).email_verified).toBe('false');
    await adminUpdate('flagged', list({ email: freshEmail(), email_verified: 'true' }));
    expect((await show('flagged')).email_verified).toBe('true');
  });

  test('the sub comes first', async () => {
    await createUser(server, poolId, 'ordered', named);
    const { UserAttributes } = await server.admin.send(
      new AdminGetUserCommand({ UserPoolId: poolId, Username: 'ordered' }),
    );
    expect(UserAttributes?.[0]?.Name).toBe('sub');
    const { AccessToken } = await tokensOf(server, { clientId }, 'ordered');
    const own = await server.anonymous.send(new GetUserCommand({ AccessToken }));
    expect(own.UserAttributes?.[0]?.Name).toBe('sub');
  });
});

test('a filter of ListUsers has 256 characters at most', async () => {
  const find = (length: number) => {
    const Filter = `name = "${'x'.repeat(length - 'name = ""'.length)}"`;
    return server.admin.send(new ListUsersCommand({ UserPoolId: poolId, Filter }));
  };
  expect((await find(256)).Users).toEqual([]);
  await expect(find(257)).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message: expect.stringContaining('Member must have length less than or equal to 256'),
  });
});

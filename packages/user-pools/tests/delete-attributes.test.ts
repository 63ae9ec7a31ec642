import {
  AdminDeleteUserAttributesCommand,
  DeleteUserAttributesCommand,
  GetUserAttributeVerificationCodeCommand,
  GetUserCommand,
  VerifyUserAttributeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessTokenOf, expired, join, record, refused, showUser } from './people.ts';
import { startTestServer, type TestServer } from './server.ts';
import { createUser, freshEmail, tokensOf } from './sign-in.ts';

let server: TestServer;
/** User names are e-mail addresses; a name is required. */
let poolId: string;
let clientId: string;
/** E-mail addresses and preferred user names are aliases. */
let aliasPoolId: string;
let aliasClientId: string;

beforeAll(async () => {
  server = await startTestServer();
  const Schema = [
    { Name: 'name', Required: true },
    { Name: 'badge', AttributeDataType: 'String' as const, Mutable: false },
    { Name: 'rank', AttributeDataType: 'String' as const, DeveloperOnlyAttribute: true },
  ];
  ({ poolId } = await server.createPool({ Schema }));
  ({ clientId } = await server.createClient(poolId));
  ({ poolId: aliasPoolId } = await server.createPool({
    UsernameAttributes: undefined,
    AliasAttributes: ['email', 'preferred_username'],
  }));
  ({ clientId: aliasClientId } = await server.createClient(aliasPoolId));
});
afterAll(() => server?.close());

const remove = (AccessToken: string, ...UserAttributeNames: string[]) =>
  server.anonymous.send(new DeleteUserAttributesCommand({ AccessToken, UserAttributeNames }));
const adminRemove = (UserPoolId: string, Username: string, ...UserAttributeNames: string[]) =>
  server.admin.send(new AdminDeleteUserAttributesCommand({ UserPoolId, Username, UserAttributeNames }));
const own = async (AccessToken: string) =>
  record((await server.anonymous.send(new GetUserCommand({ AccessToken }))).UserAttributes);

/** What both operations refuse, by name of the attribute. */
const refusals: [attribute: string, message: string][] = [
  ['name', 'user.name: Required attribute cannot be deleted.'],
  ['email', 'user.email: Required attribute cannot be deleted.'],
  ['custom:badge', 'user.custom:badge: Attribute cannot be updated. (changing an immutable attribute)'],
  ['sub', 'user.sub: Attribute cannot be updated. (changing an immutable attribute)'],
  ['custom:nothing', 'user.custom:nothing: Attribute does not exist in the schema.'],
];

describe('DeleteUserAttributes', () => {
  test('deletes what the user has, and says nothing of what the user has not', async () => {
    await join(server, clientId, 'user@example.com', { name: 'U', nickname: 'u', locale: 'fr', zoneinfo: 'UTC' });
    const token = await accessTokenOf(server, clientId, 'user@example.com');
    await remove(token, 'nickname', 'locale', 'nickname', 'profile');
    expect(Object.keys(await own(token)).sort()).toEqual(['email', 'email_verified', 'name', 'sub', 'zoneinfo']);
    await remove(token);
  });

  test.each(refusals)('%s stays, and with it what was named beside it', async (attribute, message) => {
    const email = freshEmail();
    await createUser(server, poolId, email, { name: 'N', nickname: 'n', 'custom:badge': '7' });
    const { AccessToken } = await tokensOf(server, { clientId }, email);
    await refused(remove(AccessToken, 'nickname', attribute), 'InvalidParameterException', message);
    expect(await own(AccessToken)).toMatchObject({ name: 'N', nickname: 'n', 'custom:badge': '7' });
  });

  test('a client deletes only what it may write', async () => {
    const { clientId: shy } = await server.createClient(poolId, { WriteAttributes: ['name', 'email', 'locale'] });
    const email = freshEmail();
    await createUser(server, poolId, email, { name: 'N', nickname: 'n', locale: 'fr', 'dev:custom:rank': '1' });
    const { AccessToken } = await tokensOf(server, { clientId: shy }, email);
    const message = 'A client attempted to write unauthorized attribute';
    for (const name of ['nickname', 'email_verified', 'dev:custom:rank'])
      await refused(remove(AccessToken, 'locale', name), 'NotAuthorizedException', message);
    await remove(AccessToken, 'locale');
    expect(await showUser(server, poolId, email)).toMatchObject({ nickname: 'n', 'dev:custom:rank': '1' });
    expect(await showUser(server, poolId, email)).not.toHaveProperty('locale');
  });

  test('an alias that is deleted signs nobody in, and is free for others', async () => {
    const names = { email: 'gone@example.com', preferred_username: 'gone' };
    await createUser(server, aliasPoolId, 'leaves', { ...names, email_verified: 'true' });
    const { AccessToken } = await tokensOf(server, { clientId: aliasClientId }, 'gone');
    await remove(AccessToken, 'email', 'preferred_username');
    expect(Object.keys(await own(AccessToken))).toEqual(['sub']);
    for (const name of Object.values(names))
      await refused(showUser(server, aliasPoolId, name), 'UserNotFoundException', 'User does not exist.');
    await createUser(server, aliasPoolId, 'arrives', { ...names, email_verified: 'true' });
    expect((await showUser(server, aliasPoolId, 'gone')).username).toBe('arrives');
  });
});

describe('AdminDeleteUserAttributes', () => {
  test('deletes what clients may not write, developer attributes among them', async () => {
    await createUser(server, poolId, 'admin@example.com', { name: 'A', nickname: 'a', 'dev:custom:rank': '1' });
    await adminRemove(poolId, 'ADMIN@example.com', 'nickname', 'dev:custom:rank');
    const left = await showUser(server, poolId, 'admin@example.com');
    expect(Object.keys(left).sort()).toEqual(['email', 'name', 'status', 'sub', 'username']);
  });

  test.each(refusals)('%s stays', async (attribute, message) => {
    const email = freshEmail();
    await createUser(server, poolId, email, { name: 'N', 'custom:badge': '7' });
    await refused(adminRemove(poolId, email, attribute), 'InvalidParameterException', message);
  });

  test('an unknown user is said so', async () => {
    await refused(
      adminRemove(poolId, 'nobody@example.com', 'nickname'),
      'UserNotFoundException',
      'User does not exist.',
    );
  });

  test('an address takes its flag along, and the codes that were sent there', async () => {
    const email = freshEmail();
    const { poolId: plain } = await server.createPool({ UsernameAttributes: undefined });
    const { clientId: id } = await server.createClient(plain);
    await createUser(server, plain, 'mailed', { email, email_verified: 'true' });
    const { AccessToken } = await tokensOf(server, { clientId: id }, 'mailed');
    const ask = new GetUserAttributeVerificationCodeCommand({ AccessToken, AttributeName: 'email' });
    await server.anonymous.send(ask);
    const [mail] = await server.mail(email);
    await adminRemove(plain, 'mailed', 'email');
    const left = await showUser(server, plain, 'mailed');
    expect(Object.keys(left).sort()).toEqual(['status', 'sub', 'username']);
    const verify = new VerifyUserAttributeCommand({ AccessToken, AttributeName: 'email', Code: mail?.code });
    await refused(server.anonymous.send(verify), 'ExpiredCodeException', expired);
  });
});

import {
  GetUserAttributeVerificationCodeCommand,
  GetUserCommand,
  UpdateUserAttributesCommand,
  VerifyUserAttributeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessTokenOf, join, list, record, refused, signIn, successes, tooMany } from './people.ts';
import { startTestServer, type TestServer } from './server.ts';

const taken = 'An account with the given email already exists.';

let server: TestServer;
let poolId: string;
let clientId: string;
/** In a pool that keeps an address until the new one is proved. */
let carefulPoolId: string;
let carefulId: string;

beforeAll(async () => {
  server = await startTestServer();
  const Schema = [
    { Name: 'name', Required: true },
    { Name: 'badge', AttributeDataType: 'String' as const, Mutable: false },
  ];
  ({ poolId } = await server.createPool({ Schema }));
  ({ clientId } = await server.createClient(poolId));
  const UserAttributeUpdateSettings = { AttributesRequireVerificationBeforeUpdate: ['email' as const] };
  ({ poolId: carefulPoolId } = await server.createPool({ UserAttributeUpdateSettings }));
  ({ clientId: carefulId } = await server.createClient(carefulPoolId));
});
afterAll(() => server?.close());

async function person(email: string, client = clientId): Promise<string> {
  await join(server, client, email, { name: 'Somebody' });
  return accessTokenOf(server, client, email);
}
const show = async (AccessToken: string) =>
  record((await server.anonymous.send(new GetUserCommand({ AccessToken }))).UserAttributes);
const change = (AccessToken: string, attributes: Record<string, string>) =>
  server.anonymous.send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes: list(attributes) }));
const verify = (AccessToken: string, Code: string, AttributeName = 'email') =>
  server.anonymous.send(new VerifyUserAttributeCommand({ AccessToken, AttributeName, Code }));
const askCode = (AccessToken: string, AttributeName = 'email') =>
  server.anonymous.send(new GetUserAttributeVerificationCodeCommand({ AccessToken, AttributeName }));

describe('GetUser', () => {
  test('shows name and attributes, sub first, and only what the client may read', async () => {
    const { sub } = await join(server, clientId, 'reader@example.com', { name: 'Reader', nickname: 'R' });
    const AccessToken = await accessTokenOf(server, clientId, 'reader@example.com');
    const answer = await server.anonymous.send(new GetUserCommand({ AccessToken }));
    expect(answer.Username).toBe(sub);
    expect(answer.UserAttributes?.[0]).toEqual({ Name: 'sub', Value: sub });
    expect(record(answer.UserAttributes)).toMatchObject({ name: 'Reader', nickname: 'R', email_verified: 'true' });

    const { clientId: narrow } = await server.createClient(poolId, { ReadAttributes: ['email'] });
    const seen = await show(await accessTokenOf(server, narrow, 'reader@example.com'));
    expect(seen).toEqual({ sub, email: 'reader@example.com' });
  });
});

describe('UpdateUserAttributes', () => {
  test('J100 J101 changes show at once in GetUser; an empty value deletes', async () => {
    const token = await person('changer@example.com');
    expect(await change(token, { name: 'Changed', preferred_username: 'changer' })).toMatchObject({
      CodeDeliveryDetailsList: [],
    });
    expect(await show(token)).toMatchObject({ name: 'Changed', preferred_username: 'changer' });
    await change(token, { preferred_username: '' });
    expect(await show(token)).not.toHaveProperty('preferred_username');
  });

  test("refuses what is unknown, immutable, required, ill-formed or not the client's to write", async () => {
    const token = await person('refused@example.com');
    const cases: [Record<string, string>, string, string][] = [
      [
        { 'custom:nope': 'x' },
        'InvalidParameterException',
        'user.custom:nope: Attribute does not exist in the schema.',
      ],
      [
        { 'custom:badge': '7' },
        'InvalidParameterException',
        'user.custom:badge: Attribute cannot be updated. (changing an immutable attribute)',
      ],
      [
        { sub: 'x' },
        'InvalidParameterException',
        'user.sub: Attribute cannot be updated. (changing an immutable attribute)',
      ],
      [{ name: '' }, 'InvalidParameterException', 'user.name: Required attribute cannot be deleted.'],
      [{ email: '' }, 'InvalidParameterException', 'user.email: Required attribute cannot be deleted.'],
      [{ email: 'nonsense' }, 'InvalidParameterException', 'Invalid email address format.'],
      [{ email_verified: 'true' }, 'NotAuthorizedException', 'A client attempted to write unauthorized attribute'],
    ];
    for (const [attributes, name, message] of cases) await refused(change(token, attributes), name, message);
  });

  test('a new address counts at once, unproved, until its code comes back', async () => {
    const token = await person('old@example.com');
    const { CodeDeliveryDetailsList } = await change(token, { email: 'New@example.com', nickname: 'N' });
    expect(CodeDeliveryDetailsList).toEqual([
      { Destination: 'n***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' },
    ]);
    expect(await show(token)).toMatchObject({ email: 'New@example.com', email_verified: 'false', nickname: 'N' });
    await signIn(server, clientId, 'new@example.com');
    await expect(signIn(server, clientId, 'old@example.com')).rejects.toMatchObject({ name: 'UserNotFoundException' });
    const [mail] = await server.mail('new@example.com');
    expect(mail).toMatchObject({ subject: 'Your verification code', text: `Your verification code is ${mail?.code}` });
    await verify(token, mail?.code ?? '');
    expect(await show(token)).toMatchObject({ email: 'New@example.com', email_verified: 'true' });
  });

  test('an address of another user is refused', async () => {
    await person('owner@example.com');
    await refused(
      change(await person('thief@example.com'), { email: 'OWNER@example.com' }),
      'AliasExistsException',
      taken,
    );
    await person('owner@example.com', carefulId);
    const token = await person('thief@example.com', carefulId);
    await refused(change(token, { email: 'owner@example.com' }), 'AliasExistsException', taken);
  });

  test('of two who race for one address, one gets it', async () => {
    const tokens = await Promise.all([person('racer-1@example.com'), person('racer-2@example.com')]);
    expect(await successes(tokens.map((token) => change(token, { email: 'prize@example.com' })))).toBe(1);
  });

  test('a user may have five codes an hour mailed, to whatever address', async () => {
    const token = await person('mailer@example.com');
    const calls = Array.from({ length: 9 }, (_, n) => change(token, { email: `victim-${n}@example.com` }));
    expect(await successes(calls)).toBe(5);
    await refused(askCode(token), 'LimitExceededException', tooMany);
    await change(token, { nickname: 'still possible' });
  });
});

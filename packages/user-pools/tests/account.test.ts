import {
  AdminGetUserCommand,
  AdminUpdateUserAttributesCommand,
  GetUserAttributeVerificationCodeCommand,
  GetUserCommand,
  UpdateUserAttributesCommand,
  VerifyUserAttributeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessTokenOf, join, list, record, refused, signIn, successes } from './people.ts';
import { startTestServer, type TestServer } from './server.ts';

const mismatch = 'Invalid verification code provided, please try again.';
const expired = 'Invalid code provided, please request a code again.';
const tooMany = 'Attempt limit exceeded, please try after some time.';
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
const codeAt = async (email: string) => (await server.mail(email))[0]?.code ?? '';

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
      [
        { name: '' },
        'InvalidParameterException',
        'Attributes did not conform to the schema: name: The attribute is required\n',
      ],
      [
        { email: '' },
        'InvalidParameterException',
        'Attributes did not conform to the schema: email: The attribute is required\n',
      ],
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

describe('a pool that keeps an address until the new one is proved', () => {
  test('the new address is invisible until its code comes back; then it takes the place of the old', async () => {
    const token = await person('stay@example.com', carefulId);
    const { CodeDeliveryDetailsList } = await change(token, { email: 'moved@example.com', nickname: 'M' });
    expect(CodeDeliveryDetailsList?.[0]?.Destination).toBe('m***@e***');
    expect(await show(token)).toMatchObject({ email: 'stay@example.com', email_verified: 'true', nickname: 'M' });
    await signIn(server, carefulId, 'stay@example.com');
    await verify(token, await codeAt('moved@example.com'));
    expect(await show(token)).toMatchObject({ email: 'moved@example.com', email_verified: 'true' });
    await signIn(server, carefulId, 'moved@example.com');
    await expect(signIn(server, carefulId, 'stay@example.com')).rejects.toMatchObject({
      name: 'UserNotFoundException',
    });
  });

  test('a code asked for again goes to the new address, and works', async () => {
    const token = await person('asks@example.com', carefulId);
    await change(token, { email: 'asks-again@example.com' });
    const { CodeDeliveryDetails } = await askCode(token);
    expect(CodeDeliveryDetails?.Destination).toBe('a***@e***');
    expect(await server.mail('asks-again@example.com')).toHaveLength(2);
    await verify(token, await codeAt('asks-again@example.com'));
    expect((await show(token)).email).toBe('asks-again@example.com');
  });

  test('who was quicker to prove an address keeps it', async () => {
    const tokens = [await person('wants-1@example.com', carefulId), await person('wants-2@example.com', carefulId)];
    const codes: string[] = [];
    for (const token of tokens) {
      await change(token, { email: 'wanted@example.com' });
      codes.push(await codeAt('wanted@example.com'));
    }
    const [first = '', second = ''] = tokens;
    await verify(second, codes[1] ?? '');
    await refused(verify(first, codes[0] ?? ''), 'AliasExistsException', taken);
    expect((await show(first)).email).toBe('wants-1@example.com');
  });

  test('an administrator changes it with a code too, and without one by calling it verified', async () => {
    const token = await person('admin-moves@example.com', carefulId);
    const update = (attributes: Record<string, string>) =>
      server.admin.send(
        new AdminUpdateUserAttributesCommand({
          UserPoolId: carefulPoolId,
          Username: 'admin-moves@example.com',
          UserAttributes: list(attributes),
        }),
      );
    await update({ email: 'pending@example.com' });
    expect((await show(token)).email).toBe('admin-moves@example.com');
    expect(await codeAt('pending@example.com')).toMatch(/^\d{6}$/);
    await update({ email: 'at-once@example.com', email_verified: 'true' });
    expect(await show(token)).toMatchObject({ email: 'at-once@example.com', email_verified: 'true' });
    expect(await server.mail('at-once@example.com')).toEqual([]);
    await refused(verify(token, await codeAt('pending@example.com')), 'ExpiredCodeException', expired);
  });
});

describe('VerifyUserAttribute', () => {
  test('wrong, used and old codes are refused, and attributes that need none', async () => {
    const token = await person('verifier@example.com');
    await refused(verify(token, '123456'), 'ExpiredCodeException', expired);
    await askCode(token);
    const code = await codeAt('verifier@example.com');
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
    await refused(verify(token, wrong), 'CodeMismatchException', mismatch);
    await verify(token, code);
    await refused(verify(token, code), 'ExpiredCodeException', expired);
    await refused(
      verify(token, code, 'nickname'),
      'InvalidParameterException',
      'Attribute nickname cannot be verified by a code.',
    );
    await refused(
      askCode(token, 'phone_number'),
      'InvalidParameterException',
      'Attribute phone_number cannot be verified by a code.',
    );
  });

  test('of many who bring the right code at once, one uses it', async () => {
    const token = await person('many@example.com');
    await askCode(token);
    const code = await codeAt('many@example.com');
    expect(await successes(Array.from({ length: 8 }, () => verify(token, code)))).toBe(1);
  });

  test('guesses are counted even when they come together: 15 an hour', async () => {
    const token = await person('guesser@example.com');
    await askCode(token);
    const code = Number(await codeAt('guesser@example.com'));
    const guesses = Array.from({ length: 30 }, (_, n) => String((code + 1 + n) % 1_000_000).padStart(6, '0'));
    const outcomes = await Promise.allSettled(guesses.map((guess) => verify(token, guess)));
    const names = outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason.name : 'success'));
    expect(names.filter((name) => name === 'CodeMismatchException')).toHaveLength(15);
    expect(names.filter((name) => name === 'LimitExceededException')).toHaveLength(15);
  });

  test('a stored code gives neither itself nor the waiting address away', async () => {
    const token = await person('sealed@example.com', carefulId);
    await change(token, { email: 'secret-plan@example.com' });
    const code = await codeAt('secret-plan@example.com');
    const rows = await server.ctx.db.selectFrom('codes').selectAll().execute();
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain('secret-plan');
    expect(rows.map(({ codeHash }) => codeHash)).not.toContain(code);
    const { UserAttributes } = await server.admin.send(
      new AdminGetUserCommand({ UserPoolId: carefulPoolId, Username: 'sealed@example.com' }),
    );
    expect(JSON.stringify(UserAttributes)).not.toContain('secret-plan');
  });
});

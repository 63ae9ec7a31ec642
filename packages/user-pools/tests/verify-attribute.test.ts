import {
  AdminGetUserCommand,
  AdminUpdateUserAttributesCommand,
  GetUserAttributeVerificationCodeCommand,
  GetUserCommand,
  UpdateUserAttributesCommand,
  VerifyUserAttributeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessTokenOf, expired, join, list, mismatch, record, refused, signIn, successes } from './people.ts';
import { startTestServer, type TestServer } from './server.ts';

const taken = 'An account with the given email already exists.';

let server: TestServer;
let clientId: string;
/** In a pool that keeps an address until the new one is proved. */
let carefulPoolId: string;
let carefulId: string;

beforeAll(async () => {
  server = await startTestServer();
  const { poolId } = await server.createPool();
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
      'Phone Number is required to verify/un-verify a phone number',
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

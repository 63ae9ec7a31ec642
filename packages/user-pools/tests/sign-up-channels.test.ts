import {
  ConfirmSignUpCommand,
  ResendConfirmationCodeCommand,
  SignUpCommand,
  type VerifiedAttributeType,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { expired, goodPassword, list, mismatch, refused, successes } from './people.ts';
import { administer, attributesOf, codeAt, createPlace, mailed, type Place, somebody, texted } from './phones.ts';
import { startTestServer, type TestServer } from './server.ts';
import { together } from './together.ts';

let server: TestServer;

const signUp = ({ clientId }: Place, name: string, attributes: Record<string, string>) =>
  server.anonymous.send(
    new SignUpCommand({
      ClientId: clientId,
      Username: name,
      Password: goodPassword,
      UserAttributes: list(attributes),
    }),
  );
const confirm = ({ clientId }: Place, name: string, code: string) =>
  server.anonymous.send(new ConfirmSignUpCommand({ ClientId: clientId, Username: name, ConfirmationCode: code }));
const resend = ({ clientId }: Place, name: string) =>
  server.anonymous.send(new ResendConfirmationCodeCommand({ ClientId: clientId, Username: name }));

const places = new Map<string, Place>();
const kinds: Record<string, VerifiedAttributeType[] | undefined> = {
  both: ['email', 'phone_number'],
  email: ['email'],
  phone: ['phone_number'],
  neither: undefined,
};
let both: Place;

beforeAll(async () => {
  server = await startTestServer();
  for (const [name, AutoVerifiedAttributes] of Object.entries(kinds))
    places.set(name, await createPlace(server, { AutoVerifiedAttributes }));
  both = places.get('both') ?? expect.fail();
});
afterAll(() => server?.close());

describe('where a sign-up code goes', () => {
  test.each([
    ['both', ['email', 'phone'], 'SMS'],
    ['both', ['email'], 'EMAIL'],
    ['both', ['phone'], 'SMS'],
    ['both', [], undefined],
    ['email', ['email', 'phone'], 'EMAIL'],
    ['email', ['phone'], undefined],
    ['phone', ['email', 'phone'], 'SMS'],
    ['phone', ['email'], undefined],
    ['neither', ['email', 'phone'], undefined],
  ] as const)(
    'a pool that verifies %s, told %j: %s; the code proves that address alone',
    async (pool, told, medium) => {
      const there = places.get(pool) ?? expect.fail();
      const { name, email, phone } = somebody();
      const given = {
        ...((told as readonly string[]).includes('email') && { email }),
        ...((told as readonly string[]).includes('phone') && { phone_number: phone }),
      };
      const { UserConfirmed, CodeDeliveryDetails } = await signUp(there, name, given);
      expect(UserConfirmed).toBe(false);
      const messages = [...(await server.mail(email)), ...(await server.mail(phone))];
      const flags = {
        ...(given.email && { email_verified: 'false' }),
        ...(given.phone_number && { phone_number_verified: 'false' }),
      };
      expect(await attributesOf(server, there, name)).toEqual({ sub: expect.any(String), ...given, ...flags });
      if (!medium) {
        expect(CodeDeliveryDetails).toBeUndefined();
        expect(messages).toEqual([]);
        return;
      }
      const expected = medium === 'SMS' ? texted(phone) : mailed(email);
      expect(CodeDeliveryDetails).toEqual(expected);
      const [message, ...others] = messages;
      expect(others).toEqual([]);
      expect(message).toMatchObject({
        medium,
        to: medium === 'SMS' ? phone : email,
        text: `Your confirmation code is ${message?.code}`,
      });

      expect((await resend(there, name)).CodeDeliveryDetails).toEqual(expected);
      const [again, former] = await server.mail(medium === 'SMS' ? phone : email);
      expect(former?.id).toBe(message?.id);
      if (again?.code !== message?.code)
        await refused(confirm(there, name, message?.code ?? ''), 'CodeMismatchException', mismatch);
      await confirm(there, name, again?.code ?? '');
      const proved = medium === 'SMS' ? 'phone_number_verified' : 'email_verified';
      expect(await attributesOf(server, there, name)).toEqual({
        sub: expect.any(String),
        ...given,
        ...flags,
        [proved]: 'true',
      });
    },
  );

  test('the text is the pool’s own where it has one', async () => {
    const own = await createPlace(server, {
      AutoVerifiedAttributes: ['phone_number'],
      SmsVerificationMessage: 'Welcome {username}: {####}',
    });
    const { name, phone } = somebody();
    await signUp(own, name, { phone_number: phone });
    const [message] = await server.mail(phone);
    expect(message?.text).toBe(`Welcome ${name}: ${message?.code}`);
  });
});

describe('a code by text message', () => {
  test('is used by one of many who bring it at once', async () => {
    const { name, phone } = somebody();
    await signUp(both, name, { phone_number: phone });
    const code = await codeAt(server, phone);
    const outcomes = await together(
      server,
      Array.from({ length: 6 }, () => () => confirm(both, name, code)),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('does not prove a number it was not sent to, nor one that changed while it was being sent', async () => {
    const { name, phone } = somebody();
    const { phone: next } = somebody();
    await signUp(both, name, { phone_number: phone });
    await administer(server, both, name, { phone_number: next, phone_number_verified: 'false' });
    await refused(confirm(both, name, await codeAt(server, phone)), 'ExpiredCodeException', expired);

    const { outbox } = server.ctx;
    const seal = vi.spyOn(outbox, 'seal').mockImplementationOnce(async (...message) => {
      await administer(server, both, name, { phone_number: phone, phone_number_verified: 'true' });
      return outbox.seal(...message);
    });
    await resend(both, name);
    seal.mockRestore();
    const late = await codeAt(server, next);
    expect(late).toMatch(/^\d{6}$/);
    await refused(confirm(both, name, late), 'ExpiredCodeException', expired);
  });

  test('is sent again five times an hour at most', async () => {
    const { name, phone } = somebody();
    await signUp(both, name, { phone_number: phone });
    expect(await successes(Array.from({ length: 9 }, () => resend(both, name)))).toBe(5);
    expect(await server.mail(phone)).toHaveLength(6);
  });
});

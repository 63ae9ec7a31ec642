import {
  AdminUpdateUserAttributesCommand,
  ConfirmSignUpCommand,
  ResendConfirmationCodeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expired, list, mismatch, refused, signUp, successes, tooMany } from './people.ts';
import { startTestServer, type TestServer } from './server.ts';

let server: TestServer;
let poolId: string;
let clientId: string;
/** Hides who exists. */
let discreetId: string;

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool());
  ({ clientId } = await server.createClient(poolId));
  ({ clientId: discreetId } = await server.createClient(poolId, { PreventUserExistenceErrors: 'ENABLED' }));
});
afterAll(() => server?.close());

const confirm = (username: string, code: string, client = clientId) =>
  server.anonymous.send(new ConfirmSignUpCommand({ ClientId: client, Username: username, ConfirmationCode: code }));
const resend = (username: string, client = clientId) =>
  server.anonymous.send(new ResendConfirmationCodeCommand({ ClientId: client, Username: username }));

describe('confirming', () => {
  test('J124 a wrong code, none any more, and a second confirmation each have their text', async () => {
    const { code } = await signUp(server, clientId, 'codes@example.com');
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
    await refused(confirm('codes@example.com', wrong), 'CodeMismatchException', mismatch);
    await refused(confirm('codes@example.com', '123'), 'CodeMismatchException', mismatch);
    await confirm('codes@example.com', code);
    await refused(
      confirm('codes@example.com', code),
      'NotAuthorizedException',
      'User cannot be confirmed. Current status is CONFIRMED',
    );
  });

  test('a code lives for 24 hours', async () => {
    const { code } = await signUp(server, clientId, 'late@example.com');
    server.clock.advance(24 * 60 * 60_000);
    await refused(confirm('late@example.com', code), 'ExpiredCodeException', expired);
  });

  test('a new code takes the place of the former', async () => {
    const { code: first } = await signUp(server, clientId, 'again@example.com');
    const { CodeDeliveryDetails } = await resend('again@example.com');
    expect(CodeDeliveryDetails?.Destination).toBe('a***@e***');
    const [mail, former] = await server.mail('again@example.com');
    expect(mail?.text).toBe(`Your confirmation code is ${mail?.code}`);
    expect(former?.code).toBe(first);
    if (mail?.code !== first) await refused(confirm('again@example.com', first), 'CodeMismatchException', mismatch);
    await confirm('again@example.com', mail?.code ?? '');
    await refused(resend('again@example.com'), 'InvalidParameterException', 'User is already confirmed.');
  });

  test('of many who bring the right code at once, one uses it', async () => {
    const { code } = await signUp(server, clientId, 'crowd@example.com');
    const calls = Array.from({ length: 8 }, () => confirm('crowd@example.com', code));
    expect(await successes(calls)).toBe(1);
  });

  test('guesses are counted even when they come together: 15 an hour', async () => {
    const { code } = await signUp(server, clientId, 'guessed@example.com');
    const guesses = Array.from({ length: 40 }, (_, n) => String((Number(code) + 1 + n) % 1_000_000).padStart(6, '0'));
    const outcomes = await Promise.allSettled(guesses.map((guess) => confirm('guessed@example.com', guess)));
    const names = outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason.name : 'success'));
    expect(names.filter((name) => name === 'CodeMismatchException')).toHaveLength(15);
    expect(names.filter((name) => name === 'LimitExceededException')).toHaveLength(25);
    await refused(confirm('guessed@example.com', code), 'LimitExceededException', tooMany);
    server.clock.advance(60 * 60_000);
    await confirm('guessed@example.com', code);
  });

  test('a code does not prove an address it was not mailed to', async () => {
    const { code, sub } = await signUp(server, clientId, 'before@example.com');
    const UserAttributes = list({ email: 'after@example.com' });
    await server.admin.send(
      new AdminUpdateUserAttributesCommand({ UserPoolId: poolId, Username: sub, UserAttributes }),
    );
    await refused(confirm(sub, code), 'ExpiredCodeException', expired);
  });

  test('nor does one that was being mailed while the address changed', async () => {
    const { sub } = await signUp(server, clientId, 'slow@example.com');
    const { outbox } = server.ctx;
    const seal = outbox.seal;
    outbox.seal = async (...message) => {
      outbox.seal = seal;
      const UserAttributes = list({ email: 'swift@example.com', email_verified: 'true' });
      const change = { UserPoolId: poolId, Username: sub, UserAttributes };
      await server.admin.send(new AdminUpdateUserAttributesCommand(change));
      return seal(...message);
    };
    await resend(sub);
    const [mail] = await server.mail('slow@example.com');
    await refused(confirm(sub, mail?.code ?? ''), 'ExpiredCodeException', expired);
  });

  test('codes are asked for five times an hour at most', async () => {
    await signUp(server, clientId, 'often@example.com');
    const calls = Array.from({ length: 12 }, () => resend('often@example.com'));
    expect(await successes(calls)).toBe(5);
    expect(await server.mail('often@example.com')).toHaveLength(6);
  });
});

describe('who exists', () => {
  test('a client in LEGACY mode is told', async () => {
    const message = 'Username/client id combination not found.';
    await refused(resend('nobody@example.com'), 'UserNotFoundException', message);
    await refused(confirm('nobody@example.com', '123456'), 'UserNotFoundException', message);
  });

  test('a client in ENABLED mode gets the same answers, and the same limits, for a name nobody has', async () => {
    await signUp(server, discreetId, 'known@example.com');
    for (const name of ['known@example.com', 'unknown@example.com']) {
      const { CodeDeliveryDetails } = await resend(name.toUpperCase(), discreetId);
      const expected = { Destination: `${name[0]}***@e***`, DeliveryMedium: 'EMAIL', AttributeName: 'email' };
      expect(CodeDeliveryDetails).toEqual(expected);
      await refused(confirm(name, 'xxxxxx', discreetId), 'CodeMismatchException', mismatch);
      for (let n = 0; n < 4; n += 1) await resend(name, discreetId);
      await refused(resend(name, discreetId), 'LimitExceededException', tooMany);
    }
    expect(await server.mail('unknown@example.com')).toEqual([]);
    await refused(confirm('stranger@example.com', '123456', discreetId), 'ExpiredCodeException', expired);
  });

  test('an unknown name writes what a known one writes', async () => {
    await signUp(server, discreetId, 'costly@example.com');
    await server.ctx.outbox.flush();
    const rows = async () => {
      const { db } = server.ctx;
      const counts = await Promise.all(
        (['codes', 'quotas', 'outbox'] as const).map((table) =>
          db
            .selectFrom(table)
            .select((select) => select.fn.countAll<number>().as('n'))
            .executeTakeFirstOrThrow(),
        ),
      );
      return counts.map(({ n }) => n);
    };
    const written: number[][] = [];
    for (const name of ['costly@example.com', 'ghost@example.com']) {
      const before = await rows();
      const sent = resend(name, discreetId);
      await sent;
      await server.ctx.outbox.flush();
      const after = await rows();
      written.push(after.map((n, place) => n - (before[place] ?? 0)));
    }
    // The known user's code replaces the one of the sign-up; nothing stays in the outbox either way.
    expect(written).toEqual([
      [0, 1, 0],
      [1, 1, 0],
    ]);
  });
});

import {
  AdminGetUserCommand,
  AdminUpdateUserAttributesCommand,
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
  GetUserCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessTokenOf, expired, join, list, mismatch, refused, signIn, successes, tooMany } from './people.ts';
import { startTestServer, type TestServer } from './server.ts';

const newPassword = 'Another-horse-8';

let server: TestServer;
let poolId: string;
let clientId: string;

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool());
  ({ clientId } = await server.createClient(poolId));
});
afterAll(() => server?.close());

const forget = (username: string, client = clientId) =>
  server.anonymous.send(new ForgotPasswordCommand({ ClientId: client, Username: username }));
const reset = (username: string, code: string, { password = newPassword, client = clientId } = {}) =>
  server.anonymous.send(
    new ConfirmForgotPasswordCommand({
      ClientId: client,
      Username: username,
      ConfirmationCode: code,
      Password: password,
    }),
  );
const statusOf = async (username: string) =>
  (await server.admin.send(new AdminGetUserCommand({ UserPoolId: poolId, Username: username }))).UserStatus;

async function codeFor(email: string, client = clientId): Promise<string> {
  await forget(email, client);
  const [mail] = await server.mail(email);
  return mail?.code ?? '';
}

describe('recovering a password', () => {
  test('J129 J131 J132 a code is mailed; with it the new password works and the old one does not', async () => {
    await join(server, clientId, 'Ada@example.com');
    const { CodeDeliveryDetails } = await forget('ada@example.com');
    expect(CodeDeliveryDetails).toEqual({ Destination: 'a***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' });
    const [mail] = await server.mail('ada@example.com');
    const code = mail?.code ?? '';
    expect(mail).toMatchObject({
      to: 'Ada@example.com',
      from: 'no-reply@verificationemail.com',
      subject: 'Your verification code',
      text: `Your password reset code is ${code}`,
    });
    expect(await statusOf('ada@example.com')).toBe('CONFIRMED');
    await signIn(server, clientId, 'ada@example.com');
    await reset('ADA@example.com', code);
    await signIn(server, clientId, 'ada@example.com', newPassword);
    await refused(
      signIn(server, clientId, 'ada@example.com'),
      'NotAuthorizedException',
      'Incorrect username or password.',
    );
    await refused(reset('ada@example.com', code), 'ExpiredCodeException', expired);
  });

  test('sessions elsewhere go on', async () => {
    await join(server, clientId, 'elsewhere@example.com');
    const AccessToken = await accessTokenOf(server, clientId, 'elsewhere@example.com');
    await reset('elsewhere@example.com', await codeFor('elsewhere@example.com'));
    await server.anonymous.send(new GetUserCommand({ AccessToken }));
  });

  test('a wrong code, an old one and a weak password are refused; none of them uses the code up', async () => {
    await join(server, clientId, 'careful@example.com');
    await refused(reset('careful@example.com', '123456'), 'ExpiredCodeException', expired);
    const code = await codeFor('careful@example.com');
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
    await refused(reset('careful@example.com', wrong), 'CodeMismatchException', mismatch);
    await refused(
      reset('careful@example.com', code, { password: 'too short' }),
      'InvalidPasswordException',
      'Password did not conform with policy: Password must have uppercase characters',
    );
    await reset('careful@example.com', code);
    const late = await codeFor('careful@example.com');
    server.clock.advance(60 * 60_000);
    await refused(reset('careful@example.com', late), 'ExpiredCodeException', expired);
  });

  test('of many who bring the right code at once, one uses it', async () => {
    await join(server, clientId, 'crowd@example.com');
    const code = await codeFor('crowd@example.com');
    const passwords = Array.from({ length: 6 }, (_, n) => `${newPassword}-${n}`);
    expect(await successes(passwords.map((password) => reset('crowd@example.com', code, { password })))).toBe(1);
    expect(await successes(passwords.map((password) => signIn(server, clientId, 'crowd@example.com', password)))).toBe(
      1,
    );
  });

  test('guesses are counted even when they come together: 15 an hour, and 5 mails', async () => {
    await join(server, clientId, 'guessed@example.com');
    const code = await codeFor('guessed@example.com');
    const guesses = Array.from({ length: 30 }, (_, n) => String((Number(code) + 1 + n) % 1_000_000).padStart(6, '0'));
    const outcomes = await Promise.allSettled(guesses.map((guess) => reset('guessed@example.com', guess)));
    const names = outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason.name : 'success'));
    expect(names.filter((name) => name === 'CodeMismatchException')).toHaveLength(15);
    await refused(reset('guessed@example.com', code), 'LimitExceededException', tooMany);
    expect(await successes(Array.from({ length: 9 }, () => forget('guessed@example.com')))).toBe(4);
  });

  test('it ends a lock-out', async () => {
    await join(server, clientId, 'locked@example.com');
    for (let n = 0; n < 8; n += 1) {
      server.clock.advance(10_000);
      await expect(signIn(server, clientId, 'locked@example.com', 'Wrong-horse-9')).rejects.toThrow();
    }
    await refused(
      signIn(server, clientId, 'locked@example.com'),
      'NotAuthorizedException',
      'Password attempts exceeded',
    );
    await reset('locked@example.com', await codeFor('locked@example.com'));
    await signIn(server, clientId, 'locked@example.com', newPassword);
  });

  test('a code mailed to an address the user has left is worth nothing', async () => {
    const { sub } = await join(server, clientId, 'left@example.com');
    const code = await codeFor('left@example.com');
    const UserAttributes = list({ email: 'arrived@example.com', email_verified: 'true' });
    await server.admin.send(
      new AdminUpdateUserAttributesCommand({ UserPoolId: poolId, Username: sub, UserAttributes }),
    );
    await refused(reset(sub, code), 'ExpiredCodeException', expired);
  });
});

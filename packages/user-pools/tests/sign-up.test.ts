import {
  AdminGetUserCommand,
  AdminUpdateUserAttributesCommand,
  ConfirmSignUpCommand,
  ResendConfirmationCodeCommand,
  SignUpCommand,
  type SignUpCommandInput,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { goodPassword, join, list, record, refused, signIn, signUp, successes } from './people.ts';
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

const getUser = (username: string, pool = poolId) =>
  server.admin.send(new AdminGetUserCommand({ UserPoolId: pool, Username: username }));
const confirm = (username: string, code: string, client = clientId) =>
  server.anonymous.send(new ConfirmSignUpCommand({ ClientId: client, Username: username, ConfirmationCode: code }));
const resend = (username: string, client = clientId) =>
  server.anonymous.send(new ResendConfirmationCodeCommand({ ClientId: client, Username: username }));
const signUpWith = (input: Partial<SignUpCommandInput>) =>
  server.anonymous.send(new SignUpCommand({ ClientId: clientId, Username: '', Password: goodPassword, ...input }));

describe('a pool whose user names are e-mail addresses', () => {
  test('J117 J121 J123 signing up mails a code, and confirming makes a user with a generated name and a verified e-mail', async () => {
    const { answer, code } = await signUp(server, clientId, 'Ada.Lovelace@Example.com', { name: 'Ada' });
    expect(answer).toMatchObject({
      UserConfirmed: false,
      UserSub: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/),
      CodeDeliveryDetails: { Destination: 'a***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' },
    });
    expect(answer.Session).toBeUndefined();
    const [mail] = await server.mail('ada.lovelace@example.com');
    expect(mail).toMatchObject({
      to: 'Ada.Lovelace@Example.com',
      from: 'no-reply@verificationemail.com',
      subject: 'Your verification code',
      text: `Your confirmation code is ${code}`,
      html: `Your confirmation code is ${code}`,
    });
    expect(code).toMatch(/^\d{6}$/);
    const before = await getUser('ada.lovelace@example.com');
    expect(before.UserStatus).toBe('UNCONFIRMED');
    expect(record(before.UserAttributes).email_verified).toBe('false');

    await confirm('ADA.LOVELACE@example.com', code);
    const user = await getUser(answer.UserSub ?? '');
    expect(user).toMatchObject({ Username: answer.UserSub, UserStatus: 'CONFIRMED', Enabled: true });
    expect(user.UserAttributes?.[0]).toEqual({ Name: 'sub', Value: answer.UserSub });
    expect(record(user.UserAttributes)).toEqual({
      sub: answer.UserSub,
      name: 'Ada',
      email: 'Ada.Lovelace@Example.com',
      email_verified: 'true',
    });
  });

  test('J063 the letter case of an e-mail does not matter when signing in', async () => {
    await join(server, clientId, 'grace@example.com');
    expect((await signIn(server, clientId, 'Grace@Example.COM')).AuthenticationResult?.AccessToken).toBeTruthy();
  });

  test('J110 an address in use and a weak password are refused', async () => {
    await signUp(server, clientId, 'taken@example.com');
    await refused(
      signUpWith({ Username: 'TAKEN@example.com' }),
      'UsernameExistsException',
      'An account with the given email already exists.',
    );
    await refused(
      signUpWith({ Username: 'TAKEN@example.com', ClientId: discreetId }),
      'UsernameExistsException',
      'An account with the given email already exists.',
    );
    await refused(
      signUpWith({ Username: 'weak@example.com', Password: 'short' }),
      'InvalidPasswordException',
      'Password did not conform with policy: Password not long enough',
    );
    await refused(getUser('weak@example.com'), 'UserNotFoundException', 'User does not exist.');
  });

  test('the user name must be an e-mail address, and the attribute must say the same one', async () => {
    await refused(signUpWith({ Username: 'ada' }), 'InvalidParameterException', 'Username should be an email.');
    for (const name of [
      'a@b',
      'a b@example.com',
      'a@example.com,b@example.com',
      'a@exam\u2028ple.com',
      '"a"@example.com',
      'a@@example.com',
    ]) {
      await expect(signUpWith({ Username: name }), name).rejects.toMatchObject({ name: 'InvalidParameterException' });
    }
    await refused(
      signUpWith({ Username: 'one@example.com', UserAttributes: list({ email: 'two@example.com' }) }),
      'InvalidParameterException',
      'The attribute email must be the same as the username.',
    );
    const { UserSub } = await signUpWith({ Username: 'only-a-name@example.com' });
    expect(record((await getUser(UserSub ?? '')).UserAttributes).email).toBe('only-a-name@example.com');
  });

  test('a password is needed', async () => {
    const message =
      "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must not be null";
    await refused(
      signUpWith({ Username: 'none@example.com', Password: undefined }),
      'InvalidParameterException',
      message,
    );
  });

  test('ValidationData and ClientMetadata are taken along and change nothing', async () => {
    const extra = { ValidationData: list({ invitation: '42' }), ClientMetadata: { campaign: 'spring' } };
    const { UserSub } = await signUpWith({ Username: 'extra@example.com', ...extra });
    expect(Object.keys(record((await getUser(UserSub ?? '')).UserAttributes)).sort()).toEqual([
      'email',
      'email_verified',
      'sub',
    ]);
  });

  test('of sign-ups that race for one address, one succeeds', async () => {
    const racing = ['race@example.com', 'Race@example.com', 'RACE@example.com', 'race@Example.com'];
    expect(await successes(racing.map((Username) => signUpWith({ Username })))).toBe(1);
    expect(await server.mail('race@example.com')).toHaveLength(1);
  });
});

describe('confirming', () => {
  test('J124 a wrong code, none any more, and a second confirmation each have their text', async () => {
    const { code } = await signUp(server, clientId, 'codes@example.com');
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
    await refused(
      confirm('codes@example.com', wrong),
      'CodeMismatchException',
      'Invalid verification code provided, please try again.',
    );
    await refused(
      confirm('codes@example.com', '123'),
      'CodeMismatchException',
      'Invalid verification code provided, please try again.',
    );
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
    await refused(
      confirm('late@example.com', code),
      'ExpiredCodeException',
      'Invalid code provided, please request a code again.',
    );
  });

  test('a new code takes the place of the former', async () => {
    const { code: first } = await signUp(server, clientId, 'again@example.com');
    const { CodeDeliveryDetails } = await resend('again@example.com');
    expect(CodeDeliveryDetails?.Destination).toBe('a***@e***');
    const [mail, former] = await server.mail('again@example.com');
    expect(mail?.text).toBe(`Your confirmation code is ${mail?.code}`);
    expect(former?.code).toBe(first);
    if (mail?.code !== first)
      await refused(
        confirm('again@example.com', first),
        'CodeMismatchException',
        'Invalid verification code provided, please try again.',
      );
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
    await refused(
      confirm('guessed@example.com', code),
      'LimitExceededException',
      'Attempt limit exceeded, please try after some time.',
    );
    server.clock.advance(60 * 60_000);
    await confirm('guessed@example.com', code);
  });

  test('a code does not prove an address it was not mailed to', async () => {
    const { code, sub } = await signUp(server, clientId, 'before@example.com');
    const UserAttributes = list({ email: 'after@example.com' });
    await server.admin.send(
      new AdminUpdateUserAttributesCommand({ UserPoolId: poolId, Username: sub, UserAttributes }),
    );
    await refused(confirm(sub, code), 'ExpiredCodeException', 'Invalid code provided, please request a code again.');
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
      await refused(
        confirm(name, 'xxxxxx', discreetId),
        'CodeMismatchException',
        'Invalid verification code provided, please try again.',
      );
      for (let n = 0; n < 4; n += 1) await resend(name, discreetId);
      await refused(
        resend(name, discreetId),
        'LimitExceededException',
        'Attempt limit exceeded, please try after some time.',
      );
    }
    expect(await server.mail('unknown@example.com')).toEqual([]);
    await refused(
      confirm('stranger@example.com', '123456', discreetId),
      'ExpiredCodeException',
      'Invalid code provided, please request a code again.',
    );
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

describe('a pool with free user names', () => {
  test('names are unique as the pool folds them, and need no e-mail', async () => {
    const { poolId: free } = await server.createPool({ UsernameAttributes: undefined });
    const { clientId: id } = await server.createClient(free);
    const answer = await signUpWith({ ClientId: id, Username: 'Bob' });
    expect(answer.CodeDeliveryDetails).toBeUndefined();
    await refused(signUpWith({ ClientId: id, Username: 'bOB' }), 'UsernameExistsException', 'User already exists');
    const user = await getUser('BOB', free);
    expect(user.Username).toBe('Bob');
    expect(record(user.UserAttributes)).toEqual({ sub: answer.UserSub });
    expect((await getUser(answer.UserSub ?? '', free)).Username).toBe('Bob');
  });

  test('two users may have one e-mail address; it signs nobody in', async () => {
    const { poolId: free } = await server.createPool({ UsernameAttributes: undefined });
    const { clientId: id } = await server.createClient(free);
    const UserAttributes = list({ email: 'shared@example.com' });
    await signUpWith({ ClientId: id, Username: 'first', UserAttributes });
    await signUpWith({ ClientId: id, Username: 'second', UserAttributes });
    await refused(getUser('shared@example.com', free), 'UserNotFoundException', 'User does not exist.');
    const [mail] = await server.mail('shared@example.com');
    await confirm('second', mail?.code ?? '', id);
  });

  test('nobody answers under the sub of another', async () => {
    const { poolId: free } = await server.createPool({ UsernameAttributes: undefined });
    const { clientId: id } = await server.createClient(free);
    const { UserSub = '' } = await signUpWith({ ClientId: id, Username: 'victim' });
    await signUpWith({ ClientId: id, Username: UserSub });
    expect((await getUser(UserSub, free)).Username).toBe('victim');
  });

  test('in a case-sensitive pool Bob and bob are two', async () => {
    const { poolId: strict } = await server.createPool({
      UsernameAttributes: undefined,
      UsernameConfiguration: undefined,
    });
    const { clientId: id } = await server.createClient(strict);
    await signUpWith({ ClientId: id, Username: 'Bob' });
    await signUpWith({ ClientId: id, Username: 'bob' });
    await refused(getUser('BOB', strict), 'UserNotFoundException', 'User does not exist.');
  });
});

describe('what a pool may ask', () => {
  test('a closed pool takes no sign-ups', async () => {
    const { poolId: closed } = await server.createPool({ AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } });
    const { clientId: id } = await server.createClient(closed);
    await refused(
      signUpWith({ ClientId: id, Username: 'a@example.com' }),
      'NotAuthorizedException',
      'SignUp is not permitted for this user pool',
    );
  });

  test('without auto-verification no code is sent', async () => {
    const { poolId: quiet } = await server.createPool({ AutoVerifiedAttributes: undefined });
    const { clientId: id } = await server.createClient(quiet);
    const answer = await signUpWith({ ClientId: id, Username: 'quiet@example.com' });
    expect(answer.CodeDeliveryDetails).toBeUndefined();
    expect(await server.mail('quiet@example.com')).toEqual([]);
    await refused(
      resend('quiet@example.com', id),
      'InvalidParameterException',
      'Cannot resend codes. Auto verification not turned on.',
    );
  });

  test('every violation of the schema is told at once', async () => {
    const { poolId: strict } = await server.createPool({
      Schema: [
        { Name: 'name', Required: true },
        { Name: 'preferred_username', Required: true },
        { Name: 'age', AttributeDataType: 'Number', NumberAttributeConstraints: { MinValue: '18', MaxValue: '120' } },
        {
          Name: 'team',
          AttributeDataType: 'String',
          Mutable: false,
          StringAttributeConstraints: { MinLength: '2', MaxLength: '5' },
        },
        { Name: 'member', AttributeDataType: 'Boolean' },
        { Name: 'since', AttributeDataType: 'DateTime' },
      ],
    });
    const { clientId: id } = await server.createClient(strict);
    const attempt = (attributes: Record<string, string>) =>
      signUpWith({ ClientId: id, Username: 'schema@example.com', UserAttributes: list(attributes) });
    const prefix = 'Attributes did not conform to the schema: ';
    const fit = { name: 'S', preferred_username: 's' };
    await refused(
      attempt({}),
      'InvalidParameterException',
      `${prefix}name: The attribute is required\npreferred_username: The attribute is required\n`,
    );
    await refused(
      attempt({ ...fit, 'custom:nope': 'x' }),
      'InvalidParameterException',
      `${prefix}custom:nope: Attribute does not exist in the schema.\n`,
    );
    const wrong: [string, string][] = [
      ['custom:age', 'old'],
      ['custom:age', '17'],
      ['custom:age', '121'],
      ['custom:team', 'x'],
      ['custom:team', 'toolong'],
      ['custom:member', 'maybe'],
      ['custom:since', 'yesterday'],
      ['birthdate', '1815'],
      ['birthdate', '31.12.1815'],
    ];
    for (const [name, value] of wrong) {
      await expect(attempt({ ...fit, [name]: value }), `${name}=${value}`).rejects.toMatchObject({
        name: 'InvalidParameterException',
        message: expect.stringContaining(`${prefix}${name}: `),
      });
    }
    await refused(
      attempt({ ...fit, phone_number: '555' }),
      'InvalidParameterException',
      'Invalid phone number format.',
    );
    const right = {
      'custom:age': '36',
      'custom:team': 'alpha',
      'custom:member': 'true',
      'custom:since': '2026-01-31T08:00:00Z',
      birthdate: '1815-12-10',
    };
    const { UserSub = '' } = await attempt({ ...fit, ...right, phone_number: '+14325551212' });
    expect(record((await getUser(UserSub, strict)).UserAttributes)).toMatchObject(right);
  });

  test('a client writes only what it may', async () => {
    const { clientId: id } = await server.createClient(poolId, { WriteAttributes: ['email', 'name'] });
    const attempt = (attributes: Record<string, string>) =>
      signUpWith({ ClientId: id, Username: 'writer@example.com', UserAttributes: list(attributes) });
    const message = 'A client attempted to write unauthorized attribute';
    await refused(attempt({ nickname: 'w' }), 'NotAuthorizedException', message);
    await refused(attempt({ email_verified: 'true' }), 'NotAuthorizedException', message);
    await refused(
      signUpWith({ Username: 'writer@example.com', UserAttributes: list({ sub: 'mine' }) }),
      'NotAuthorizedException',
      message,
    );
    await attempt({ name: 'Writer' });
  });
});

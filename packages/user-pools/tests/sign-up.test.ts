import {
  AdminGetUserCommand,
  ConfirmSignUpCommand,
  DeleteUserPoolCommand,
  SignUpCommand,
  type SignUpCommandInput,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { goodPassword, join, list, record, refused, signIn, signUp, successes } from './people.ts';
import { startTestServer, type TestServer } from './server.ts';
import { post } from './wire.ts';

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

  test('J202 what Amplify sends is taken, ValidationData null among it', async () => {
    const { status, body } = await post(server.url, 'SignUp', {
      ClientId: clientId,
      Username: 'amplify@example.com',
      Password: goodPassword,
      UserAttributes: list({ name: 'A', email: 'amplify@example.com', preferred_username: 'a' }),
      ValidationData: null,
    });
    expect({ status, body }).toMatchObject({ status: 200, body: { UserConfirmed: false } });
  });

  test('of sign-ups that race for one address, one succeeds', async () => {
    const racing = ['race@example.com', 'Race@example.com', 'RACE@example.com', 'race@Example.com'];
    expect(await successes(racing.map((Username) => signUpWith({ Username })))).toBe(1);
    expect(await server.mail('race@example.com')).toHaveLength(1);
  });

  test('a name in use costs the same password hash as a free one', async () => {
    const { passwords } = server.ctx;
    const hash = passwords.hash;
    let hashes = 0;
    passwords.hash = (password) => {
      hashes += 1;
      return hash.call(passwords, password);
    };
    try {
      await signUpWith({ Username: 'cost@example.com' });
      expect(hashes).toBe(1);
      await expect(signUpWith({ Username: 'cost@example.com' })).rejects.toThrow();
      expect(hashes).toBe(2);
    } finally {
      passwords.hash = hash;
    }
  });

  test('who signs up while the pool is deleted leaves nothing behind', async () => {
    const { poolId: doomed } = await server.createPool();
    const { clientId: id } = await server.createClient(doomed);
    const { outbox, db } = server.ctx;
    const seal = outbox.seal;
    outbox.seal = async (...message) => {
      outbox.seal = seal;
      const sealed = await seal(...message);
      await server.admin.send(new DeleteUserPoolCommand({ UserPoolId: doomed }));
      return sealed;
    };
    const late = signUpWith({ ClientId: id, Username: 'late@example.com' });
    await refused(late, 'ResourceNotFoundException', `User pool ${doomed} does not exist.`);
    expect(await db.selectFrom('users').select('sub').where('poolId', '=', doomed).execute()).toEqual([]);
  });
});

import { AdminResetUserPasswordCommand } from '@aws-sdk/client-cognito-identity-provider';
import type { CognitoUser, CognitoUserAttribute } from 'amazon-cognito-identity-js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { authenticate, called, openPool, outcome, sessionOf } from './identity-js.ts';
import { expired, goodPassword, list, mismatch, otherThan, record, refused } from './people.ts';
import { codeAt, type Place } from './phones.ts';
import { startTestServer, type TestServer } from './server.ts';
import { createUser, freshEmail, password, refusal, wrongPassword } from './sign-in.ts';

let server: TestServer;
let pool: Place;
/** Keeps an address until the new one is proved, and does not tell who exists. */
let careful: Place;

beforeAll(async () => {
  server = await startTestServer();
  const { poolId } = await server.createPool();
  pool = { poolId, ...(await server.createClient(poolId)) };
  const UserAttributeUpdateSettings = { AttributesRequireVerificationBeforeUpdate: ['email' as const] };
  const { poolId: carefulId } = await server.createPool({ UserAttributeUpdateSettings });
  careful = {
    poolId: carefulId,
    ...(await server.createClient(carefulId, { PreventUserExistenceErrors: 'ENABLED' })),
  };
});
afterAll(() => server?.close());

const mailed = { Destination: 'p***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' };

/** A new user with a proved address, signed in at a new browser. */
async function open(client = pool): Promise<{ email: string; user: CognitoUser }> {
  const email = freshEmail();
  await createUser(server, client.poolId, email, { email_verified: 'true', name: 'Ann' });
  const user = openPool(server, client).user(email);
  await authenticate(user);
  return { email, user };
}

const attributesOf = async (user: CognitoUser) =>
  record(await called<CognitoUserAttribute[]>((done) => user.getUserAttributes(done as never)));
/** @returns where codes went */
const update = (user: CognitoUser, attributes: Record<string, string>) =>
  new Promise((resolve, reject) =>
    user.updateAttributes(list(attributes), (error, _result, details) => (error ? reject(error) : resolve(details))),
  );
const verify = (user: CognitoUser, code: string) =>
  outcome((callbacks) => user.verifyAttribute('email', code, callbacks));
const askCode = (user: CognitoUser) =>
  outcome<unknown>(({ onSuccess, onFailure }) =>
    user.getAttributeVerificationCode('email', {
      onSuccess,
      onFailure,
      inputVerificationCode: onSuccess as () => null,
    }),
  );

describe('attributes', () => {
  test('J100 J101 a change shows at once, and in tokens after a refresh', async () => {
    const { user } = await open();
    await update(user, { name: 'Andrea', nickname: 'Andy' });
    expect(await attributesOf(user)).toMatchObject({ name: 'Andrea', nickname: 'Andy' });
    const session = await sessionOf(user);
    expect(session.getIdToken().payload).toMatchObject({ name: 'Ann' });
    const refreshed = await called((done) => user.refreshSession(session.getRefreshToken(), done));
    expect(refreshed).toMatchObject({ idToken: { payload: { name: 'Andrea' } } });
    expect(await called((done) => user.getUserData(done as never))).toMatchObject({
      Username: session.getAccessToken().payload.sub,
      UserAttributes: expect.arrayContaining([{ Name: 'name', Value: 'Andrea' }]),
    });
  });

  test('a new address counts at once and waits for its code', async () => {
    const { user } = await open();
    const next = freshEmail();
    expect(await update(user, { email: next })).toEqual({ CodeDeliveryDetailsList: [mailed] });
    expect(await attributesOf(user)).toMatchObject({ email: next, email_verified: 'false' });
    const code = await codeAt(server, next);
    await refused(verify(user, otherThan(code)), 'CodeMismatchException', mismatch);
    expect(await verify(user, code)).toBe('SUCCESS');
    expect(await attributesOf(user)).toMatchObject({ email: next, email_verified: 'true' });
  });

  test('where the pool says so, the address of before stays until the new one is proved', async () => {
    const { email, user } = await open(careful);
    const next = freshEmail();
    await update(user, { email: next });
    expect(await attributesOf(user)).toMatchObject({ email, email_verified: 'true' });
    expect(await askCode(user)).toMatchObject({ CodeDeliveryDetails: mailed });
    await verify(user, await codeAt(server, next));
    expect(await attributesOf(user)).toMatchObject({ email: next, email_verified: 'true' });
    expect((await authenticate(openPool(server, careful).user(next))).isValid()).toBe(true);
  });

  test('what nobody needs is deleted', async () => {
    const { user } = await open();
    await update(user, { nickname: 'Andy' });
    const remove = (name: string) => called((done) => user.deleteAttributes([name], done));
    expect(await remove('nickname')).toBe('SUCCESS');
    expect(await attributesOf(user)).not.toHaveProperty('nickname');
    await refused(remove('email'), 'InvalidParameterException', 'user.email: Required attribute cannot be deleted.');
  });

  test('what may not be written', async () => {
    const { user } = await open();
    const invalid = 'InvalidParameterException';
    await refused(
      update(user, { 'custom:nope': 'x' }),
      invalid,
      'user.custom:nope: Attribute does not exist in the schema.',
    );
    await refused(
      update(user, { email_verified: 'true' }),
      'NotAuthorizedException',
      'A client attempted to write unauthorized attribute',
    );
    await refused(update(user, { email: 'nonsense' }), invalid, 'Invalid email address format.');
  });
});

describe('recovery', () => {
  const ask = (user: CognitoUser) => outcome<unknown>((callbacks) => user.forgotPassword(callbacks));
  const recover = (user: CognitoUser, code: string, chosen = 'Anew-one-8') =>
    outcome((callbacks) => user.confirmPassword(code, chosen, callbacks));

  test('J128 J131 J132 a code sets a new password; the old one and a wrong code do not work', async () => {
    const { email, user } = await open();
    expect(await ask(user)).toEqual({ CodeDeliveryDetails: mailed });
    const code = await codeAt(server, email);
    await refused(recover(user, otherThan(code)), 'CodeMismatchException', mismatch);
    const weak = 'Password did not conform with policy: Password not long enough';
    await refused(recover(user, code, 'short'), 'InvalidPasswordException', weak);
    expect(await recover(user, code)).toBe('SUCCESS');
    await refused(recover(user, code), 'ExpiredCodeException', expired);
    expect(await refusal(authenticate(user))).toEqual(wrongPassword);
    expect((await authenticate(user, 'Anew-one-8', 'USER_SRP_AUTH')).isValid()).toBe(true);
  });

  test('J133 a name nobody has: told, or answered as if there were somebody', async () => {
    const name = freshEmail();
    const unknown = 'Username/client id combination not found.';
    await refused(ask(openPool(server, pool).user(name)), 'UserNotFoundException', unknown);
    const hidden = openPool(server, careful).user(name);
    await refused(recover(hidden, '123456'), 'ExpiredCodeException', expired);
    expect(await ask(hidden)).toEqual({ CodeDeliveryDetails: mailed });
    await refused(recover(hidden, '123456'), 'CodeMismatchException', mismatch);
  });
});

describe('passwords and leaving', () => {
  const change = (user: CognitoUser, before: string, after: string) =>
    called((done) => user.changePassword(before, after, done));

  test('a user changes the password, and stays signed in', async () => {
    const { email, user } = await open();
    expect(await refusal(change(user, 'Wr0ng password!', goodPassword))).toEqual(wrongPassword);
    const weak = 'Password did not conform with policy: Password not long enough';
    await refused(change(user, password, 'short'), 'InvalidPasswordException', weak);
    expect(await change(user, password, goodPassword)).toBe('SUCCESS');
    expect(await attributesOf(user)).toMatchObject({ email });
    expect(await refusal(authenticate(openPool(server, pool).user(email)))).toEqual(wrongPassword);
    expect((await authenticate(openPool(server, pool).user(email), goodPassword)).isValid()).toBe(true);
  });

  test('an administrator’s reset asks for a new password at the next sign-in', async () => {
    const { email } = await open();
    await server.admin.send(new AdminResetUserPasswordCommand({ UserPoolId: pool.poolId, Username: email }));
    const again = authenticate(openPool(server, pool).user(email));
    await refused(again, 'PasswordResetRequiredException', 'Password reset required for the user');
  });

  test('a user leaves for good', async () => {
    const { email, user } = await open();
    const { user: witness } = await open();
    expect(await called((done) => user.deleteUser(done))).toBe('SUCCESS');
    await refused(attributesOf(user), 'UserNotFoundException', 'User does not exist.');
    const again = authenticate(openPool(server, pool).user(email));
    await refused(again, 'UserNotFoundException', 'User does not exist.');
    expect(await attributesOf(witness)).toMatchObject({ name: 'Ann' });
  });
});

import {
  confirmResetPassword,
  confirmUserAttribute,
  deleteUserAttributes,
  fetchAuthSession,
  fetchUserAttributes,
  resetPassword,
  sendUserAttributeVerificationCode,
  signIn,
  updateUserAttribute,
  updateUserAttributes,
} from 'aws-amplify/auth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enter, mailed, openBrowser, signedIn } from './amplify.ts';
import { expired, mismatch, otherThan, refused, tooMany } from './people.ts';
import { codeAt, type Place } from './phones.ts';
import { startTestServer, type TestServer } from './server.ts';
import { createUser, freshEmail } from './sign-in.ts';

let server: TestServer;
let pool: Place;
/** Of a pool that keeps an address until the new one is proved. */
let careful: Place;

beforeAll(async () => {
  server = await startTestServer();
  const Schema = [{ Name: 'name', Required: true, AttributeDataType: 'String' as const, Mutable: true }];
  const { poolId } = await server.createPool({ Schema });
  pool = { poolId, ...(await server.createClient(poolId)) };
  const UserAttributeUpdateSettings = { AttributesRequireVerificationBeforeUpdate: ['email' as const] };
  const { poolId: carefulId } = await server.createPool({ UserAttributeUpdateSettings });
  careful = {
    poolId: carefulId,
    ...(await server.createClient(carefulId, { PreventUserExistenceErrors: 'ENABLED' })),
  };
});
afterAll(() => server?.close());

const verify = (confirmationCode: string) => confirmUserAttribute({ userAttributeKey: 'email', confirmationCode });

/** A new user with a proved address, signed in at a new browser. */
async function open(client = pool): Promise<string> {
  const email = freshEmail();
  await createUser(server, client.poolId, email, { email_verified: 'true', name: 'Ann' });
  openBrowser(server, client);
  await enter(email);
  return email;
}

describe('attributes', () => {
  test('J100 J101 a change shows at once, and in tokens after a refresh', async () => {
    await open();
    const done = { isUpdated: true, nextStep: { updateAttributeStep: 'DONE' } };
    expect(await updateUserAttributes({ userAttributes: { name: 'Andrea', nickname: 'Andy' } })).toEqual({
      name: done,
      nickname: done,
    });
    expect(await fetchUserAttributes()).toMatchObject({ name: 'Andrea', nickname: 'Andy' });
    const nameIn = async (forceRefresh: boolean) =>
      (await fetchAuthSession({ forceRefresh })).tokens?.idToken?.payload.name;
    expect([await nameIn(false), await nameIn(true)]).toEqual(['Ann', 'Andrea']);
  });

  test('a new address counts at once and waits for its code', async () => {
    const email = await open();
    const next = freshEmail();
    const changed = await updateUserAttribute({ userAttribute: { attributeKey: 'email', value: next } });
    expect(changed).toEqual({
      isUpdated: false,
      nextStep: {
        updateAttributeStep: 'CONFIRM_ATTRIBUTE_WITH_CODE',
        codeDeliveryDetails: mailed,
      },
    });
    expect(await fetchUserAttributes()).toMatchObject({ email: next, email_verified: 'false' });
    const code = await codeAt(server, next);
    await refused(verify(otherThan(code)), 'CodeMismatchException', mismatch);
    await verify(code);
    expect(await fetchUserAttributes()).toMatchObject({ email: next, email_verified: 'true' });
    openBrowser(server, pool);
    await refused(enter(email), 'UserNotFoundException', 'User does not exist.');
    expect(await enter(next)).toEqual(signedIn);
  });

  test('where the pool says so, the address of before stays until the new one is proved', async () => {
    const email = await open(careful);
    const next = freshEmail();
    await updateUserAttribute({ userAttribute: { attributeKey: 'email', value: next } });
    expect(await fetchUserAttributes()).toMatchObject({ email, email_verified: 'true' });
    expect(await sendUserAttributeVerificationCode({ userAttributeKey: 'email' })).toEqual(mailed);
    openBrowser(server, careful);
    await refused(enter(next), 'NotAuthorizedException', 'Incorrect username or password.');
    await enter(email);
    await verify(await codeAt(server, next));
    expect(await fetchUserAttributes()).toMatchObject({ email: next, email_verified: 'true' });
  });

  test('an address is proved again on demand, five times an hour', async () => {
    const email = await open();
    await refused(verify('123456'), 'ExpiredCodeException', expired);
    for (let time = 0; time < 5; time += 1) await sendUserAttributeVerificationCode({ userAttributeKey: 'email' });
    await refused(sendUserAttributeVerificationCode({ userAttributeKey: 'email' }), 'LimitExceededException', tooMany);
    await verify(await codeAt(server, email));
  });

  test('what nobody needs is deleted', async () => {
    await open();
    await updateUserAttributes({ userAttributes: { nickname: 'Andy', locale: 'fr' } });
    await deleteUserAttributes({ userAttributeKeys: ['nickname', 'locale'] });
    expect(Object.keys(await fetchUserAttributes()).sort()).toEqual(['email', 'email_verified', 'name', 'sub']);
    const needed = deleteUserAttributes({ userAttributeKeys: ['name'] });
    await refused(needed, 'InvalidParameterException', 'user.name: Required attribute cannot be deleted.');
  });

  test('what may not be written', async () => {
    await open();
    const owner = await open();
    await open();
    const cases: [Record<string, string>, string, string][] = [
      [
        { 'custom:nope': 'x' },
        'InvalidParameterException',
        'user.custom:nope: Attribute does not exist in the schema.',
      ],
      [
        { sub: 'x' },
        'InvalidParameterException',
        'user.sub: Attribute cannot be updated. (changing an immutable attribute)',
      ],
      [{ name: '' }, 'InvalidParameterException', 'user.name: Required attribute cannot be deleted.'],
      [{ email_verified: 'true' }, 'NotAuthorizedException', 'A client attempted to write unauthorized attribute'],
      [{ email: owner }, 'AliasExistsException', 'An account with the given email already exists.'],
    ];
    for (const [userAttributes, name, message] of cases) {
      await refused(updateUserAttributes({ userAttributes }), name, message);
    }
  });
});

describe('recovery', () => {
  const recover = (username: string, confirmationCode: string, newPassword = 'Anew-one-8') =>
    confirmResetPassword({ username, confirmationCode, newPassword });
  const sent = {
    isPasswordReset: false,
    nextStep: {
      resetPasswordStep: 'CONFIRM_RESET_PASSWORD_WITH_CODE',
      codeDeliveryDetails: mailed,
    },
  };

  test('J128 J131 J132 a code sets a new password; the old one and a wrong code do not work', async () => {
    const email = await open();
    openBrowser(server, pool);
    expect(await resetPassword({ username: email })).toEqual(sent);
    expect(await enter(email)).toEqual(signedIn);
    openBrowser(server, pool);
    const code = await codeAt(server, email);
    await refused(recover(email, otherThan(code)), 'CodeMismatchException', mismatch);
    await refused(
      recover(email, code, 'short'),
      'InvalidPasswordException',
      'Password did not conform with policy: Password not long enough',
    );
    expect(await recover(email, code)).toBeUndefined();
    await refused(recover(email, code), 'ExpiredCodeException', expired);
    await refused(enter(email), 'NotAuthorizedException', 'Incorrect username or password.');
    expect(await signIn({ username: email, password: 'Anew-one-8' })).toEqual(signedIn);
  });

  test('J133 a name nobody has: told, or answered as if there were somebody', async () => {
    const username = freshEmail();
    openBrowser(server, pool);
    const unknown = 'Username/client id combination not found.';
    await refused(resetPassword({ username }), 'UserNotFoundException', unknown);
    openBrowser(server, careful);
    await refused(recover(username, '123456'), 'ExpiredCodeException', expired);
    expect(await resetPassword({ username })).toEqual(sent);
    await refused(recover(username, '123456'), 'CodeMismatchException', mismatch);
  });

  test('a user without a proved address cannot recover', async () => {
    const email = freshEmail();
    await createUser(server, pool.poolId, email, { name: 'Ann' });
    openBrowser(server, pool);
    await refused(
      resetPassword({ username: email }),
      'InvalidParameterException',
      'Cannot reset password for the user as there is no registered/verified email or phone_number',
    );
  });
});

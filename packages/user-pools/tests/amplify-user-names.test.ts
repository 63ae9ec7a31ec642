import {
  confirmResetPassword,
  confirmSignUp,
  confirmUserAttribute,
  fetchUserAttributes,
  getCurrentUser,
  resetPassword,
  signUp,
  updateUserAttributes,
} from 'aws-amplify/auth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enter, openBrowser, signedIn } from './amplify.ts';
import { goodPassword, refused } from './people.ts';
import { administer, codeAt, createPlace, type Place, texting } from './phones.ts';
import { startTestServer, type TestServer } from './server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server?.close());

const join = (username: string, userAttributes: Record<string, string>) =>
  signUp({ username, password: goodPassword, options: { userAttributes } });
/** Confirms with the code that was sent to an address. */
const confirm = async (username: string, address: string) =>
  confirmSignUp({ username, confirmationCode: await codeAt(server, address) });
/** Signs in at a new browser, by SRP unless told otherwise. */
async function enterAnew(place: Place, name: string, flow: 'USER_SRP_AUTH' | 'USER_PASSWORD_AUTH' = 'USER_SRP_AUTH') {
  openBrowser(server, place);
  return await enter(name, goodPassword, { authFlowType: flow });
}
const unknown = ['UserNotFoundException', 'User does not exist.'] as const;
const taken = (kind: string) => `An account with the given ${kind} already exists.`;

describe('user names with aliases beside them', () => {
  let place: Place;

  beforeAll(async () => {
    const AliasAttributes = ['email' as const, 'preferred_username' as const];
    place = await createPlace(server, { AliasAttributes }, { PreventUserExistenceErrors: 'LEGACY' });
  });

  test('J106 J092 a name of one’s own; the address signs in as well, from confirmation on', async () => {
    openBrowser(server, place);
    await refused(
      join('andrea@example.com', { email: 'andrea@example.com' }),
      'InvalidParameterException',
      'Username cannot be of email format, since user pool is configured for email alias.',
    );
    await join('andrea', { email: 'andrea@example.com' });
    await refused(enterAnew(place, 'andrea@example.com'), ...unknown);
    await confirm('andrea', 'andrea@example.com');
    for (const name of ['andrea', 'ANDREA', 'andrea@example.com', 'Andrea@EXAMPLE.com']) {
      expect(await enterAnew(place, name)).toEqual(signedIn);
      expect(await getCurrentUser()).toMatchObject({ username: 'andrea', signInDetails: { loginId: name } });
    }
    expect(await enterAnew(place, 'andrea@example.com', 'USER_PASSWORD_AUTH')).toEqual(signedIn);
  });

  test('an address that somebody else has proved is refused at confirmation', async () => {
    openBrowser(server, place);
    await join('first', { email: 'shared@example.com' });
    await confirm('first', 'shared@example.com');
    await join('second', { email: 'shared@example.com' });
    await refused(confirm('second', 'shared@example.com'), 'AliasExistsException', taken('email'));
  });

  test('a preferred user name signs in as long as it is preferred', async () => {
    openBrowser(server, place);
    await join('bea', { email: 'bea@example.com' });
    await confirm('bea', 'bea@example.com');
    await enterAnew(place, 'bea');
    await updateUserAttributes({ userAttributes: { preferred_username: 'queen' } });
    expect(await enterAnew(place, 'queen')).toEqual(signedIn);
    await updateUserAttributes({ userAttributes: { preferred_username: 'king' } });
    await refused(enterAnew(place, 'queen'), ...unknown);
    expect(await enterAnew(place, 'king')).toEqual(signedIn);
    expect(await getCurrentUser()).toMatchObject({ username: 'bea' });
  });
});

describe('user names that are telephone numbers', () => {
  let place: Place;

  beforeAll(async () => {
    const pool = { UsernameAttributes: ['phone_number' as const], AutoVerifiedAttributes: ['phone_number' as const] };
    place = await createPlace(server, { ...pool, ...texting });
  });

  test('the number signs up, gets the codes, signs in and recovers', async () => {
    openBrowser(server, place);
    await refused(join('0432', {}), 'InvalidParameterException', 'Username should be a phone number.');
    const number = '+14325551212';
    const texted = { destination: '+*******1212', deliveryMedium: 'SMS', attributeName: 'phone_number' };
    const { userId, nextStep } = await join(number, { phone_number: number });
    expect(nextStep).toEqual({ signUpStep: 'CONFIRM_SIGN_UP', codeDeliveryDetails: texted });
    await refused(join(number, {}), 'UsernameExistsException', taken('phone_number'));
    await confirm(number, number);
    expect(await enterAnew(place, number)).toEqual(signedIn);
    expect(await getCurrentUser()).toMatchObject({ username: userId, userId, signInDetails: { loginId: number } });
    expect(await fetchUserAttributes()).toEqual({
      sub: userId,
      phone_number: number,
      phone_number_verified: 'true',
    });
    expect(await resetPassword({ username: number })).toMatchObject({ nextStep: { codeDeliveryDetails: texted } });
    const confirmationCode = await codeAt(server, number);
    await confirmResetPassword({ username: number, confirmationCode, newPassword: goodPassword });
  });

  test('a new number is proved by its code, and signs in then', async () => {
    const [number, next] = ['+14325550001', '+14325550002'];
    openBrowser(server, place);
    await join(number, {});
    await confirm(number, number);
    await enterAnew(place, number);
    await updateUserAttributes({ userAttributes: { phone_number: next } });
    await confirmUserAttribute({ userAttributeKey: 'phone_number', confirmationCode: await codeAt(server, next) });
    expect(await fetchUserAttributes()).toMatchObject({ phone_number: next, phone_number_verified: 'true' });
    expect(await enterAnew(place, next)).toEqual(signedIn);
  });
});

test('user names alone: an address does not sign in, proved or not', async () => {
  const place = await createPlace(server, {}, { PreventUserExistenceErrors: 'LEGACY' });
  openBrowser(server, place);
  await join('cyd', { email: 'cyd@example.com' });
  await confirm('cyd', 'cyd@example.com');
  await administer(server, place, 'cyd', { email_verified: 'true' });
  expect(await enterAnew(place, 'cyd')).toEqual(signedIn);
  await refused(enterAnew(place, 'cyd@example.com'), ...unknown);
  openBrowser(server, place);
  await refused(join('CYD', {}), 'UsernameExistsException', 'User already exists');
});

import {
  AuthenticationDetails,
  CognitoUserAttribute,
  type CognitoUserSession,
  type ISignUpResult,
} from 'amazon-cognito-identity-js';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { authenticate, type BrowserPool, called, openPool, outcome, sessionOf } from './identity-js.ts';
import { chosen, createParty, invite, temporary } from './new-password.ts';
import { expired, goodPassword, mismatch, otherThan, refused, standStill } from './people.ts';
import { codeAt, type Place } from './phones.ts';
import { startTestServer, type TestServer } from './server.ts';
import { createUser, freshEmail, password, refusal, tooManyAttempts, wrongPassword } from './sign-in.ts';

let server: TestServer;
let poolId: string;
/** Clients of one pool: one that tells who exists, and one that does not. */
let open: Place;
let discreet: Place;

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool());
  open = { poolId, ...(await server.createClient(poolId)) };
  discreet = { poolId, ...(await server.createClient(poolId, { PreventUserExistenceErrors: 'ENABLED' })) };
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => server?.close());

const mailed = { Destination: 'p***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' };

function signUp({ pool }: BrowserPool, email: string, secret = goodPassword): Promise<ISignUpResult> {
  const attributes = Object.entries({ email, name: 'Ann' }).map(
    ([Name, Value]) => new CognitoUserAttribute({ Name, Value }),
  );
  return called((done) => pool.signUp(email, secret, attributes, [], done));
}

describe('signing up', () => {
  test('J103 J120 J124 J202 sign-up, a code sent again, confirmation and sign-in', async () => {
    const email = freshEmail();
    const browser = openPool(server, open);
    const { user, userConfirmed, userSub, codeDeliveryDetails } = await signUp(browser, email);
    expect({ userConfirmed, codeDeliveryDetails }).toEqual({ userConfirmed: false, codeDeliveryDetails: mailed });
    await refused(authenticate(user, goodPassword), 'UserNotConfirmedException', 'User is not confirmed.');
    expect(await called((done) => user.resendConfirmationCode(done))).toEqual({ CodeDeliveryDetails: mailed });
    const code = await codeAt(server, email);
    const confirm = (text: string) => called((done) => user.confirmRegistration(text, true, done));
    await refused(confirm(otherThan(code)), 'CodeMismatchException', mismatch);
    expect(await confirm(code)).toBe('SUCCESS');
    await refused(confirm(code), 'NotAuthorizedException', 'User cannot be confirmed. Current status is CONFIRMED');
    const session = await authenticate(user, goodPassword, 'USER_SRP_AUTH');
    expect(session.getIdToken().payload).toMatchObject({ sub: userSub, email, email_verified: true, name: 'Ann' });
    expect(browser.current()?.getUsername()).toBe(userSub);
  });

  test('J110 what the pool refuses', async () => {
    const browser = openPool(server, open);
    const email = freshEmail();
    await refused(
      signUp(browser, email, 'short'),
      'InvalidPasswordException',
      'Password did not conform with policy: Password not long enough',
    );
    await refused(signUp(browser, 'ann'), 'InvalidParameterException', 'Username should be an email.');
    await signUp(browser, email);
    await refused(signUp(browser, email), 'UsernameExistsException', 'An account with the given email already exists.');
  });

  test('J111 J133 a name nobody has', async () => {
    const nobody = openPool(server, open).user(freshEmail());
    const unknown = ['UserNotFoundException', 'Username/client id combination not found.'] as const;
    await refused(
      called((done) => nobody.resendConfirmationCode(done)),
      ...unknown,
    );
    await refused(
      called((done) => nobody.confirmRegistration('123456', true, done)),
      ...unknown,
    );
    const hidden = openPool(server, discreet).user(freshEmail());
    const confirm = () => called((done) => hidden.confirmRegistration('123456', true, done));
    await refused(confirm(), 'ExpiredCodeException', expired);
    expect(await called((done) => hidden.resendConfirmationCode(done))).toEqual({ CodeDeliveryDetails: mailed });
    await refused(confirm(), 'CodeMismatchException', mismatch);
  });
});

describe('signing in', () => {
  test.each(['USER_SRP_AUTH', 'USER_PASSWORD_AUTH'] as const)('J202 J204 by %s', async (flow) => {
    const email = freshEmail();
    const sub = await createUser(server, poolId, email);
    const browser = openPool(server, discreet);
    const session = await authenticate(browser.user(email), password, flow);
    expect(session.isValid()).toBe(true);
    expect(session.getAccessToken().payload).toMatchObject({ sub, username: sub, client_id: discreet.clientId });
    expect((await sessionOf(browser.current())).getIdToken().payload).toMatchObject({ email });
    for (const name of [email, freshEmail()]) {
      const refusedSignIn = authenticate(browser.user(name), 'Wr0ng password!', flow);
      expect(await refusal(refusedSignIn)).toEqual(wrongPassword);
    }
    const told = authenticate(openPool(server, open).user(freshEmail()), password, flow);
    await refused(told, 'UserNotFoundException', 'User does not exist.');
  });

  test('J084 a temporary password asks for a new one', async () => {
    const party = await createParty(server);
    const email = await invite(party);
    const user = openPool(server, party).user(email);
    const session = await outcome<CognitoUserSession>((callbacks) =>
      user.authenticateUser(new AuthenticationDetails({ Username: email, Password: temporary }), {
        ...callbacks,
        newPasswordRequired: (attributes, required) => {
          expect({ attributes, required }).toEqual({
            attributes: { email, email_verified: 'true' },
            required: ['name'],
          });
          user.completeNewPasswordChallenge(chosen, { name: 'Andrea' }, callbacks);
        },
      }),
    );
    expect(session.getIdToken().payload).toMatchObject({ email, name: 'Andrea' });
    expect((await authenticate(user, chosen)).isValid()).toBe(true);
  });

  test('after five wrong passwords even the right one has to wait', async () => {
    const email = freshEmail();
    await createUser(server, poolId, email);
    const user = openPool(server, open).user(email);
    standStill();
    for (let time = 0; time < 5; time += 1) {
      expect(await refusal(authenticate(user, 'Wr0ng password!'))).toEqual(wrongPassword);
    }
    for (const flow of ['USER_PASSWORD_AUTH', 'USER_SRP_AUTH'] as const) {
      expect(await refusal(authenticate(user, password, flow))).toEqual(tooManyAttempts);
    }
  });
});

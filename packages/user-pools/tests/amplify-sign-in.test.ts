import {
  confirmSignIn,
  fetchAuthSession,
  fetchUserAttributes,
  getCurrentUser,
  type SignInInput,
  signIn,
} from 'aws-amplify/auth';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openBrowser, plain, signedIn, unauthenticated } from './amplify.ts';
import { chosen, createParty, invite, type Party, temporary, userOf } from './new-password.ts';
import { refused, standStill } from './people.ts';
import type { Place } from './phones.ts';
import { startTestServer, type TestServer } from './server.ts';
import { createUser, freshEmail, password, refusal, tooManyAttempts, wrongPassword } from './sign-in.ts';

let server: TestServer;
let poolId: string;
let client: Place;

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool());
  client = { poolId, ...(await server.createClient(poolId, { PreventUserExistenceErrors: 'ENABLED' })) };
});
beforeEach(() => {
  openBrowser(server, client);
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => server?.close());

/** Amplify uses SRP unless told otherwise. */
const enter = (username: string, options: SignInInput['options'], given = password) =>
  signIn({ username, password: given, options });

async function person(attributes: Record<string, string> = {}) {
  const email = freshEmail();
  const sub = await createUser(server, poolId, email, { email_verified: 'true', ...attributes });
  return { email, sub };
}

describe('signing in', () => {
  test.each([
    ['USER_SRP_AUTH', undefined],
    ['USER_SRP_AUTH', { authFlowType: 'USER_SRP_AUTH' }],
    ['USER_PASSWORD_AUTH', plain],
  ] as const)('J062 by %s (%j)', async (authFlowType, options) => {
    const { email, sub } = await person({ name: 'Ann' });
    expect(await enter(email, options)).toEqual(signedIn);
    expect(await getCurrentUser()).toEqual({
      username: sub,
      userId: sub,
      signInDetails: { loginId: email, authFlowType },
    });
    const { tokens, userSub } = await fetchAuthSession();
    expect(userSub).toBe(sub);
    expect(tokens?.idToken?.payload).toMatchObject({ sub, email, email_verified: true, name: 'Ann' });
    expect(tokens?.accessToken.payload).toMatchObject({ sub, client_id: client.clientId, token_use: 'access' });
    await refused(enter(email, plain), 'UserAlreadyAuthenticatedException', 'There is already a signed in user.');
  });

  test('J056 J204 a wrong password and a name nobody has are refused alike, where the client hides who exists', async () => {
    const { email } = await person();
    for (const name of [email, freshEmail()]) {
      for (const options of [undefined, plain]) {
        const wrong = enter(name, options, 'Wr0ng password!');
        await refused(wrong, 'NotAuthorizedException', 'Incorrect username or password.');
      }
    }
    expect(await refusal(getCurrentUser())).toEqual(unauthenticated);
  });

  test('J056 a name nobody has, where the client tells', async () => {
    openBrowser(server, { poolId, ...(await server.createClient(poolId, { PreventUserExistenceErrors: 'LEGACY' })) });
    for (const options of [undefined, plain]) {
      await refused(enter(freshEmail(), options), 'UserNotFoundException', 'User does not exist.');
    }
  });

  test('J061 Amplify asks for name and password before it calls', async () => {
    await refused(enter('', plain), 'EmptySignInUsername', 'username is required to signIn');
    await refused(enter(freshEmail(), plain, ''), 'EmptySignInPassword', 'password is required to signIn');
  });

  test('after five wrong passwords even the right one has to wait', async () => {
    const { email } = await person();
    standStill();
    for (let time = 0; time < 5; time += 1) {
      expect(await refusal(enter(email, plain, 'Wr0ng password!'))).toEqual(wrongPassword);
    }
    for (const options of [undefined, plain]) expect(await refusal(enter(email, options))).toEqual(tooManyAttempts);
    vi.setSystemTime(Date.now() + 1000);
    expect(await enter(email, undefined)).toEqual(signedIn);
  });

  test('a client that nobody made', async () => {
    openBrowser(server, { poolId, clientId: 'nobody' });
    await refused(enter(freshEmail(), plain), 'ResourceNotFoundException', 'User pool client nobody does not exist.');
  });

  test('a flow that the client does not allow', async () => {
    openBrowser(server, { poolId, ...(await server.createClient(poolId, { ExplicitAuthFlows: undefined })) });
    await refused(
      enter(freshEmail(), plain),
      'InvalidParameterException',
      'USER_PASSWORD_AUTH flow not enabled for this client',
    );
  });
});

test('custom challenges, for which this pool has no triggers', async () => {
  openBrowser(server, { poolId, ...(await server.createClient(poolId, { ExplicitAuthFlows: undefined })) });
  for (const input of [
    { password, options: { authFlowType: 'CUSTOM_WITH_SRP' } },
    { options: { authFlowType: 'CUSTOM_WITHOUT_SRP' } },
  ] as const) {
    await refused(
      signIn({ username: freshEmail(), ...input }),
      'InvalidParameterException',
      'Custom auth lambda trigger is not configured for the user pool.',
    );
  }
});

describe('J084 a temporary password', () => {
  let party: Party;

  beforeAll(async () => {
    party = await createParty(server);
  });
  beforeEach(() => {
    openBrowser(server, party);
  });

  const choose = (challengeResponse: string, userAttributes: Record<string, string> = {}) =>
    confirmSignIn({ challengeResponse, options: { userAttributes } });

  test.each([
    ['SRP', undefined],
    ['a password', plain],
  ])('after %s asks for a new one and the attributes that are missing', async (_, options) => {
    const email = await invite(party);
    expect(await enter(email, options, temporary)).toEqual({
      isSignedIn: false,
      nextStep: { signInStep: 'CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED', missingAttributes: ['name'] },
    });
    expect(await choose(chosen, { name: 'Andrea' })).toEqual(signedIn);
    expect(await fetchUserAttributes()).toMatchObject({ email, name: 'Andrea' });
    expect((await userOf(party, email)).status).toBe('CONFIRMED');
    openBrowser(server, party);
    expect(await enter(email, options, chosen)).toEqual(signedIn);
  });

  test('what the pool refuses can be put right, in the same sign-in', async () => {
    const email = await invite(party);
    await enter(email, plain, temporary);
    await refused(
      choose('short', { name: 'Andrea' }),
      'InvalidPasswordException',
      'Password did not conform with policy: Password not long enough',
    );
    await refused(choose(chosen), 'InvalidParameterException', 'Invalid attributes given, name is missing');
    expect(await choose(chosen, { name: 'Andrea' })).toEqual(signedIn);
    await refused(
      choose('Another-0ne', { name: 'Andrea' }),
      'SignInException',
      expect.stringContaining('An error occurred during the sign in process.'),
    );
  });
});

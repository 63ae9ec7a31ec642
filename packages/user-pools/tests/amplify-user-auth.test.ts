/** Sign-in by choice as Amplify does it, unchanged. */
import {
  autoSignIn,
  confirmSignIn,
  confirmSignUp,
  fetchAuthSession,
  getCurrentUser,
  type SignInInput,
  signIn,
  signOut,
  signUp,
} from 'aws-amplify/auth';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openBrowser, signedIn } from './amplify.ts';
import { type ChoiceParty, createChoiceParty, newUser } from './choice.ts';
import { standStill } from './people.ts';
import { startTestServer, type TestServer } from './server.ts';
import { freshEmail, password, refusal, setPassword, tooManyAttempts, wrongPassword } from './sign-in.ts';

let server: TestServer;
let party: ChoiceParty;

beforeAll(async () => {
  server = await startTestServer();
  party = await createChoiceParty(server, { PreventUserExistenceErrors: 'ENABLED' });
});
beforeEach(() => {
  openBrowser(server, party);
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => server?.close());

const enter = (username: string, options: SignInInput['options'] = {}, given?: string) =>
  signIn({ username, password: given, options: { authFlowType: 'USER_AUTH', ...options } });

async function expectSignedIn(email: string, sub: string) {
  expect(await getCurrentUser()).toMatchObject({
    userId: sub,
    signInDetails: { loginId: email, authFlowType: 'USER_AUTH' },
  });
  expect((await fetchAuthSession()).userSub).toBe(sub);
}

test.each(['PASSWORD', 'PASSWORD_SRP'] as const)('a preferred %s signs in', async (preferredChallenge) => {
  const { email, sub } = await newUser(party);
  expect(await refusal(enter(email, { preferredChallenge }, 'wrong'))).toEqual(wrongPassword);
  expect(await enter(email, { preferredChallenge }, password)).toEqual(signedIn);
  await expectSignedIn(email, sub);
  await signOut();
});

test.each(['PASSWORD', 'PASSWORD_SRP'] as const)('%s may be chosen from what there is', async (factor) => {
  const { email, sub } = await newUser(party);
  expect(await enter(email)).toEqual({
    isSignedIn: false,
    nextStep: {
      signInStep: 'CONTINUE_SIGN_IN_WITH_FIRST_FACTOR_SELECTION',
      availableChallenges: ['PASSWORD_SRP', 'PASSWORD'],
    },
  });
  expect(await confirmSignIn({ challengeResponse: factor })).toEqual({
    isSignedIn: false,
    nextStep: { signInStep: 'CONFIRM_SIGN_IN_WITH_PASSWORD' },
  });
  expect(await confirmSignIn({ challengeResponse: password })).toEqual(signedIn);
  await expectSignedIn(email, sub);
});

test('a name nobody has gets the same choice, and is refused like a wrong password', async () => {
  const { email } = await newUser(party);
  for (const name of [email, freshEmail()]) {
    for (const factor of ['PASSWORD', 'PASSWORD_SRP'] as const) {
      const { nextStep } = await enter(name);
      expect(nextStep).toMatchObject({ availableChallenges: ['PASSWORD_SRP', 'PASSWORD'] });
      await confirmSignIn({ challengeResponse: factor });
      expect(await refusal(confirmSignIn({ challengeResponse: 'wrong' }))).toEqual(wrongPassword);
    }
  }
});

test('a name nobody has, where the client tells', async () => {
  openBrowser(server, await createChoiceParty(server, { poolId: party.poolId }));
  const unknown = { name: 'UserNotFoundException', message: 'User does not exist.' };
  for (const options of [{}, { preferredChallenge: 'PASSWORD' }, { preferredChallenge: 'PASSWORD_SRP' }] as const) {
    expect(await refusal(enter(freshEmail(), options, password))).toEqual(unknown);
  }
});

test('five wrong passwords lock the user out of every choice', async () => {
  const { email } = await newUser(party);
  standStill();
  const preferred = { preferredChallenge: 'PASSWORD' } as const;
  for (let time = 0; time < 5; time += 1) {
    expect(await refusal(enter(email, preferred, 'wrong'))).toEqual(wrongPassword);
  }
  expect(await refusal(enter(email, preferred, password))).toEqual(tooManyAttempts);
  expect(await refusal(enter(email, { preferredChallenge: 'PASSWORD_SRP' }, password))).toEqual(tooManyAttempts);
});

test('a client that does not sign in by choice says so', async () => {
  openBrowser(server, { poolId: party.poolId, ...(await server.createClient(party.poolId)) });
  expect(await refusal(enter(freshEmail()))).toEqual({
    name: 'InvalidParameterException',
    message: 'USER_AUTH flow not enabled for this client',
  });
});

test('a temporary password is replaced on the way', async () => {
  const { email, sub } = await newUser(party);
  await setPassword(server, party.poolId, email, 'Temp0rary!', false);
  await enter(email);
  await confirmSignIn({ challengeResponse: 'PASSWORD' });
  const { nextStep } = await confirmSignIn({ challengeResponse: 'Temp0rary!' });
  expect(nextStep.signInStep).toBe('CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED');
  expect(await confirmSignIn({ challengeResponse: 'Ch0sen one!' })).toEqual(signedIn);
  await expectSignedIn(email, sub);
});

test('J103 who joins with automatic sign-in is signed in by the code alone', async () => {
  const email = freshEmail();
  const { userId = '' } = await signUp({
    username: email,
    password,
    options: { userAttributes: { email }, autoSignIn: { authFlowType: 'USER_AUTH' } },
  });
  const confirmationCode = (await server.mail(email))[0]?.code ?? '';
  expect(await confirmSignUp({ username: email, confirmationCode })).toEqual({
    isSignUpComplete: true,
    nextStep: { signUpStep: 'COMPLETE_AUTO_SIGN_IN' },
  });
  expect(await autoSignIn()).toEqual(signedIn);
  await expectSignedIn(email, userId);
});

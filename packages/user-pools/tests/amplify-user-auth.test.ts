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
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openBrowser, signedIn } from './amplify.ts';
import { type ChoiceParty, createChoiceParty, newUser } from './choice.ts';
import { startTestServer, type TestServer } from './server.ts';
import { freshEmail, password, refusal, setPassword, wrongPassword } from './sign-in.ts';

let server: TestServer;
let party: ChoiceParty;

beforeAll(async () => {
  server = await startTestServer();
  party = await createChoiceParty(server, { PreventUserExistenceErrors: 'ENABLED' });
});
beforeEach(() => {
  openBrowser(server, party);
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

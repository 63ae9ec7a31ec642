import {
  autoSignIn,
  confirmSignUp,
  fetchUserAttributes,
  getCurrentUser,
  resendSignUpCode,
  signIn,
  signOut,
  signUp,
} from 'aws-amplify/auth';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { enter, mailed, openBrowser, signedIn } from './amplify.ts';
import { expired, goodPassword, mismatch, otherThan, refused, tooMany } from './people.ts';
import { codeAt, type Place } from './phones.ts';
import { startTestServer, type TestServer } from './server.ts';
import { freshEmail } from './sign-in.ts';

let server: TestServer;
/** Clients of one pool: one that tells who exists, and one that does not. */
let open: Place;
let discreet: Place;

beforeAll(async () => {
  server = await startTestServer();
  const { poolId } = await server.createPool();
  open = { poolId, ...(await server.createClient(poolId, { PreventUserExistenceErrors: 'LEGACY' })) };
  discreet = { poolId, ...(await server.createClient(poolId, { PreventUserExistenceErrors: 'ENABLED' })) };
});
beforeEach(() => {
  openBrowser(server, open);
});
afterAll(() => server?.close());

const join = (username: string, { password = goodPassword, autoSignIn = false } = {}) =>
  signUp({ username, password, options: { userAttributes: { email: username, name: 'Ann' }, autoSignIn } });
const confirm = (username: string, confirmationCode: string) => confirmSignUp({ username, confirmationCode });

test('J103 J126 who joins with automatic sign-in is signed in once confirmed', async () => {
  const email = freshEmail();
  const joined = await join(email, { autoSignIn: true });
  expect(joined).toEqual({
    isSignUpComplete: false,
    nextStep: { signUpStep: 'CONFIRM_SIGN_UP', codeDeliveryDetails: mailed },
    userId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  const confirmed = await confirm(email, await codeAt(server, email));
  expect(confirmed).toEqual({ isSignUpComplete: true, nextStep: { signUpStep: 'COMPLETE_AUTO_SIGN_IN' } });
  expect(await autoSignIn()).toEqual(signedIn);
  expect(await getCurrentUser()).toMatchObject({
    userId: joined.userId,
    username: joined.userId,
    signInDetails: { loginId: email, authFlowType: 'USER_SRP_AUTH' },
  });
  expect(await fetchUserAttributes()).toEqual({ sub: joined.userId, email, email_verified: 'true', name: 'Ann' });
  await signOut();
});

test('J120 J124 a code sent again replaces the former one, which is refused in the service’s words', async () => {
  const email = freshEmail();
  await join(email);
  const first = await codeAt(server, email);
  expect(await resendSignUpCode({ username: email })).toEqual(mailed);
  const second = await codeAt(server, email);
  await refused(confirm(email, otherThan(second)), 'CodeMismatchException', mismatch);
  if (first !== second) await refused(confirm(email, first), 'CodeMismatchException', mismatch);
  expect(await confirm(email, second)).toEqual({ isSignUpComplete: true, nextStep: { signUpStep: 'DONE' } });
  await refused(
    confirm(email, second),
    'NotAuthorizedException',
    'User cannot be confirmed. Current status is CONFIRMED',
  );
  await refused(resendSignUpCode({ username: email }), 'InvalidParameterException', 'User is already confirmed.');
});

test('J060 J205 signing in before confirming leads to the confirmation step', async () => {
  const email = freshEmail();
  await join(email);
  const next = { isSignedIn: false, nextStep: { signInStep: 'CONFIRM_SIGN_UP' } };
  expect(await signIn({ username: email, password: goodPassword })).toEqual(next);
  expect(await enter(email, goodPassword)).toEqual(next);
  const wrong = enter(email, 'Wr0ng password!');
  await refused(wrong, 'NotAuthorizedException', 'Incorrect username or password.');
});

test('J110 what the pool refuses at sign-up', async () => {
  const email = freshEmail();
  await refused(
    join(email, { password: 'short' }),
    'InvalidPasswordException',
    'Password did not conform with policy: Password not long enough',
  );
  await refused(join('ann'), 'InvalidParameterException', 'Username should be an email.');
  await refused(join(''), 'EmptySignUpUsername', 'username is required to signUp');
  const password = goodPassword;
  const writing = (userAttributes: Record<string, string>) =>
    signUp({ username: email, password, options: { userAttributes } });
  await refused(
    writing({ email_verified: 'true' }),
    'NotAuthorizedException',
    'A client attempted to write unauthorized attribute',
  );
  await refused(
    writing({ 'custom:colour': 'red' }),
    'InvalidParameterException',
    'Attributes did not conform to the schema: custom:colour: Attribute does not exist in the schema.\n',
  );
  await join(email);
  for (const client of [open, discreet]) {
    openBrowser(server, client);
    await refused(join(email), 'UsernameExistsException', 'An account with the given email already exists.');
  }
});

test('J111 a name nobody has, where the client tells', async () => {
  const username = freshEmail();
  const unknown = ['UserNotFoundException', 'Username/client id combination not found.'] as const;
  await refused(resendSignUpCode({ username }), ...unknown);
  await refused(confirm(username, '123456'), ...unknown);
});

test('J133 a name nobody has, where the client does not tell', async () => {
  openBrowser(server, discreet);
  const username = freshEmail();
  await refused(confirm(username, '123456'), 'ExpiredCodeException', expired);
  expect(await resendSignUpCode({ username })).toEqual(mailed);
  await refused(confirm(username, '123456'), 'CodeMismatchException', mismatch);
});

test('what is meant for triggers is taken, though there are none', async () => {
  const username = freshEmail();
  const clientMetadata = { campaign: 'spring' };
  const userAttributes = { email: username };
  const validationData = { captcha: 'passed' };
  await signUp({ username, password: goodPassword, options: { userAttributes, validationData, clientMetadata } });
  await resendSignUpCode({ username, options: { clientMetadata } });
  const confirmationCode = await codeAt(server, username);
  await confirmSignUp({ username, confirmationCode, options: { clientMetadata, forceAliasCreation: true } });
  expect(await signIn({ username, password: goodPassword, options: { clientMetadata } })).toEqual(signedIn);
});

test('more codes an hour than one user may have are refused', async () => {
  const email = freshEmail();
  await join(email);
  for (let time = 0; time < 5; time += 1) await resendSignUpCode({ username: email });
  await refused(resendSignUpCode({ username: email }), 'LimitExceededException', tooMany);
});

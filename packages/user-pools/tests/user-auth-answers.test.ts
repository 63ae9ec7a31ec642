/** Answers to the challenges of sign-in by choice. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type ChoiceParty,
  choose,
  createChoiceParty,
  newUser,
  passwordAnswers,
  respond,
  sessionFor,
} from './choice.ts';
import { startTestServer, type TestServer } from './server.ts';
import { claimsIn, notAuthorized, password, refusal, setPassword, tooManyAttempts, wrongPassword } from './sign-in.ts';
import { srpHalf } from './srp-client.ts';

let server: TestServer;
let party: ChoiceParty;

beforeAll(async () => {
  server = await startTestServer();
  party = await createChoiceParty(server);
});
afterAll(() => server?.close());

const invalid = (message: string) => ({ name: 'InvalidParameterException', message });
const half = (username: string) => srpHalf({ ...party, username, now: server.clock.now });

test.each(passwordAnswers)('%s with a password signs in', async (challenge, answer) => {
  const { email, sub } = await newUser(party);
  const session = await sessionFor(party, email, challenge);
  const { AuthenticationResult } = await respond(party, challenge, session, { USERNAME: email, ...answer() });
  expect(claimsIn(AuthenticationResult?.AccessToken ?? '')).toMatchObject({ sub });
  const again = await sessionFor(party, email, challenge);
  expect(await refusal(respond(party, challenge, again, { USERNAME: email, ...answer('wrong') }))).toEqual(
    wrongPassword,
  );
});

test.each([
  ['SELECT_CHALLENGE', { ANSWER: 'PASSWORD_SRP' }],
  ['PASSWORD_SRP', {}],
] as const)('%s with SRP_A leads to PASSWORD_VERIFIER', async (challenge, answer) => {
  const { email } = await newUser(party);
  for (const [given, proved] of [
    ['wrong', false],
    [password, true],
  ] as const) {
    const { start, prove } = half(email);
    const session = await sessionFor(party, email, challenge);
    const {
      ChallengeName,
      ChallengeParameters = {},
      Session,
    } = await respond(party, challenge, session, {
      ...start,
      ...answer,
    });
    expect(ChallengeName).toBe('PASSWORD_VERIFIER');
    const verifier = respond(party, 'PASSWORD_VERIFIER', Session, prove(ChallengeParameters, given));
    if (proved) expect((await verifier).AuthenticationResult?.AccessToken).toBeDefined();
    else expect(await refusal(verifier)).toEqual(wrongPassword);
  }
});

test.each(['PASSWORD', 'PASSWORD_SRP'] as const)('%s may be selected first and proved after', async (factor) => {
  const { email } = await newUser(party);
  const selected = await respond(party, 'SELECT_CHALLENGE', await sessionFor(party, email), {
    USERNAME: email,
    ANSWER: factor,
  });
  expect(selected).toMatchObject({ ChallengeName: factor, ChallengeParameters: {} });
  expect(selected.AvailableChallenges).toBeUndefined();
  const { start } = half(email);
  const proof: Record<string, string> = factor === 'PASSWORD' ? { USERNAME: email, PASSWORD: password } : start;
  const next = await respond(party, factor, selected.Session, proof);
  if (factor === 'PASSWORD') expect(next.AuthenticationResult?.AccessToken).toBeDefined();
  else expect(next.ChallengeName).toBe('PASSWORD_VERIFIER');
});

test('says what is missing, and that costs no session', async () => {
  const { email: USERNAME } = await newUser(party);
  const session = await sessionFor(party, USERNAME);
  const [plain, srp] = [
    await sessionFor(party, USERNAME, 'PASSWORD'),
    await sessionFor(party, USERNAME, 'PASSWORD_SRP'),
  ];
  const attempts = [
    [respond(party, 'SELECT_CHALLENGE', session, { ANSWER: 'PASSWORD' }), 'Missing required parameter USERNAME'],
    [respond(party, 'SELECT_CHALLENGE', session, { USERNAME }), 'Missing required parameter ANSWER'],
    [
      respond(party, 'SELECT_CHALLENGE', undefined, { USERNAME, ANSWER: 'PASSWORD' }),
      'Missing required parameter Session',
    ],
    [
      respond(party, 'SELECT_CHALLENGE', session, { USERNAME, ANSWER: 'EMAIL_OTP' }),
      'The selected challenge is not available.',
    ],
    [
      respond(party, 'SELECT_CHALLENGE', session, { USERNAME, ANSWER: 'PASSWORD_SRP', SRP_A: 'x' }),
      'SRP_A is not a valid public value.',
    ],
    [respond(party, 'PASSWORD', plain, { USERNAME }), 'Missing required parameter PASSWORD'],
    [respond(party, 'PASSWORD_SRP', srp, { USERNAME }), 'Missing required parameter SRP_A'],
  ] as const;
  const refusals = await Promise.all(attempts.map(([attempt]) => refusal(attempt)));
  expect(refusals).toEqual(attempts.map(([, message]) => invalid(message)));
  const { AuthenticationResult } = await respond(party, 'PASSWORD', plain, { USERNAME, PASSWORD: password });
  expect(AuthenticationResult).toBeDefined();
});

test('a temporary password leads to NEW_PASSWORD_REQUIRED', async () => {
  const { email: USERNAME } = await newUser(party);
  await setPassword(server, party.poolId, USERNAME, 'Temp0rary!', false);
  const parameters = { USERNAME, PREFERRED_CHALLENGE: 'PASSWORD', PASSWORD: 'Temp0rary!' };
  const { ChallengeName, Session } = await choose(party, parameters);
  expect(ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
  const answer = await respond(party, 'NEW_PASSWORD_REQUIRED', Session, { USERNAME, NEW_PASSWORD: 'Ch0sen one!' });
  expect(answer.AuthenticationResult?.AccessToken).toBeDefined();
});

test('the state of a user is told to who proves the password', async () => {
  const { email, sub } = await newUser(party);
  await server.ctx.db.updateTable('users').set({ enabled: 0 }).where('sub', '=', sub).execute();
  const attempt = async (given: string) =>
    refusal(
      respond(party, 'PASSWORD', await sessionFor(party, email, 'PASSWORD'), { USERNAME: email, PASSWORD: given }),
    );
  expect(await attempt('wrong')).toEqual(wrongPassword);
  expect(await attempt(password)).toEqual(notAuthorized('User is disabled.'));
});

test('guesses lock out, whatever way they come', async () => {
  const { email: USERNAME } = await newUser(party);
  const ready = await Promise.all(
    (['SELECT_CHALLENGE', 'PASSWORD', 'PASSWORD_SRP'] as const).map((challenge) =>
      sessionFor(party, USERNAME, challenge),
    ),
  );
  for (let guess = 0; guess < 5; guess += 1) {
    const [challenge = 'PASSWORD', answer] = passwordAnswers[guess % 2] ?? [];
    const session = await sessionFor(party, USERNAME, challenge);
    expect(await refusal(respond(party, challenge, session, { USERNAME, ...answer?.('wrong') }))).toEqual(
      wrongPassword,
    );
  }
  const [select, plain, srp] = ready;
  const { start } = half(USERNAME);
  const attempts = [
    respond(party, 'SELECT_CHALLENGE', select, { USERNAME, ANSWER: 'PASSWORD', PASSWORD: password }),
    respond(party, 'PASSWORD', plain, { USERNAME, PASSWORD: password }),
    respond(party, 'PASSWORD_SRP', srp, start),
    choose(party, { USERNAME, PASSWORD: password, PREFERRED_CHALLENGE: 'PASSWORD' }),
  ];
  for (const refused of await Promise.all(attempts.map(refusal))) expect(refused).toEqual(tooManyAttempts);
});

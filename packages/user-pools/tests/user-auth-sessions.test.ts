import { RespondToAuthChallengeCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type ChoiceParty,
  createChoiceParty,
  newUser,
  passwordAnswers,
  respond,
  sessionExpired,
  sessionFor,
  sessionInvalid,
  sessionReused,
} from './choice.ts';
import { startTestServer, type TestServer } from './server.ts';
import { freshEmail, password, refusal, wrongPassword } from './sign-in.ts';
import { srpHalf } from './srp-client.ts';
import { together } from './together.ts';

let server: TestServer;
let party: ChoiceParty;

beforeAll(async () => {
  server = await startTestServer();
  party = await createChoiceParty(server, { PreventUserExistenceErrors: 'ENABLED' });
});
afterAll(() => server?.close());

const selectPassword = { ANSWER: 'PASSWORD', PASSWORD: password };

/** Every kind of session, each with an answer that is judged. */
const kinds = [
  ...passwordAnswers.map(([challenge, answer]) => [challenge, answer()] as const),
  ['PASSWORD_SRP', { SRP_A: 'abc' }] as const,
];

test.each(kinds)('a session of %s is good for one answer', async (challenge, answer) => {
  const { email: USERNAME } = await newUser(party);
  const session = await sessionFor(party, USERNAME, challenge);
  await respond(party, challenge, session, { USERNAME, ...answer });
  expect(await refusal(respond(party, challenge, session, { USERNAME, ...answer }))).toEqual(sessionReused);
});

test.each(passwordAnswers)('%s: a wrong answer uses the session up', async (challenge, answer) => {
  const { email: USERNAME } = await newUser(party);
  const session = await sessionFor(party, USERNAME, challenge);
  expect(await refusal(respond(party, challenge, session, { USERNAME, ...answer('wrong') }))).toEqual(wrongPassword);
  expect(await refusal(respond(party, challenge, session, { USERNAME, ...answer() }))).toEqual(sessionReused);
});

test('selecting a factor replaces the session', async () => {
  const { email: USERNAME } = await newUser(party);
  const session = await sessionFor(party, USERNAME);
  const { Session } = await respond(party, 'SELECT_CHALLENGE', session, { USERNAME, ANSWER: 'PASSWORD' });
  expect(await refusal(respond(party, 'SELECT_CHALLENGE', session, { USERNAME, ...selectPassword }))).toEqual(
    sessionReused,
  );
  const { AuthenticationResult } = await respond(party, 'PASSWORD', Session, { USERNAME, PASSWORD: password });
  expect(AuthenticationResult).toBeDefined();
});

test.each(kinds)('of many answers to one session of %s exactly one is judged', async (challenge, answer) => {
  const { email: USERNAME } = await newUser(party);
  const session = await sessionFor(party, USERNAME, challenge);
  const answers = await together(
    server,
    Array.from({ length: 8 }, () => () => respond(party, challenge, session, { USERNAME, ...answer })),
  );
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toMatchObject(sessionReused);
});

test('of many guesses with one session one is judged, and counted', async () => {
  const { email: USERNAME, sub } = await newUser(party);
  const session = await sessionFor(party, USERNAME);
  const guesses = Array.from(
    { length: 8 },
    (_, place) => () =>
      respond(party, 'SELECT_CHALLENGE', session, { USERNAME, ANSWER: 'PASSWORD', PASSWORD: `Guess ${place}` }),
  );
  const outcomes = await together(server, guesses);
  const refusals = outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason.message : 'signed in'));
  expect(refusals.filter((message) => message === wrongPassword.message)).toHaveLength(1);
  expect(refusals.filter((message) => message === sessionReused.message)).toHaveLength(7);
  const row = await server.ctx.db.selectFrom('lockouts').select('failures').where('subject', '=', sub).execute();
  expect(row).toEqual([{ failures: 1 }]);
});

test.each([3, 15])('a session lives the %i minutes that the client says', async (AuthSessionValidity) => {
  const other = await createChoiceParty(server, { poolId: party.poolId, AuthSessionValidity });
  const { email: USERNAME } = await newUser(party);
  for (const [challenge, answer] of kinds) {
    const [early, late] = [await sessionFor(other, USERNAME, challenge), await sessionFor(other, USERNAME, challenge)];
    server.clock.advance(AuthSessionValidity * 60_000 - 10_000);
    await respond(other, challenge, early, { USERNAME, ...answer });
    server.clock.advance(10_000);
    expect(await refusal(respond(other, challenge, late, { USERNAME, ...answer }))).toEqual(sessionExpired);
  }
});

test('a session is for one user, challenge, client and pool', async () => {
  const { email: USERNAME, sub } = await newUser(party);
  const other = await newUser(party);
  const sibling = await createChoiceParty(server, { poolId: party.poolId, PreventUserExistenceErrors: 'ENABLED' });
  const foreign = await createChoiceParty(server, { PreventUserExistenceErrors: 'ENABLED' });
  const session = await sessionFor(party, USERNAME);
  const attempts = [
    respond(party, 'SELECT_CHALLENGE', session, { USERNAME: other.email, ...selectPassword }),
    respond(party, 'SELECT_CHALLENGE', session, { USERNAME: other.sub, ...selectPassword }),
    respond(party, 'SELECT_CHALLENGE', session, { USERNAME: freshEmail(), ...selectPassword }),
    respond(party, 'PASSWORD', session, { USERNAME, PASSWORD: password }),
    respond(party, 'PASSWORD_SRP', session, { USERNAME, SRP_A: 'abc' }),
    respond(party, 'NEW_PASSWORD_REQUIRED', session, { USERNAME, NEW_PASSWORD: 'Ch0sen one!' }),
    respond(sibling, 'SELECT_CHALLENGE', session, { USERNAME, ...selectPassword }),
    respond(foreign, 'SELECT_CHALLENGE', session, { USERNAME, ...selectPassword }),
    respond(party, 'SELECT_CHALLENGE', `${session.slice(0, -2)}AA`, { USERNAME, ...selectPassword }),
    respond(party, 'SELECT_CHALLENGE', 'x'.repeat(40), { USERNAME, ...selectPassword }),
  ];
  for (const refused of await Promise.all(attempts.map(refusal))) expect(refused).toEqual(sessionInvalid);
  const answer = await respond(party, 'SELECT_CHALLENGE', session, { USERNAME: sub, ...selectPassword });
  expect(answer.AuthenticationResult).toBeDefined();
});

test('the SRP that follows is bound to the user too', async () => {
  const [one, other] = [await newUser(party), await newUser(party)];
  const { start, prove } = srpHalf({ ...party, username: one.email, now: server.clock.now });
  const session = await sessionFor(party, one.email, 'PASSWORD_SRP');
  const { ChallengeParameters = {}, Session } = await respond(party, 'PASSWORD_SRP', session, start);
  const proof = prove(ChallengeParameters, password);
  const command = (USERNAME: string) =>
    new RespondToAuthChallengeCommand({
      ClientId: party.clientId,
      ChallengeName: 'PASSWORD_VERIFIER',
      Session,
      ChallengeResponses: { ...proof, USERNAME },
    });
  expect(await refusal(server.anonymous.send(command(other.sub)))).toEqual(sessionInvalid);
  expect((await server.anonymous.send(command(one.sub))).AuthenticationResult).toBeDefined();
});

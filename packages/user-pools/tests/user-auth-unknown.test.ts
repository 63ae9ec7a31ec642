/** Sign-in by choice and for administrators, where the client hides who exists: a name nobody has costs and looks the same. */
import type { ChallengeNameType } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AdminParty, adminStart } from './admin-sign-in.ts';
import {
  type ChoiceParty,
  choose,
  createChoiceParty,
  newUser,
  passwordAnswers,
  respond,
  sessionFor,
  sessionInvalid,
} from './choice.ts';
import { costOf } from './cost.ts';
import { startTestServer, type TestServer } from './server.ts';
import { createUser, freshEmail, refusal, tooManyAttempts, wrongPassword } from './sign-in.ts';
import { srpHalf } from './srp-client.ts';

let server: TestServer;
let party: ChoiceParty;

beforeAll(async () => {
  server = await startTestServer();
  party = await createChoiceParty(server, { PreventUserExistenceErrors: 'ENABLED' });
});
afterAll(() => server?.close());

type Cost = Awaited<ReturnType<typeof costOf>>;

const nothing = { hash: 0, verify: 0, verifierFor: 0, publicValueFor: 0, sessionKeyFor: 0, rows: 0 };
const userNotFound = { name: 'UserNotFoundException', message: 'User does not exist.' };

/** What `attempt` costs for a user and for a name nobody has: the same. */
async function costOfBoth(attempt: (username: string) => Promise<unknown>): Promise<Cost> {
  const { email } = await newUser(party);
  const cost = await costOf(server, () => attempt(email));
  expect(await costOf(server, () => attempt(freshEmail()))).toEqual(cost);
  return cost;
}

/** An answer with every text replaced by its length. */
function shapeOf(value: unknown): unknown {
  if (typeof value === 'string') return value.length;
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shapeOf(member)]));
}

describe('challenges', () => {
  test.each<ChallengeNameType>(['SELECT_CHALLENGE', 'PASSWORD', 'PASSWORD_SRP'])(
    '%s costs nothing, and looks the same',
    async (challenge) => {
      const shapes: unknown[] = [];
      const cost = await costOfBoth(async (USERNAME) => {
        const { $metadata, ...answer } = await choose(party, { USERNAME, PREFERRED_CHALLENGE: challenge });
        expect(answer).toMatchObject({ ChallengeName: challenge, ChallengeParameters: {} });
        shapes.push(shapeOf({ ...answer, AvailableChallenges: answer.AvailableChallenges?.join() }));
      });
      expect(cost).toEqual(nothing);
      expect(shapes[1]).toEqual(shapes[0]);
    },
  );

  test('a name nobody has is answered alike, in every spelling, each time', async () => {
    const email = freshEmail();
    for (const USERNAME of [email, email, email.toUpperCase()]) {
      const { AvailableChallenges } = await choose(party, { USERNAME });
      expect(AvailableChallenges).toEqual(['PASSWORD_SRP', 'PASSWORD']);
    }
    const session = await sessionFor(party, email);
    const answer = { USERNAME: email.toUpperCase(), ANSWER: 'PASSWORD', PASSWORD: 'wrong' };
    expect(await refusal(respond(party, 'SELECT_CHALLENGE', session, answer))).toEqual(wrongPassword);
  });

  test('a session of one such name is none of another’s', async () => {
    const session = await sessionFor(party, freshEmail());
    for (const USERNAME of [freshEmail(), (await newUser(party)).email]) {
      const answer = { USERNAME, ANSWER: 'PASSWORD', PASSWORD: 'wrong' };
      expect(await refusal(respond(party, 'SELECT_CHALLENGE', session, answer))).toEqual(sessionInvalid);
    }
  });
});

describe('proofs', () => {
  test.each(passwordAnswers)('%s: a wrong password costs one modular power and two rows', async (challenge, answer) => {
    const cost = await costOfBoth(async (USERNAME) => {
      const session = await sessionFor(party, USERNAME, challenge);
      const wrong = respond(party, challenge, session, { USERNAME, ...answer('wrong') });
      expect(await refusal(wrong)).toEqual(wrongPassword);
    });
    expect(cost).toEqual({ ...nothing, verifierFor: 1, rows: 2 });
  });

  test('a preferred PASSWORD costs what it costs in USER_PASSWORD_AUTH', async () => {
    const cost = await costOfBoth(async (USERNAME) => {
      const parameters = { USERNAME, PREFERRED_CHALLENGE: 'PASSWORD', PASSWORD: 'wrong' };
      expect(await refusal(choose(party, parameters))).toEqual(wrongPassword);
    });
    expect(cost).toEqual({ ...nothing, verifierFor: 1, rows: 1 });
  });

  test.each<[string, (name: string, start: Record<string, string>) => ReturnType<typeof respond>]>([
    ['preferred', (_, start) => choose(party, { ...start, PREFERRED_CHALLENGE: 'PASSWORD_SRP' })],
    [
      'selected',
      async (name, start) =>
        respond(party, 'SELECT_CHALLENGE', await sessionFor(party, name), { ...start, ANSWER: 'PASSWORD_SRP' }),
    ],
    [
      'asked for',
      async (name, start) => respond(party, 'PASSWORD_SRP', await sessionFor(party, name, 'PASSWORD_SRP'), start),
    ],
  ])('SRP, %s: the same handshake and the same end', async (_, begin) => {
    const shapes: unknown[] = [];
    const cost = await costOfBoth(async (username) => {
      // A fixed key of the client, for lengths that can be compared.
      const { start, prove } = srpHalf({ ...party, username, now: server.clock.now }, 4711n);
      const { ChallengeParameters = {}, Session } = await begin(username, start);
      const { SRP_B, ...fixed } = ChallengeParameters;
      shapes.push(shapeOf({ ...fixed, Session }));
      const proof = prove(ChallengeParameters, 'wrong');
      expect(await refusal(respond(party, 'PASSWORD_VERIFIER', Session, proof))).toEqual(wrongPassword);
    });
    expect(cost).toMatchObject({ hash: 0, verify: 0, publicValueFor: 1, sessionKeyFor: 1 });
    expect(shapes[1]).toEqual(shapes[0]);
  });

  test('a name nobody has locks out like a user', async () => {
    const USERNAME = freshEmail();
    const attempt = () => refusal(choose(party, { USERNAME, PREFERRED_CHALLENGE: 'PASSWORD', PASSWORD: 'wrong' }));
    const session = await sessionFor(party, USERNAME);
    for (let guess = 0; guess < 5; guess += 1) expect(await attempt()).toEqual(wrongPassword);
    expect(await attempt()).toEqual(tooManyAttempts);
    const answer = respond(party, 'SELECT_CHALLENGE', session, { USERNAME, ANSWER: 'PASSWORD', PASSWORD: 'wrong' });
    expect(await refusal(answer)).toEqual(tooManyAttempts);
  });
});

describe('for administrators', () => {
  const flow = ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] as const;
  const withoutSrp = { PreventUserExistenceErrors: 'ENABLED', ExplicitAuthFlows: [...flow] } as const;
  const attempt = (by: AdminParty, USERNAME: string) => adminStart(by, { USERNAME, PASSWORD: 'wrong' });

  test('in a pool with SRP a wrong password costs one modular power', async () => {
    const client = await server.createClient(party.poolId, { ...withoutSrp, ExplicitAuthFlows: [...flow] });
    const cost = await costOfBoth(async (name) => {
      expect(await refusal(attempt({ ...party, ...client }, name))).toEqual(wrongPassword);
    });
    expect(cost).toEqual({ ...nothing, verifierFor: 1, rows: 1 });
  });

  test('in a pool whose clients are for administrators only, one slow hash', async () => {
    const { poolId } = await server.createPool();
    const client = await server.createClient(poolId, { ...withoutSrp, ExplicitAuthFlows: [...flow] });
    const email = freshEmail();
    await createUser(server, poolId, email);
    const by = { server, poolId, ...client };
    const cost = await costOf(server, async () => expect(await refusal(attempt(by, email))).toEqual(wrongPassword));
    expect(cost).toEqual({ ...nothing, verify: 1, rows: 1 });
    expect(
      await costOf(server, async () => expect(await refusal(attempt(by, freshEmail()))).toEqual(wrongPassword)),
    ).toEqual(cost);
  });
});

test('where the client does not hide it, an unknown user is named', async () => {
  const open = await createChoiceParty(server, {
    poolId: party.poolId,
    ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  });
  const USERNAME = freshEmail();
  const attempts = [
    choose(open, { USERNAME }),
    choose(open, { USERNAME, PREFERRED_CHALLENGE: 'PASSWORD', PASSWORD: 'wrong' }),
    choose(open, { USERNAME, PREFERRED_CHALLENGE: 'PASSWORD_SRP', SRP_A: 'abc' }),
    adminStart(open, { USERNAME, PASSWORD: 'wrong' }),
    adminStart(open, { USERNAME }, { AuthFlow: 'USER_AUTH' }),
  ];
  for (const refused of await Promise.all(attempts.map(refusal))) expect(refused).toEqual(userNotFound);
});

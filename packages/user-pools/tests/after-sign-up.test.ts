/** Signing in with the Session of ConfirmSignUp, without a password. */
import {
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adminStart } from './admin-sign-in.ts';
import { arrive, enter, join } from './arrivals.ts';
import {
  type ChoiceParty,
  choose,
  createChoiceParty,
  newUser,
  respond,
  sessionExpired,
  sessionFor,
  sessionInvalid,
  sessionReused,
} from './choice.ts';
import { startTestServer, type TestServer } from './server.ts';
import { claimsIn, freshEmail, notAuthorized, password, refusal, setPassword } from './sign-in.ts';
import { together } from './together.ts';

let server: TestServer;
let party: ChoiceParty;

beforeAll(async () => {
  server = await startTestServer();
  party = await createChoiceParty(server, { PreventUserExistenceErrors: 'ENABLED' });
});
afterAll(() => server?.close());

test('it needs no password, and works once', async () => {
  const { email, sub, session } = await arrive(party);
  const { ChallengeName, AuthenticationResult } = await enter(party, email, session);
  expect(ChallengeName).toBeUndefined();
  const { AccessToken = '', RefreshToken } = AuthenticationResult ?? {};
  expect(claimsIn(AccessToken)).toMatchObject({ sub, client_id: party.clientId });
  expect(RefreshToken).toBeDefined();
  expect(await refusal(enter(party, email, session))).toEqual(sessionReused);
});

test('it works by the sub, with a preferred challenge, or by an administrator', async () => {
  const [one, two] = [await arrive(party), await arrive(party)];
  const preferred = { USERNAME: one.sub, PREFERRED_CHALLENGE: 'PASSWORD', PASSWORD: 'wrong' };
  expect((await choose(party, preferred, one.session)).AuthenticationResult).toBeDefined();
  const started = await adminStart(party, { USERNAME: two.email }, { AuthFlow: 'USER_AUTH', Session: two.session });
  expect(started.AuthenticationResult).toBeDefined();
});

test('of many attempts at once exactly one succeeds', async () => {
  const { email, session } = await arrive(party);
  const answers = await together(
    server,
    Array.from({ length: 8 }, () => () => enter(party, email, session)),
  );
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toMatchObject(sessionReused);
});

test('it is over after the minutes that the client says', async () => {
  const longer = await createChoiceParty(server, { poolId: party.poolId, AuthSessionValidity: 5 });
  const [early, late] = [await arrive(longer), await arrive(longer)];
  server.clock.advance(5 * 60_000 - 10_000);
  expect((await enter(longer, early.email, early.session)).AuthenticationResult).toBeDefined();
  server.clock.advance(10_000);
  expect(await refusal(enter(longer, late.email, late.session))).toEqual(sessionExpired);
});

test('it is for that user, client and pool', async () => {
  const { email, session } = await arrive(party);
  const other = await arrive(party);
  const sibling = await createChoiceParty(server, { poolId: party.poolId });
  const foreign = await createChoiceParty(server, { PreventUserExistenceErrors: 'ENABLED' });
  const attempts = [
    enter(party, other.email, session),
    enter(party, other.sub, session),
    enter(party, freshEmail(), session),
    enter(sibling, email, session),
    enter(foreign, email, session),
    enter(party, email, 'x'.repeat(40)),
  ];
  for (const refused of await Promise.all(attempts.map(refusal))) expect(refused).toEqual(sessionInvalid);
  expect((await enter(party, email, session)).AuthenticationResult).toBeDefined();
});

test('no other session signs in, and this one answers no challenge', async () => {
  const { email, Session: signUpSession = '' } = await join(party);
  const known = await newUser(party);
  expect(await refusal(enter(party, email, signUpSession))).toEqual(sessionInvalid);
  expect(await refusal(enter(party, known.email, await sessionFor(party, known.email)))).toEqual(sessionInvalid);
  const arrived = await arrive(party);
  for (const challenge of ['SELECT_CHALLENGE', 'PASSWORD', 'NEW_PASSWORD_REQUIRED'] as const) {
    const responses = { USERNAME: arrived.email, ANSWER: 'PASSWORD', PASSWORD: password, NEW_PASSWORD: password };
    expect(await refusal(respond(party, challenge, arrived.session, responses))).toEqual(sessionInvalid);
  }
});

test('it goes by USER_AUTH alone', async () => {
  const { email, session } = await arrive(party);
  const AuthParameters = { USERNAME: email, PASSWORD: 'wrong' };
  const plain = await createChoiceParty(server, { poolId: party.poolId, ExplicitAuthFlows: undefined });
  const both = await createChoiceParty(server, {
    poolId: party.poolId,
    ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  });
  for (const [ClientId, AuthFlow, message] of [
    [plain.clientId, 'USER_AUTH', 'USER_AUTH flow not enabled for this client'],
    [both.clientId, 'USER_PASSWORD_AUTH', 'Incorrect username or password.'],
  ] as const) {
    const attempt = new InitiateAuthCommand({ ClientId, AuthFlow, AuthParameters, Session: session });
    expect(await refusal(server.anonymous.send(attempt))).toMatchObject({ message });
  }
});

test('it ends with a changed password, and with a user who may not sign in any more', async () => {
  const [changed, reset, disabled, deleted] = [
    await arrive(party),
    await arrive(party),
    await arrive(party),
    await arrive(party),
  ];
  const { poolId: UserPoolId } = party;
  await setPassword(server, UserPoolId, changed.email, password);
  const update = server.ctx.db.updateTable('users').set({ status: 'RESET_REQUIRED' });
  await update.where('sub', '=', reset.sub).execute();
  await server.admin.send(new AdminDisableUserCommand({ UserPoolId, Username: disabled.email }));
  await server.admin.send(new AdminDeleteUserCommand({ UserPoolId, Username: deleted.email }));
  for (const { email, session } of [changed, reset, deleted]) {
    expect(await refusal(enter(party, email, session))).toEqual(sessionInvalid);
  }
  expect(await refusal(enter(party, disabled.email, disabled.session))).toEqual(notAuthorized('User is disabled.'));
});

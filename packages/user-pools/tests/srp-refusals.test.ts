import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './server.ts';
import { createUser, freshEmail, notAuthorized, password, refusal, setPassword, wrongPassword } from './sign-in.ts';
import { N, type SrpParty, startSrp, timestampOf } from './srp-client.ts';

let server: TestServer;
let poolId: string;
let clientId: string;

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool());
  ({ clientId } = await server.createClient(poolId, { PreventUserExistenceErrors: 'ENABLED' }));
});
afterAll(() => server?.close());

function party(username: string, changes: Partial<SrpParty> = {}): SrpParty {
  return { client: server.anonymous, poolId, clientId, username, now: server.clock.now, ...changes };
}

const invalidSession = notAuthorized('Invalid session for the user.');
const reusedSession = notAuthorized('Invalid session for the user, session can only be used once.');
const expiredSession = notAuthorized('Invalid session for the user, session is expired.');

test.each([
  ['empty base64', '===='],
  ['short', 'AAAA'],
  ['no base64', '*'],
  ['32 other bytes', Buffer.alloc(32).toString('base64')],
])('a signature that is %s is a wrong password', async (_, PASSWORD_CLAIM_SIGNATURE) => {
  const email = freshEmail();
  await createUser(server, poolId, email);
  const srp = await startSrp(party(email));
  expect(await refusal(srp.answer(password, { responses: { PASSWORD_CLAIM_SIGNATURE } }))).toEqual(wrongPassword);
});

test('a SECRET_BLOCK is good for one answer, right or wrong', async () => {
  const email = freshEmail();
  await createUser(server, poolId, email);
  const srp = await startSrp(party(email));
  await srp.answer(password);
  expect(await refusal(srp.answer(password))).toEqual(reusedSession);
  const wrong = await startSrp(party(email));
  await refusal(wrong.answer('Wr0ng password!'));
  expect(await refusal(wrong.answer(password, { session: null }))).toEqual(reusedSession);
});

test('of many answers with one SECRET_BLOCK exactly one wins', async () => {
  const email = freshEmail();
  await createUser(server, poolId, email);
  const srp = await startSrp(party(email));
  const answers = await Promise.allSettled(Array.from({ length: 12 }, () => srp.answer(password)));
  const won = answers.filter(({ status }) => status === 'fulfilled');
  const lost = answers.filter((answer) => answer.status === 'rejected').map(({ reason }) => reason);
  expect(won).toHaveLength(1);
  for (const error of lost) expect(error).toMatchObject(reusedSession);
});

test('a SECRET_BLOCK expires with the auth session', async () => {
  const email = freshEmail();
  await createUser(server, poolId, email);
  const { clientId: patient } = await server.createClient(poolId, { AuthSessionValidity: 15 });
  const short = await startSrp(party(email));
  const long = await startSrp(party(email, { clientId: patient }));
  server.clock.advance(3 * 60_000);
  expect(await refusal(short.answer(password))).toEqual(expiredSession);
  expect((await long.answer(password)).AuthenticationResult).toBeDefined();
});

test('a SECRET_BLOCK or Session of another client, pool, handshake or user is refused', async () => {
  const [email, other] = [freshEmail(), freshEmail()];
  await createUser(server, poolId, email);
  await createUser(server, poolId, other);
  const { clientId: secondClient } = await server.createClient(poolId);
  const srp = await startSrp(party(email));
  const second = await startSrp(party(email));
  expect(await refusal(srp.answer(password, { clientId: secondClient, session: null }))).toEqual(invalidSession);
  expect(await refusal(srp.answer(password, { session: second.session ?? '' }))).toEqual(invalidSession);
  expect(await refusal(srp.answer(password, { responses: { USERNAME: other } }))).toEqual(invalidSession);

  const foreign = await server.createPool();
  const foreignClient = await server.createClient(foreign.poolId);
  await createUser(server, foreign.poolId, email);
  const elsewhere = { clientId: foreignClient.clientId, session: null, responses: { USERNAME: email } };
  expect(await refusal(srp.answer(password, elsewhere))).toEqual(invalidSession);
  // None of these attempts used the handshake up.
  expect((await srp.answer(password)).AuthenticationResult).toBeDefined();
});

test.each([
  ['garbage', Buffer.from('garbage').toString('base64')],
  ['no base64', '%%%'],
  ['very long', 'A'.repeat(100_000)],
])('a SECRET_BLOCK that is %s is refused', async (_, PASSWORD_CLAIM_SECRET_BLOCK) => {
  const email = freshEmail();
  await createUser(server, poolId, email);
  const srp = await startSrp(party(email));
  const changes = { responses: { PASSWORD_CLAIM_SECRET_BLOCK } };
  expect(await refusal(srp.answer(password, changes))).toEqual(invalidSession);
});

test('a password changed between the two calls is not good any more', async () => {
  const email = freshEmail();
  await createUser(server, poolId, email);
  const srp = await startSrp(party(email));
  await setPassword(server, poolId, email, 'An0ther password!');
  expect(await refusal(srp.answer(password))).toEqual(wrongPassword);
});

test.each([
  ['zero', '0'],
  ['N', N.toString(16)],
  ['twice N', (2n * N).toString(16)],
  ['no hex', 'not hex'],
  ['much too long', 'a'.repeat(5000)],
])('SRP_A that is %s is refused', async (_, SRP_A) => {
  const email = freshEmail();
  await createUser(server, poolId, email);
  const answer = call('InitiateAuth', {
    AuthFlow: 'USER_SRP_AUTH',
    ClientId: clientId,
    AuthParameters: { USERNAME: email, SRP_A },
  });
  expect(await answer).toEqual({
    status: 400,
    body: { __type: 'InvalidParameterException', message: 'SRP_A is not a valid public value.' },
  });
});

test.each([
  ['malformed', () => '2025-11-04T09:05:07Z', 'InvalidParameterException'],
  ['stale', (now: number) => timestampOf(now - 6 * 60_000), 'NotAuthorizedException'],
  ['from the future', (now: number) => timestampOf(now + 6 * 60_000), 'NotAuthorizedException'],
])('a TIMESTAMP that is %s is refused', async (_, timestamp, name) => {
  const email = freshEmail();
  await createUser(server, poolId, email);
  const srp = await startSrp(party(email));
  const TIMESTAMP = timestamp(server.clock.now());
  expect((await refusal(srp.answer(password, { responses: { TIMESTAMP } }))).name).toBe(name);
});

test('a TIMESTAMP other than the signed one is a wrong password', async () => {
  const email = freshEmail();
  await createUser(server, poolId, email);
  const srp = await startSrp(party(email));
  const TIMESTAMP = timestampOf(server.clock.now() - 60_000);
  expect(await refusal(srp.answer(password, { responses: { TIMESTAMP } }))).toEqual(wrongPassword);
});

test.each(['USERNAME', 'PASSWORD_CLAIM_SECRET_BLOCK', 'PASSWORD_CLAIM_SIGNATURE', 'TIMESTAMP'])(
  'an answer without %s is refused by name',
  async (name) => {
    const email = freshEmail();
    await createUser(server, poolId, email);
    const srp = await startSrp(party(email));
    const { [name]: _, ...ChallengeResponses } = srp.responses(password);
    const answer = await call('RespondToAuthChallenge', {
      ClientId: clientId,
      ChallengeName: 'PASSWORD_VERIFIER',
      ChallengeResponses,
    });
    const message = `Missing required parameter ${name}`;
    expect(answer).toEqual({ status: 400, body: { __type: 'InvalidParameterException', message } });
  },
);

/** Calls without the SDK, which would refuse or repair some of what is sent here. */
async function call(operation: string, input: unknown): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(server.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify(input),
  });
  return { status: answer.status, body: await answer.json() };
}

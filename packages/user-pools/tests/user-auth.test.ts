import { AdminUpdateUserAttributesCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adminAnswer, adminStart } from './admin-sign-in.ts';
import { type ChoiceParty, choose, createChoiceParty, newUser, respond, sessionFor } from './choice.ts';
import { startTestServer, type TestServer } from './server.ts';
import { claimsIn, freshEmail, notAuthorized, password, refusal, wrongPassword } from './sign-in.ts';
import { secretHash, srpHalf } from './srp-client.ts';

let server: TestServer;
let party: ChoiceParty;

beforeAll(async () => {
  server = await startTestServer();
  party = await createChoiceParty(server);
});
afterAll(() => server?.close());

const invalid = (message: string) => ({ name: 'InvalidParameterException', message });
const half = (username: string) => srpHalf({ ...party, username, now: server.clock.now });

test.each([
  ['nothing', {}],
  ['what no pool can allow', { PREFERRED_CHALLENGE: 'EMAIL_OTP' }],
  ['what does not exist', { PREFERRED_CHALLENGE: 'TELEPATHY', DEVICE_KEY: 'us-east-1_0' }],
])('who prefers %s is told what there is', async (_, parameters) => {
  const { email } = await newUser(party);
  const { $metadata, ...answer } = await choose(party, { USERNAME: email, ...parameters });
  expect(answer).toEqual({
    ChallengeName: 'SELECT_CHALLENGE',
    Session: expect.any(String),
    ChallengeParameters: {},
    AvailableChallenges: ['PASSWORD_SRP', 'PASSWORD'],
  });
});

test('a preferred PASSWORD is proved at once', async () => {
  const { email, sub } = await newUser(party);
  const parameters = { USERNAME: email, PREFERRED_CHALLENGE: 'PASSWORD' };
  const { AuthenticationResult } = await choose(party, { ...parameters, PASSWORD: password });
  const { AccessToken = '', RefreshToken } = AuthenticationResult ?? {};
  expect(claimsIn(AccessToken)).toMatchObject({ sub, client_id: party.clientId });
  expect(RefreshToken).toBeDefined();
  expect(await refusal(choose(party, { ...parameters, PASSWORD: 'wrong' }))).toEqual(wrongPassword);
});

test('a preferred PASSWORD_SRP goes on like USER_SRP_AUTH', async () => {
  const { email, sub } = await newUser(party);
  const { start, prove } = half(email);
  const preferred = { ...start, PREFERRED_CHALLENGE: 'PASSWORD_SRP' };
  const { ChallengeName, ChallengeParameters = {}, Session } = await choose(party, preferred);
  expect(ChallengeName).toBe('PASSWORD_VERIFIER');
  expect(ChallengeParameters.USER_ID_FOR_SRP).toBe(sub);
  const answer = await respond(party, 'PASSWORD_VERIFIER', Session, prove(ChallengeParameters, password));
  expect(answer.AuthenticationResult?.AccessToken).toBeDefined();
});

test.each(['PASSWORD', 'PASSWORD_SRP'])('a preferred %s without its proof is asked for', async (preferred) => {
  const { email } = await newUser(party);
  const { $metadata, ...answer } = await choose(party, { USERNAME: email, PREFERRED_CHALLENGE: preferred });
  expect(answer).toEqual({ ChallengeName: preferred, Session: expect.any(String), ChallengeParameters: {} });
});

test('needs a user name, and a good SRP_A', async () => {
  expect(await refusal(choose(party, {}))).toEqual(invalid('Missing required parameter USERNAME'));
  const parameters = { USERNAME: freshEmail(), PREFERRED_CHALLENGE: 'PASSWORD_SRP', SRP_A: '0' };
  expect(await refusal(choose(party, parameters))).toEqual(invalid('SRP_A is not a valid public value.'));
});

test('is for clients that allow it', async () => {
  const other = await createChoiceParty(server, { poolId: party.poolId, ExplicitAuthFlows: undefined });
  expect(await refusal(choose(other, { USERNAME: freshEmail() }))).toEqual(
    invalid('USER_AUTH flow not enabled for this client'),
  );
});

test('every step of a client with a secret wants the hash of the name it sends', async () => {
  const confidential = await createChoiceParty(server, { poolId: party.poolId, GenerateSecret: true });
  const { clientId, clientSecret = '' } = confidential;
  const { email, sub } = await newUser(party);
  const hash = (name: string) => ({ SECRET_HASH: secretHash(clientSecret, name, clientId) });
  const wrong = notAuthorized(`Unable to verify secret hash for client ${clientId}`);
  expect(await refusal(choose(confidential, { USERNAME: email, ...hash(sub) }))).toEqual(wrong);
  const { Session } = await choose(confidential, { USERNAME: email, ...hash(email) });
  const proof = { ANSWER: 'PASSWORD', PASSWORD: password };
  const answer = (responses: Record<string, string>) =>
    respond(confidential, 'SELECT_CHALLENGE', Session, { ...proof, ...responses });
  expect(await refusal(answer({ USERNAME: sub, ...hash(email) }))).toEqual(wrong);
  expect((await answer({ USERNAME: sub, ...hash(sub) })).AuthenticationResult?.AccessToken).toBeDefined();
});

test('an administrator may start it, answer it, or both', async () => {
  const { email: USERNAME } = await newUser(party);
  const proof = { ANSWER: 'PASSWORD', PASSWORD: password, USERNAME };
  const started = await adminStart(party, { USERNAME }, { AuthFlow: 'USER_AUTH' });
  expect(started).toMatchObject({ AvailableChallenges: ['PASSWORD_SRP', 'PASSWORD'] });
  const answered = await respond(party, 'SELECT_CHALLENGE', started.Session, proof);
  expect(answered.AuthenticationResult?.AccessToken).toBeDefined();
  const Session = await sessionFor(party, USERNAME);
  const answer = { ChallengeName: 'SELECT_CHALLENGE', Session, ChallengeResponses: proof } as const;
  expect((await adminAnswer(party, answer)).AuthenticationResult?.AccessToken).toBeDefined();
});

test('a user is found by every name that signs in', async () => {
  const { email, sub } = await newUser(party);
  const moved = freshEmail();
  const session = await sessionFor(party, email);
  await server.admin.send(
    new AdminUpdateUserAttributesCommand({
      UserPoolId: party.poolId,
      Username: sub,
      UserAttributes: [
        { Name: 'email', Value: moved },
        { Name: 'email_verified', Value: 'true' },
      ],
    }),
  );
  const answer = await respond(party, 'SELECT_CHALLENGE', session, {
    USERNAME: moved.toUpperCase(),
    ANSWER: 'PASSWORD',
    PASSWORD: password,
  });
  expect(answer.AuthenticationResult?.AccessToken).toBeDefined();
});

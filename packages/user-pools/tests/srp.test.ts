import { SignUpCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './server.ts';
import { claimsIn, createUser, freshEmail, notAuthorized, password, refusal, wrongPassword } from './sign-in.ts';
import { type SrpParty, secretHash, startSrp } from './srp-client.ts';

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

const _invalidSession = notAuthorized('Invalid session for the user.');
const _reusedSession = notAuthorized('Invalid session for the user, session can only be used once.');
const _expiredSession = notAuthorized('Invalid session for the user, session is expired.');

test('J062 J204 a client that knows the password signs in without sending it', async () => {
  const email = freshEmail();
  const sub = await createUser(server, poolId, email);
  const srp = await startSrp(party(email));
  expect(Object.keys(srp.parameters).sort()).toEqual(['SALT', 'SECRET_BLOCK', 'SRP_B', 'USERNAME', 'USER_ID_FOR_SRP']);
  expect(srp.parameters).toMatchObject({ USERNAME: sub, USER_ID_FOR_SRP: sub });
  expect(srp.parameters.SALT).toMatch(/^[0-9a-f]{32}$/);
  const answer = await srp.answer(password);
  expect(answer.ChallengeName).toBeUndefined();
  expect(answer.ChallengeParameters).toEqual({});
  expect(answer.AuthenticationResult).toMatchObject({ ExpiresIn: 3600, TokenType: 'Bearer' });
  expect(claimsIn(answer.AuthenticationResult?.IdToken ?? '')).toMatchObject({ sub, email });
});

test('J063 the letter case of an e-mail address does not matter', async () => {
  const email = freshEmail();
  const sub = await createUser(server, poolId, email);
  for (const name of [email.replace('example', 'Example'), email.toUpperCase(), sub, sub.toUpperCase()]) {
    const srp = await startSrp(party(name));
    expect(srp.parameters.USER_ID_FOR_SRP).toBe(sub);
    expect((await srp.answer(password)).AuthenticationResult).toBeDefined();
  }
});

test('a user name in a pool of free user names signs in, whatever its letter case where the pool folds', async () => {
  const free = await server.createPool({ UsernameAttributes: undefined, AutoVerifiedAttributes: undefined });
  const client = await server.createClient(free.poolId);
  expect(await createUser(server, free.poolId, 'Andrea')).toBe('Andrea');
  for (const name of ['Andrea', 'ANDREA', 'andrea']) {
    const srp = await startSrp(party(name, { poolId: free.poolId, clientId: client.clientId }));
    const { AuthenticationResult } = await srp.answer(password);
    expect(claimsIn(AuthenticationResult?.AccessToken ?? '')).toMatchObject({ username: 'Andrea' });
  }
});

test('PASSWORD_VERIFIER works without Session, and with the typed name as USERNAME', async () => {
  const email = freshEmail();
  await createUser(server, poolId, email);
  const srp = await startSrp(party(email));
  const answer = await srp.answer(password, { session: null, responses: { USERNAME: email } });
  expect(answer.AuthenticationResult).toBeDefined();
});

test('J056 J204 a wrong password is refused only when it is proved', async () => {
  const email = freshEmail();
  await createUser(server, poolId, email);
  const srp = await startSrp(party(email));
  expect(await refusal(srp.answer('Wr0ng password!'))).toEqual(wrongPassword);
});

test('J205 an unconfirmed user learns it only with the right password', async () => {
  const email = freshEmail();
  await server.anonymous.send(new SignUpCommand({ ClientId: clientId, Username: email, Password: password }));
  const right = await startSrp(party(email));
  expect(await refusal(right.answer(password))).toEqual({
    name: 'UserNotConfirmedException',
    message: 'User is not confirmed.',
  });
  const wrong = await startSrp(party(email));
  expect(await refusal(wrong.answer('Wr0ng password!'))).toEqual(wrongPassword);
});

test('a client with a secret proves it in both halves', async () => {
  const email = freshEmail();
  const sub = await createUser(server, poolId, email);
  const client = await server.createClient(poolId, { GenerateSecret: true });
  const confidential = party(email, client);
  const srp = await startSrp(confidential);
  const SECRET_HASH = secretHash('not the secret', sub, client.clientId);
  expect(await refusal(srp.answer(password, { responses: { SECRET_HASH } }))).toEqual(
    notAuthorized(`Unable to verify secret hash for client ${client.clientId}`),
  );
  expect((await srp.answer(password)).AuthenticationResult).toBeDefined();
  expect(await refusal(startSrp({ ...confidential, clientSecret: undefined }))).toEqual(
    notAuthorized(`Client ${client.clientId} is configured with secret but SECRET_HASH was not received`),
  );
});

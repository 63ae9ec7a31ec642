/** Who may sign users in for them: a signed caller, for a client of the pool it names, which proves its secret. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AdminParty, adminAnswer, adminStart, createAdminParty } from './admin-sign-in.ts';
import { startTestServer, type TestServer } from './server.ts';
import { createUser, freshEmail, notAuthorized, password, refusal } from './sign-in.ts';
import { secretHash } from './srp-client.ts';
import { post } from './wire.ts';

let server: TestServer;
let party: AdminParty;
let email: string;
let sub: string;

beforeAll(async () => {
  server = await startTestServer();
  party = await createAdminParty(server);
  email = freshEmail();
  sub = await createUser(server, party.poolId, email);
});
afterAll(() => server?.close());

const missing = (message: string) => ({ name: 'ResourceNotFoundException', message });

test.each(['AdminInitiateAuth', 'AdminRespondToAuthChallenge'])('%s wants a signature', async (operation) => {
  const { poolId, clientId } = party;
  const input = { UserPoolId: poolId, ClientId: clientId, AuthFlow: 'ADMIN_NO_SRP_AUTH', ChallengeName: 'PASSWORD' };
  const { status, body } = await post(server.url, operation, input);
  expect([status, body.__type]).toEqual([400, 'MissingAuthenticationTokenException']);
});

test('the client must be one of the pool', async () => {
  const foreign = await createAdminParty(server);
  const parameters = { USERNAME: email, PASSWORD: password };
  for (const ClientId of [foreign.clientId, 'nobodys']) {
    const refused = missing(`User pool client ${ClientId} does not exist.`);
    expect(await refusal(adminStart(party, parameters, { ClientId }))).toEqual(refused);
    expect(await refusal(adminAnswer(party, { ChallengeName: 'PASSWORD_VERIFIER', ClientId }))).toEqual(refused);
  }
  const UserPoolId = 'us-east-1_AAAAAAAAA';
  expect(await refusal(adminStart(party, parameters, { UserPoolId }))).toEqual(
    missing(`User pool ${UserPoolId} does not exist.`),
  );
});

test('a client with a secret must send its hash of the very name beside it, another none', async () => {
  const confidential = await createAdminParty(server, { poolId: party.poolId, secret: true });
  const { clientId, clientSecret = '' } = confidential;
  const attempt = (by: AdminParty, hash: Record<string, string>) =>
    adminStart(by, { USERNAME: email, PASSWORD: password, ...hash });
  expect(await refusal(attempt(confidential, {}))).toEqual(
    notAuthorized(`Client ${clientId} is configured with secret but SECRET_HASH was not received`),
  );
  expect(await refusal(attempt(confidential, { SECRET_HASH: secretHash(clientSecret, sub, clientId) }))).toEqual(
    notAuthorized(`Unable to verify secret hash for client ${clientId}`),
  );
  const answer = await attempt(confidential, { SECRET_HASH: secretHash(clientSecret, email, clientId) });
  expect(answer.AuthenticationResult?.AccessToken).toBeDefined();
  expect(await refusal(attempt(party, { SECRET_HASH: 'x' }))).toEqual(
    notAuthorized(`Client ${party.clientId} is not configured for secret but secret hash was received`),
  );
});

/** AdminInitiateAuth where it takes more than one call: SRP, temporary passwords, refreshing. */
import { AdminGetUserCommand, RespondToAuthChallengeCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AdminParty, adminAnswer, adminStart, createAdminParty } from './admin-sign-in.ts';
import { startTestServer, type TestServer } from './server.ts';
import { claimsIn, createUser, freshEmail, notAuthorized, password, refusal, setPassword } from './sign-in.ts';
import { secretHash, srpHalf } from './srp-client.ts';

let server: TestServer;
let party: AdminParty;
let confidential: AdminParty;

beforeAll(async () => {
  server = await startTestServer();
  party = await createAdminParty(server);
  confidential = await createAdminParty(server, { poolId: party.poolId, secret: true });
});
afterAll(() => server?.close());

async function newUser(): Promise<{ email: string; sub: string }> {
  const email = freshEmail();
  return { email, sub: await createUser(server, party.poolId, email) };
}

test('SRP is answered by either operation', async () => {
  const { email } = await newUser();
  const { clientId: ClientId } = party;
  for (const answering of ['administrator', 'user']) {
    const half = srpHalf({ ...party, username: email, now: server.clock.now });
    const { ChallengeName, ChallengeParameters, Session } = await adminStart(party, half.start, {
      AuthFlow: 'USER_SRP_AUTH',
    });
    const ChallengeResponses = half.prove(ChallengeParameters ?? {}, password);
    const answer = { ChallengeName, Session, ChallengeResponses };
    const { AuthenticationResult } =
      answering === 'administrator'
        ? await adminAnswer(party, answer)
        : await server.anonymous.send(new RespondToAuthChallengeCommand({ ClientId, ...answer }));
    expect(AuthenticationResult?.RefreshToken).toBeDefined();
  }
});

test('an answer wants the secret hash of its own USERNAME', async () => {
  const { email } = await newUser();
  const { clientId, clientSecret = '' } = confidential;
  const half = srpHalf({ ...confidential, username: email, now: server.clock.now });
  const { ChallengeName, ChallengeParameters, Session } = await adminStart(confidential, half.start, {
    AuthFlow: 'USER_SRP_AUTH',
  });
  const ChallengeResponses = half.prove(ChallengeParameters ?? {}, password);
  const answer = (SECRET_HASH: string) =>
    adminAnswer(confidential, {
      ChallengeName,
      Session,
      ChallengeResponses: { ...ChallengeResponses, SECRET_HASH },
    });
  expect(await refusal(answer(secretHash(clientSecret, email, clientId)))).toEqual(
    notAuthorized(`Unable to verify secret hash for client ${clientId}`),
  );
  const { AuthenticationResult } = await answer(ChallengeResponses.SECRET_HASH ?? '');
  expect(AuthenticationResult?.AccessToken).toBeDefined();
});

test('a temporary password is replaced by AdminRespondToAuthChallenge', async () => {
  const { email } = await newUser();
  await setPassword(server, party.poolId, email, 'Temp0rary!', false);
  const { ChallengeName, ChallengeParameters, Session } = await adminStart(party, {
    USERNAME: email,
    PASSWORD: 'Temp0rary!',
  });
  expect(ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
  const ChallengeResponses = { USERNAME: ChallengeParameters?.USER_ID_FOR_SRP ?? '', NEW_PASSWORD: 'Ch0sen one!' };
  const answer = () => adminAnswer(party, { ChallengeName, Session, ChallengeResponses });
  expect((await answer()).AuthenticationResult?.AccessToken).toBeDefined();
  const user = await server.admin.send(new AdminGetUserCommand({ UserPoolId: party.poolId, Username: email }));
  expect(user.UserStatus).toBe('CONFIRMED');
  expect(await refusal(answer())).toEqual(
    notAuthorized('Invalid session for the user, session can only be used once.'),
  );
});

test('a challenge that was never set cannot be answered', async () => {
  const ChallengeResponses = { USERNAME: 'someone@example.com', PASSWORD: password };
  for (const ChallengeName of ['ADMIN_NO_SRP_AUTH', 'SMS_MFA', 'CUSTOM_CHALLENGE'] as const) {
    const answer = adminAnswer(party, { ChallengeName, Session: 'x'.repeat(40), ChallengeResponses });
    expect(await refusal(answer)).toEqual(notAuthorized('Invalid session for the user.'));
  }
});

test.each(['REFRESH_TOKEN_AUTH', 'REFRESH_TOKEN'] as const)('%s refreshes', async (AuthFlow) => {
  const { email, sub } = await newUser();
  const { clientId, clientSecret = '' } = confidential;
  const hash = (name: string) => ({ SECRET_HASH: secretHash(clientSecret, name, clientId) });
  const first = await adminStart(confidential, { USERNAME: email, PASSWORD: password, ...hash(email) });
  const { AccessToken = '', RefreshToken: REFRESH_TOKEN = '' } = first.AuthenticationResult ?? {};
  const refresh = (name: string) => adminStart(confidential, { REFRESH_TOKEN, ...hash(name) }, { AuthFlow });
  const { AuthenticationResult } = await refresh(sub);
  expect(AuthenticationResult?.RefreshToken).toBeUndefined();
  const { origin_jti, auth_time } = claimsIn(AccessToken);
  expect(claimsIn(AuthenticationResult?.AccessToken ?? '')).toMatchObject({ origin_jti, auth_time });
  // The hash is made over the real user name, which is the sub here.
  expect(await refusal(refresh(email))).toEqual(notAuthorized(`Unable to verify secret hash for client ${clientId}`));
  // Another client's token is none.
  expect(await refusal(adminStart(party, { REFRESH_TOKEN }, { AuthFlow }))).toEqual(
    notAuthorized('Invalid Refresh Token'),
  );
  expect(await refusal(adminStart(party, {}, { AuthFlow }))).toMatchObject({
    message: 'Missing required parameter REFRESH_TOKEN',
  });
});

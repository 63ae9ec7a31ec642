import { RespondToAuthChallengeCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer, challenge, chosen, createParty, invite, type Party, temporary, userOf } from './new-password.ts';
import { startTestServer, type TestServer } from './server.ts';
import { claimsIn, notAuthorized, refusal, signIn, wrongPassword } from './sign-in.ts';
import { startSrp } from './srp-client.ts';

let server: TestServer;
let party: Party;

beforeAll(async () => {
  server = await startTestServer();
  party = await createParty(server);
});
afterAll(() => server?.close());

test('J084 a temporary password asks for a new one, and says which attributes are there and which are missing', async () => {
  const email = await invite(party, { given_name: 'Andrea' });
  const first = await signIn(server, party, email, temporary);
  expect(first.ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
  expect(first.AuthenticationResult).toBeUndefined();
  expect(first.Session?.length).toBeGreaterThanOrEqual(20);
  expect(first.Session?.length).toBeLessThanOrEqual(2048);
  const { userAttributes, ...parameters } = first.ChallengeParameters ?? {};
  expect(parameters).toEqual({
    USER_ID_FOR_SRP: (await userOf(party, email)).attributes.sub,
    requiredAttributes: '["userAttributes.name"]',
  });
  expect(JSON.parse(userAttributes ?? '')).toEqual({ email, email_verified: 'true', given_name: 'Andrea' });
});

test('J084 the answer sets the password and the attributes, confirms the user and signs in', async () => {
  const email = await invite(party);
  const { AuthenticationResult, ChallengeName, ChallengeParameters } = await answer(
    party,
    email,
    await challenge(party, email),
    {
      'userAttributes.custom:badge': '7',
    },
  );
  expect(ChallengeName).toBeUndefined();
  expect(ChallengeParameters).toEqual({});
  expect(claimsIn(AuthenticationResult?.IdToken ?? '')).toMatchObject({ name: 'Andrea', email, 'custom:badge': '7' });
  expect(await userOf(party, email)).toMatchObject({ status: 'CONFIRMED', attributes: { name: 'Andrea' } });
  expect((await signIn(server, party, email, chosen)).AuthenticationResult).toBeDefined();
  expect(await refusal(signIn(server, party, email, temporary))).toEqual(wrongPassword);
});

test('J084 after SRP the challenge is the same', async () => {
  const email = await invite(party, { name: 'Andrea' });
  const srp = await startSrp({ client: server.anonymous, ...party, username: email, now: server.clock.now });
  const { ChallengeName, ChallengeParameters, Session } = await srp.answer(temporary);
  expect(ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
  expect(ChallengeParameters?.requiredAttributes).toBe('[]');
  const done = await server.anonymous.send(
    new RespondToAuthChallengeCommand({
      ClientId: party.clientId,
      ChallengeName,
      Session,
      ChallengeResponses: { USERNAME: ChallengeParameters?.USER_ID_FOR_SRP ?? '', NEW_PASSWORD: chosen },
    }),
  );
  expect(done.AuthenticationResult).toBeDefined();
  const again = await startSrp({ client: server.anonymous, ...party, username: email, now: server.clock.now });
  expect((await again.answer(chosen)).AuthenticationResult).toBeDefined();
});

test('J084 a password that breaks the policy leaves the session usable', async () => {
  const email = await invite(party);
  const session = await challenge(party, email);
  for (const [NEW_PASSWORD, reason] of [
    ['short', 'Password not long enough'],
    ['no upper case 1!', 'Password must have uppercase characters'],
  ] as const) {
    expect(await refusal(answer(party, email, session, { NEW_PASSWORD }))).toEqual({
      name: 'InvalidPasswordException',
      message: `Password did not conform with policy: ${reason}`,
    });
  }
  expect((await answer(party, email, session)).AuthenticationResult).toBeDefined();
});

test.each([
  [
    'nothing for a required attribute',
    { 'userAttributes.name': '' },
    'InvalidParameterException',
    'Invalid attributes given, name is missing',
  ],
  [
    'another e-mail address',
    { 'userAttributes.email': 'other@example.com' },
    'NotAuthorizedException',
    'Cannot modify an already provided email',
  ],
  [
    'a verified flag',
    { 'userAttributes.email_verified': 'true' },
    'NotAuthorizedException',
    'A client attempted to write unauthorized attribute',
  ],
  [
    'another sub',
    { 'userAttributes.sub': 'x' },
    'NotAuthorizedException',
    'A client attempted to write unauthorized attribute',
  ],
  [
    'an attribute outside the schema',
    { 'userAttributes.nothing': 'x' },
    'InvalidParameterException',
    'Attributes did not conform to the schema: nothing: Attribute does not exist in the schema.\n',
  ],
])('J084 an answer with %s is refused and leaves the session usable', async (_, responses, name, message) => {
  const email = await invite(party);
  const session = await challenge(party, email);
  const changes = Object.fromEntries(Object.entries(responses).filter(([, value]) => value !== undefined));
  expect(await refusal(answer(party, email, session, changes as Record<string, string>))).toEqual({ name, message });
  expect((await answer(party, email, session)).AuthenticationResult).toBeDefined();
});

test('an immutable attribute can be given once', async () => {
  const email = await invite(party, { 'custom:badge': '1' });
  const session = await challenge(party, email);
  expect(await refusal(answer(party, email, session, { 'userAttributes.custom:badge': '2' }))).toEqual(
    notAuthorized('Cannot modify an already provided custom:badge'),
  );
  const other = await invite(party);
  await answer(party, other, await challenge(party, other), { 'userAttributes.custom:badge': '2' });
  expect((await userOf(party, other)).attributes['custom:badge']).toBe('2');
});

test.each(['USERNAME', 'NEW_PASSWORD'])('an answer without %s is refused by name', async (name) => {
  const email = await invite(party);
  expect(await refusal(answer(party, email, await challenge(party, email), { [name]: '' }))).toEqual({
    name: 'InvalidParameterException',
    message: `Missing required parameter ${name}`,
  });
});

test('a temporary password expires', async () => {
  const email = await invite(party);
  server.clock.advance(7 * 24 * 3600_000 + 1);
  expect(await refusal(signIn(server, party, email, temporary))).toEqual(
    notAuthorized('Temporary password has expired and must be reset by an administrator.'),
  );
  expect(await refusal(signIn(server, party, email, 'Wr0ng password!'))).toEqual(wrongPassword);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer, challenge, createParty, invite, type Party, temporary, userOf } from './new-password.ts';
import { startTestServer, type TestServer } from './server.ts';
import { notAuthorized, refusal, setPassword, signIn } from './sign-in.ts';
import { startSrp } from './srp-client.ts';

let server: TestServer;
let party: Party;

beforeAll(async () => {
  server = await startTestServer();
  party = await createParty(server);
});
afterAll(() => server?.close());

const invalidSession = notAuthorized('Invalid session for the user.');

test('a session is good for one answer', async () => {
  const email = await invite(party);
  const session = await challenge(party, email);
  await answer(party, email, session);
  expect(await refusal(answer(party, email, session, { NEW_PASSWORD: 'An0ther password!' }))).toEqual(
    notAuthorized('Invalid session for the user, session can only be used once.'),
  );
});

test('of many answers to one session exactly one wins, and its password holds', async () => {
  const email = await invite(party);
  const session = await challenge(party, email);
  const passwords = Array.from({ length: 8 }, (_, place) => `Ch0sen number ${place}!`);
  const answers = await Promise.allSettled(
    passwords.map((NEW_PASSWORD) => answer(party, email, session, { NEW_PASSWORD })),
  );
  const won = passwords.filter((_, place) => answers[place]?.status === 'fulfilled');
  expect(won).toHaveLength(1);
  expect((await signIn(server, party, email, won[0])).AuthenticationResult).toBeDefined();
});

test('a session expires', async () => {
  const email = await invite(party);
  const session = await challenge(party, email);
  server.clock.advance(3 * 60_000);
  expect(await refusal(answer(party, email, session))).toEqual(
    notAuthorized('Invalid session for the user, session is expired.'),
  );
});

test('a session dies when the password is changed', async () => {
  const email = await invite(party);
  const session = await challenge(party, email);
  await setPassword(server, party.poolId, email, temporary, false);
  expect(await refusal(answer(party, email, session))).toEqual(invalidSession);
  expect((await userOf(party, email)).status).toBe('FORCE_CHANGE_PASSWORD');
});

test('of two sessions of one temporary password the first answered ends the other', async () => {
  const email = await invite(party);
  const [first, second] = [await challenge(party, email), await challenge(party, email)];
  await answer(party, email, first);
  expect(await refusal(answer(party, email, second))).toEqual(invalidSession);
});

test('a session of another user, client or kind is refused', async () => {
  const [email, other] = [await invite(party), await invite(party)];
  const session = await challenge(party, email);
  const { clientId: secondClient } = await server.createClient(party.poolId);
  expect(await refusal(answer(party, other, session))).toEqual(invalidSession);
  expect(await refusal(answer(party, 'nobody@example.com', session))).toEqual(invalidSession);
  expect(await refusal(answer({ ...party, clientId: secondClient }, email, session))).toEqual(invalidSession);
  expect(await refusal(answer(party, email, 'x'.repeat(40)))).toEqual(invalidSession);
  const srp = await startSrp({ client: server.anonymous, ...party, username: email, now: server.clock.now });
  expect(await refusal(answer(party, email, srp.session))).toEqual(invalidSession);
  expect(await refusal(answer(party, email, undefined))).toMatchObject({ name: 'InvalidParameterException' });
});

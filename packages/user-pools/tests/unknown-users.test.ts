import { UpdateUserPoolClientCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { costOf } from './cost.ts';
import { startTestServer, type TestServer } from './server.ts';
import { createUser, freshEmail, password, refusal, signIn, wrongPassword } from './sign-in.ts';
import { startSrp } from './srp-client.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server?.close());

const hidden = { PreventUserExistenceErrors: 'ENABLED' } as const;
const withoutSrp = { ...hidden, ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] as const };
const withSrp = {
  ...hidden,
  ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] as const,
};
const settings = ({ ExplicitAuthFlows, ...rest }: typeof withSrp | typeof withoutSrp) => ({
  ...rest,
  ExplicitAuthFlows: [...ExplicitAuthFlows],
});

const wrong = (clientId: string, name: string) => async () => {
  expect(await refusal(signIn(server, { clientId }, name, 'Wr0ng password!'))).toEqual(wrongPassword);
};

test('J056 in a pool without SRP a wrong password costs one slow hash, whoever it is for', async () => {
  const { poolId } = await server.createPool();
  const { clientId } = await server.createClient(poolId, settings(withoutSrp));
  const email = freshEmail();
  await createUser(server, poolId, email);
  const known = await costOf(server, wrong(clientId, email));
  expect(known).toEqual({ hash: 0, verify: 1, verifierFor: 0, publicValueFor: 0, sessionKeyFor: 0, rows: 1 });
  expect(await costOf(server, wrong(clientId, freshEmail()))).toEqual(known);
});

test('J056 in a pool with SRP a wrong password costs one modular power, whoever it is for', async () => {
  const { poolId } = await server.createPool();
  const { clientId } = await server.createClient(poolId, settings(withSrp));
  const email = freshEmail();
  await createUser(server, poolId, email);
  const known = await costOf(server, wrong(clientId, email));
  expect(known).toEqual({ hash: 0, verify: 0, verifierFor: 1, publicValueFor: 0, sessionKeyFor: 0, rows: 1 });
  expect(await costOf(server, wrong(clientId, freshEmail()))).toEqual(known);
});

test('J056 SRP costs the same and looks the same for a name nobody has', async () => {
  const { poolId } = await server.createPool();
  const { clientId } = await server.createClient(poolId, settings(withSrp));
  const email = freshEmail();
  await createUser(server, poolId, email);
  const outcomes = [];
  for (const username of [email, freshEmail()]) {
    let lengths: unknown;
    const cost = await costOf(server, async () => {
      const party = { client: server.anonymous, poolId, clientId, username, now: server.clock.now };
      const { parameters, session, answer } = await startSrp(party, 4711n);
      const { SRP_B: _, ...fixed } = parameters;
      lengths = {
        ...Object.fromEntries(Object.entries(fixed).map(([k, v]) => [k, v.length])),
        session: session?.length,
      };
      expect(parameters.USER_ID_FOR_SRP).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      expect(await refusal(answer('Wr0ng password!'))).toEqual(wrongPassword);
    });
    outcomes.push({ cost, lengths });
  }
  expect(outcomes[0]?.cost).toMatchObject({ verify: 0, publicValueFor: 1, sessionKeyFor: 1, rows: 2 });
  expect(outcomes[1]).toEqual(outcomes[0]);
});

test('the stand-in for a name keeps its salt and its id, in every spelling, and differs between names and pools', async () => {
  const { poolId } = await server.createPool();
  const { clientId } = await server.createClient(poolId, settings(withSrp));
  const other = await server.createPool();
  const otherClient = await server.createClient(other.poolId, settings(withSrp));
  const ask = async (username: string, pool = { poolId, clientId }) => {
    const party = { client: server.anonymous, ...pool, username, now: server.clock.now };
    const { SALT, USERNAME, USER_ID_FOR_SRP } = (await startSrp(party)).parameters;
    expect(USERNAME).toBe(USER_ID_FOR_SRP);
    return { SALT, id: USER_ID_FOR_SRP ?? '' };
  };
  const email = freshEmail();
  const first = await ask(email);
  expect(await ask(email)).toEqual(first);
  expect(await ask(email.toUpperCase())).toEqual(first);
  expect(await ask(first.id)).toEqual(first);
  expect(await ask(first.id.toUpperCase())).toEqual(first);
  const second = await ask(freshEmail());
  expect(second.id).not.toBe(first.id);
  expect(second.SALT).not.toBe(first.SALT);
  expect((await ask(email, { poolId: other.poolId, clientId: otherClient.clientId })).id).not.toBe(first.id);
});

test('in a pool of free user names a name nobody has is told back as a user would be', async () => {
  const { poolId } = await server.createPool({ UsernameAttributes: undefined, AutoVerifiedAttributes: undefined });
  const { clientId } = await server.createClient(poolId, settings(withSrp));
  await createUser(server, poolId, 'Andrea');
  const idOf = async (username: string) => {
    const party = { client: server.anonymous, poolId, clientId, username, now: server.clock.now };
    return (await startSrp(party)).parameters.USER_ID_FOR_SRP;
  };
  expect(await idOf('ANDREA')).toBe('andrea');
  expect(await idOf('BAYKO')).toBe('bayko');
});

test('users from before SRP was allowed sign in by password once, and cost what the others cost meanwhile', async () => {
  const { poolId } = await server.createPool();
  const { clientId } = await server.createClient(poolId, settings(withoutSrp));
  const [old, recent, nobody] = [freshEmail(), freshEmail(), freshEmail()];
  await createUser(server, poolId, old);
  await server.admin.send(
    new UpdateUserPoolClientCommand({ UserPoolId: poolId, ClientId: clientId, ...settings(withSrp) }),
  );
  await createUser(server, poolId, recent);
  const srp = async (username: string) => {
    const party = { client: server.anonymous, poolId, clientId, username, now: server.clock.now };
    return (await startSrp(party)).answer(password);
  };

  const mixed = { hash: 0, verify: 1, verifierFor: 1, publicValueFor: 0, sessionKeyFor: 0, rows: 1 };
  for (const name of [old, recent, nobody]) expect(await costOf(server, wrong(clientId, name))).toEqual(mixed);
  expect(await refusal(srp(old))).toEqual(wrongPassword);
  expect((await srp(recent)).AuthenticationResult).toBeDefined();
  expect(await costOf(server, () => signIn(server, { clientId }, recent))).toMatchObject({ verify: 0, verifierFor: 1 });

  const atOnce = await Promise.all(Array.from({ length: 6 }, () => signIn(server, { clientId }, old)));
  for (const { AuthenticationResult } of atOnce) expect(AuthenticationResult).toBeDefined();
  expect((await srp(old)).AuthenticationResult).toBeDefined();
  for (const name of [old, recent, nobody])
    expect(await costOf(server, wrong(clientId, name))).toEqual({ ...mixed, verify: 0 });
});

test('when no client allows SRP any more, passwords still work', async () => {
  const { poolId } = await server.createPool();
  const { clientId } = await server.createClient(poolId, settings(withSrp));
  const email = freshEmail();
  await createUser(server, poolId, email);
  await server.admin.send(
    new UpdateUserPoolClientCommand({ UserPoolId: poolId, ClientId: clientId, ...settings(withoutSrp) }),
  );
  expect((await signIn(server, { clientId }, email)).AuthenticationResult).toBeDefined();
  expect(await refusal(signIn(server, { clientId }, email, 'Wr0ng password!'))).toEqual(wrongPassword);
});

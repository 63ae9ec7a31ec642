import {
  ForgotPasswordCommand,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sweepExpired } from '../src/limits/housekeeping.ts';
import { startTestServer, type TestServer } from './server.ts';
import { createUser, freshEmail, notAuthorized, password, refusal, signIn, tokensOf } from './sign-in.ts';
import { startSrp } from './srp-client.ts';

let server: TestServer;
let poolId: string;
let clientId: string;

const hour = 3600_000;
const day = 24 * hour;

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool());
  ({ clientId } = await server.createClient(poolId, { PreventUserExistenceErrors: 'ENABLED' }));
});
afterAll(() => server?.close());

const tables = ['codes', 'consumedSessions', 'refreshTokens', 'tokenFamilies', 'lockouts', 'quotas'] as const;

async function rowsIn(table: (typeof tables)[number]): Promise<number> {
  const { count } = await server.ctx.db
    .selectFrom(table)
    .select((of) => of.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** A user who left a row in every table. */
async function useEverything() {
  const email = freshEmail();
  await createUser(server, poolId, email, { email_verified: 'true' });
  const srp = await startSrp({ client: server.anonymous, poolId, clientId, username: email, now: server.clock.now });
  await srp.answer(password);
  const tokens = await tokensOf(server, { clientId }, email);
  await server.anonymous.send(new ForgotPasswordCommand({ ClientId: clientId, Username: email }));
  await refusal(signIn(server, { clientId }, email, 'Wr0ng password!'));
  return { email, ...tokens };
}

test('what is still of use is kept, whatever the time', async () => {
  const { RefreshToken, AccessToken } = await useEverything();
  for (const table of tables) expect(await rowsIn(table), table).toBeGreaterThan(0);
  const before = await Promise.all(tables.map(rowsIn));
  await sweepExpired(server.ctx);
  expect(await Promise.all(tables.map(rowsIn))).toEqual(before);
  server.clock.advance(hour - 60_000);
  await sweepExpired(server.ctx);
  expect((await server.anonymous.send(new GetUserCommand({ AccessToken }))).Username).toBeDefined();
  server.clock.advance(29 * day);
  await sweepExpired(server.ctx);
  const refreshed = await server.anonymous.send(
    new GetTokensFromRefreshTokenCommand({ RefreshToken, ClientId: clientId }),
  );
  expect(refreshed.AuthenticationResult).toBeDefined();
});

test('an access token given out at the last moment outlives its refresh token', async () => {
  const { clientId: long } = await server.createClient(poolId, { AccessTokenValidity: 24 });
  const email = freshEmail();
  await createUser(server, poolId, email);
  const { RefreshToken } = await tokensOf(server, { clientId: long }, email);
  server.clock.advance(30 * day - 60_000);
  const { AuthenticationResult } = await server.anonymous.send(
    new GetTokensFromRefreshTokenCommand({ RefreshToken, ClientId: long }),
  );
  server.clock.advance(day - 60_000);
  await sweepExpired(server.ctx);
  const { AccessToken } = AuthenticationResult ?? {};
  expect((await server.anonymous.send(new GetUserCommand({ AccessToken }))).Username).toBeDefined();
  const expired = server.anonymous.send(new GetTokensFromRefreshTokenCommand({ RefreshToken, ClientId: long }));
  expect(await refusal(expired)).toEqual(notAuthorized('Refresh Token has expired'));
});

test('what has no meaning any more goes', async () => {
  await useEverything();
  server.clock.advance(2 * day);
  await sweepExpired(server.ctx);
  for (const table of ['codes', 'consumedSessions', 'lockouts', 'quotas'] as const)
    expect(await rowsIn(table), table).toBe(0);
  server.clock.advance(36 * day);
  await sweepExpired(server.ctx);
  for (const table of tables) expect(await rowsIn(table), table).toBe(0);
});

/** Refresh tokens exchanged at the same moment. */
import { RevokeTokenCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  accessRevoked,
  createRotatingClient,
  exchange,
  newTokens,
  type RotatingClient,
  reused,
  revoked,
  whoIs,
} from './rotation.ts';
import { startTestServer, type TestServer } from './server.ts';
import { claimsIn, refusal } from './sign-in.ts';
import { together } from './together.ts';

let server: TestServer;
let patient: RotatingClient;
let strict: RotatingClient;

beforeAll(async () => {
  server = await startTestServer();
  patient = await createRotatingClient(server, 60);
  strict = await createRotatingClient(server, 0, { poolId: patient.poolId });
});
afterAll(() => server?.close());

const race = (by: RotatingClient, tokens: string[]) =>
  together(
    server,
    tokens.map((token) => () => exchange(by, token)),
  );

test('without a grace period one of many exchanges wins, and the sign-in goes on with its token', async () => {
  const { RefreshToken } = await newTokens(strict);
  const outcomes = await race(
    strict,
    Array.from({ length: 8 }, () => RefreshToken),
  );
  const won = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  expect(won).toHaveLength(1);
  for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject(reused);
  const [winner] = won;
  expect((await whoIs(strict, winner?.AccessToken ?? '')).Username).toBeDefined();
  expect((await exchange(strict, winner?.RefreshToken ?? '')).AccessToken).toBeTruthy();
});

test('within the grace period all of them get tokens, of which one is not about to end', async () => {
  const { RefreshToken, AccessToken } = await newTokens(patient);
  const outcomes = await race(
    patient,
    Array.from({ length: 8 }, () => RefreshToken),
  );
  const tokens = outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value.RefreshToken : ''));
  expect(new Set(tokens).size).toBe(8);
  expect(tokens).not.toContain('');
  const family = server.ctx.db
    .selectFrom('refreshTokens')
    .selectAll()
    .where('originJti', '=', String(claimsIn(AccessToken).origin_jti));
  expect(await family.execute()).toHaveLength(9);
  expect(await family.where('rotatedAt', 'is', null).execute()).toHaveLength(1);
});

test('an exchange that meets a revocation gives nothing that works', async () => {
  const { RefreshToken } = await newTokens(patient);
  const revoke = async () => {
    await server.anonymous.send(new RevokeTokenCommand({ ClientId: patient.clientId, Token: RefreshToken }));
    return undefined;
  };
  const calls = Array.from({ length: 9 }, (_, place) => (place === 4 ? revoke : () => exchange(patient, RefreshToken)));
  for (const outcome of await together(server, calls)) {
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject(revoked);
    else if (outcome.value) {
      expect(await refusal(exchange(patient, outcome.value.RefreshToken))).toEqual(revoked);
      expect(await refusal(whoIs(patient, outcome.value.AccessToken))).toEqual(accessRevoked);
    }
  }
});

test('a spent token brought in a race with the latest one ends the sign-in for both', async () => {
  const { RefreshToken: old } = await newTokens(strict);
  const { RefreshToken: latest } = await exchange(strict, old);
  for (const outcome of await race(strict, [latest, old, old])) {
    if (outcome.status === 'rejected') continue;
    expect(await refusal(exchange(strict, outcome.value.RefreshToken))).toEqual(revoked);
    expect(await refusal(whoIs(strict, outcome.value.AccessToken))).toEqual(accessRevoked);
  }
  expect(await refusal(exchange(strict, latest))).toEqual(revoked);
});

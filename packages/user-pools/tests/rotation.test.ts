import { RevokeTokenCommand, UpdateUserPoolClientCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
import { claimsIn, notAuthorized, refusal, tokensOf } from './sign-in.ts';

let server: TestServer;
/** The old token stays good for a minute. */
let patient: RotatingClient;
/** The old token is spent at once. */
let strict: RotatingClient;

beforeAll(async () => {
  server = await startTestServer();
  patient = await createRotatingClient(server, 60);
  strict = await createRotatingClient(server, 0, { poolId: patient.poolId });
});
afterAll(() => server?.close());

const revoke = ({ clientId }: RotatingClient, Token: string) =>
  server.anonymous.send(new RevokeTokenCommand({ ClientId: clientId, Token }));

describe('an exchange', () => {
  test('gives new tokens of the same sign-in, again and again', async () => {
    const first = await newTokens(strict);
    let { RefreshToken } = first;
    const seen = new Set([RefreshToken]);
    for (let round = 0; round < 3; round += 1) {
      server.clock.advance(40 * 60_000);
      const next = await exchange(strict, RefreshToken, { DeviceKey: 'us-east-1_0' });
      for (const token of ['AccessToken', 'IdToken'] as const) {
        const { sub, origin_jti, auth_time, jti } = claimsIn(first[token]);
        expect(claimsIn(next[token])).toMatchObject({ sub, origin_jti, auth_time });
        expect(claimsIn(next[token]).jti).not.toBe(jti);
      }
      expect((await whoIs(strict, next.AccessToken)).Username).toBe(claimsIn(first.AccessToken).sub);
      RefreshToken = next.RefreshToken;
      expect(seen.has(RefreshToken)).toBe(false);
      seen.add(RefreshToken);
    }
  });

  test('does not lengthen the sign-in', async () => {
    const short = await createRotatingClient(server, 0, {
      poolId: patient.poolId,
      RefreshTokenValidity: 2,
      TokenValidityUnits: { RefreshToken: 'hours' },
    });
    const { RefreshToken } = await newTokens(short);
    server.clock.advance(90 * 60_000);
    const next = await exchange(short, RefreshToken);
    server.clock.advance(29 * 60_000);
    const last = await exchange(short, next.RefreshToken);
    server.clock.advance(60_000);
    expect(await refusal(exchange(short, last.RefreshToken))).toEqual(notAuthorized('Refresh Token has expired'));
  });

  test('brings origin_jti to tokens of a client without revocation', async () => {
    const client = await createRotatingClient(server, 0, { poolId: patient.poolId, EnableTokenRevocation: false });
    const { AccessToken, RefreshToken } = await newTokens(client);
    const { origin_jti } = claimsIn(AccessToken);
    expect(origin_jti).toBeDefined();
    expect(claimsIn((await exchange(client, RefreshToken)).AccessToken)).toMatchObject({ origin_jti });
  });
});

describe('the old token', () => {
  test('without a grace period is spent at once, and its reuse ends the sign-in', async () => {
    const { RefreshToken: old } = await newTokens(strict);
    const next = await exchange(strict, old);
    expect(await refusal(exchange(strict, old))).toEqual(reused);
    expect(await refusal(exchange(strict, next.RefreshToken))).toEqual(revoked);
    expect(await refusal(whoIs(strict, next.AccessToken))).toEqual(accessRevoked);
    expect(await refusal(exchange(strict, old))).toEqual(revoked);
  });

  test('stays good for the grace period after its first exchange, and no longer', async () => {
    const { RefreshToken: old } = await newTokens(patient);
    await exchange(patient, old);
    server.clock.advance(30_000);
    await exchange(patient, old);
    server.clock.advance(25_000);
    const latest = await exchange(patient, old);
    server.clock.advance(5000);
    expect(await refusal(exchange(patient, old))).toEqual(reused);
    expect(await refusal(exchange(patient, latest.RefreshToken))).toEqual(revoked);
    expect(await refusal(whoIs(patient, latest.AccessToken))).toEqual(accessRevoked);
  });

  test('exchanged again puts the first answer’s token in its own place', async () => {
    const { RefreshToken: old } = await newTokens(patient);
    const lost = await exchange(patient, old);
    const retried = await exchange(patient, old);
    server.clock.advance(60_000);
    const next = await exchange(patient, retried.RefreshToken);
    expect(await refusal(exchange(patient, lost.RefreshToken))).toEqual(reused);
    expect(await refusal(exchange(patient, next.RefreshToken))).toEqual(revoked);
  });

  test('a token replaced that way is good for as long', async () => {
    const { RefreshToken: old } = await newTokens(patient);
    const first = await exchange(patient, old);
    await exchange(patient, old);
    server.clock.advance(59_000);
    const next = await exchange(patient, first.RefreshToken);
    server.clock.advance(60_000);
    expect((await exchange(patient, next.RefreshToken)).AccessToken).toBeTruthy();
  });

  test('ends nothing when another client brings it, or one that does not prove its secret', async () => {
    const confidential = await createRotatingClient(server, 0, { poolId: patient.poolId, GenerateSecret: true });
    const { RefreshToken: old } = await newTokens(confidential);
    const next = await exchange(confidential, old);
    expect(await refusal(exchange(strict, old))).toEqual(notAuthorized('Invalid Refresh Token'));
    expect(await refusal(exchange({ ...confidential, clientSecret: 'a'.repeat(52) }, old))).toEqual(
      notAuthorized(`Unable to verify client secret for client ${confidential.clientId}`),
    );
    expect((await exchange(confidential, next.RefreshToken)).AccessToken).toBeTruthy();
  });
});

describe('revoking', () => {
  test.each(['the sign-in’s', 'an old', 'the latest'])('%s token ends the sign-in', async (which) => {
    const first = await newTokens(strict);
    const second = await exchange(strict, first.RefreshToken);
    const third = await exchange(strict, second.RefreshToken);
    const token = { 'the sign-in’s': first, 'an old': second, 'the latest': third }[which]?.RefreshToken ?? '';
    await revoke(strict, token);
    await revoke(strict, token);
    for (const { RefreshToken } of [first, second, third]) {
      expect(await refusal(exchange(strict, RefreshToken))).toEqual(revoked);
    }
    expect(await refusal(whoIs(strict, third.AccessToken))).toEqual(accessRevoked);
  });

  test('another sign-in of the same user goes on', async () => {
    const one = await newTokens(strict);
    const other = await tokensOf(server, strict, one.email);
    await revoke(strict, one.RefreshToken);
    expect((await exchange(strict, other.RefreshToken)).AccessToken).toBeTruthy();
  });
});

describe('switching', () => {
  const turn = ({ poolId, clientId }: RotatingClient, on: boolean) =>
    server.admin.send(
      new UpdateUserPoolClientCommand({
        UserPoolId: poolId,
        ClientId: clientId,
        ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', ...(on ? [] : ['ALLOW_REFRESH_TOKEN_AUTH' as const])],
        RefreshTokenRotation: { Feature: on ? 'ENABLED' : 'DISABLED', RetryGracePeriodSeconds: on ? 60 : 0 },
      }),
    );

  test('on: tokens from before are exchanged from then on', async () => {
    const client = await createRotatingClient(server, 0, {
      poolId: patient.poolId,
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      RefreshTokenRotation: undefined,
    });
    const { RefreshToken } = await newTokens(client);
    expect((await exchange(client, RefreshToken)).RefreshToken).toBe('');
    await turn(client, true);
    expect((await exchange(client, RefreshToken)).RefreshToken).toBeTruthy();
  });

  test('off: the latest token stays, and what was spent is spent', async () => {
    const client = await createRotatingClient(server, 60, { poolId: patient.poolId });
    const { RefreshToken: old } = await newTokens(client);
    const latest = await exchange(client, old);
    await turn(client, false);
    for (let round = 0; round < 2; round += 1) {
      const kept = await exchange(client, latest.RefreshToken);
      expect([kept.RefreshToken, Boolean(kept.AccessToken)]).toEqual(['', true]);
    }
    expect(await refusal(exchange(client, old))).toEqual(reused);
    expect(await refusal(exchange(client, latest.RefreshToken))).toEqual(revoked);
  });
});

import { createPublicKey } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './server.ts';

let server: TestServer;
let poolId: string;
beforeAll(async () => {
  server = await startTestServer();
  poolId = (await server.createPool()).poolId;
});
afterAll(() => server.close());

const get = async (path: string, from = server) => {
  const answer = await fetch(`${from.url}/${path}`, { headers: { origin: 'https://app.example.com' } });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
};

describe('keys', () => {
  test('two RSA keys of 2048 bits, public parts only', async () => {
    const { status, body } = await get(`${poolId}/.well-known/jwks.json`);
    expect(status).toBe(200);
    const keys = body.keys as Record<string, string>[];
    expect(keys).toHaveLength(2);
    expect(new Set(keys.map(({ kid }) => kid)).size).toBe(2);
    for (const key of keys) {
      expect(Object.keys(key).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
      expect(key).toMatchObject({ alg: 'RS256', e: 'AQAB', kty: 'RSA', use: 'sig' });
      const { asymmetricKeyDetails } = createPublicKey({ key, format: 'jwk' });
      expect(asymmetricKeyDetails?.modulusLength).toBe(2048);
    }
  });

  test('every pool has its own, and keeps them', async () => {
    const other = (await server.createPool()).poolId;
    const kids = async (pool: string) => {
      const { body } = await get(`${pool}/.well-known/jwks.json`);
      return (body.keys as { kid: string }[]).map(({ kid }) => kid);
    };
    expect(await kids(poolId)).toEqual(await kids(poolId));
    expect((await kids(other)).some((kid) => kid === '')).toBe(false);
    expect(new Set([...(await kids(other)), ...(await kids(poolId))]).size).toBe(4);
  });
});

describe('discovery', () => {
  test('names this server as issuer and leads to the keys', async () => {
    const { status, body } = await get(`${poolId}/.well-known/openid-configuration`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      issuer: `${server.url}/${poolId}`,
      jwks_uri: `${server.url}/${poolId}/.well-known/jwks.json`,
      id_token_signing_alg_values_supported: ['RS256'],
      subject_types_supported: ['public'],
    });
    expect((await fetch(String(body.jwks_uri))).status).toBe(200);
  });

  test('names no end point that would answer nothing', async () => {
    const { body } = await get(`${poolId}/.well-known/openid-configuration`);
    for (const [name, value] of Object.entries(body))
      if (/^http/.test(String(value)) && name !== 'issuer') expect((await fetch(String(value))).status, name).toBe(200);
  });

  test('with Amazon’s issuer text the keys are still found here', async () => {
    const aws = await startTestServer({ issuer: 'aws' });
    try {
      const pool = (await aws.createPool()).poolId;
      const { body } = await get(`${pool}/.well-known/openid-configuration`, aws);
      expect(body.issuer).toBe(`https://cognito-idp.us-east-1.amazonaws.com/${pool}`);
      expect(body.jwks_uri).toBe(`${aws.url}/${pool}/.well-known/jwks.json`);
    } finally {
      await aws.close();
    }
  });
});

test('any web page may read both, for a while from its cache', async () => {
  for (const document of ['jwks.json', 'openid-configuration']) {
    const { headers } = await get(`${poolId}/.well-known/${document}`);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('cache-control')).toBe('public, max-age=300');
    const preflight = await fetch(`${server.url}/${poolId}/.well-known/${document}`, { method: 'OPTIONS' });
    expect(preflight.headers.get('access-control-allow-methods')).toContain('GET');
  }
});

test('a pool or a document that does not exist is not found', async () => {
  for (const path of [
    'us-east-1_missing00/.well-known/jwks.json',
    `${poolId}/.well-known/other.json`,
    '%00/.well-known/jwks.json',
  ]) {
    const { status, headers } = await get(path);
    expect(status, path).toBe(404);
    expect(headers.get('cache-control')).toBe(null);
  }
});

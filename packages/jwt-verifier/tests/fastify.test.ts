import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { authentication, optionalAuthentication, requiredAuthentication } from '../src/fastify.ts';
import { createVerifier } from '../src/index.ts';
import { clientId, createClock, type Issuer, startIssuer } from './issuer.ts';

interface LogLine {
  level: number;
  msg: string;
  tokenReceived?: boolean;
  tokenGood?: boolean;
  reason?: string;
}

let issuer: Issuer;
let app: FastifyInstance;
let url: string;
let log: string;
const clock = createClock();

beforeEach(async () => {
  issuer = await startIssuer();
  log = '';
  const write = (line: string) => {
    log += line;
  };
  app = Fastify({ logger: { stream: { write } } });
  const verifier = createVerifier({ issuer: issuer.url, clientId, tokenUse: 'access', clock });
  await app.register(authentication);
  const answer = async (request: { claims: unknown }) => ({ claims: request.claims ?? null });
  app.get('/required', { onRequest: requiredAuthentication(verifier, 'cruddur') }, answer);
  app.get('/late', { preHandler: requiredAuthentication(verifier) }, answer);
  app.get('/optional', { preHandler: optionalAuthentication(verifier) }, answer);
  url = await app.listen({ port: 0, host: '127.0.0.1' });
});
afterEach(async () => {
  await app.close();
  await issuer.close();
});

const get = (path: string, authorization?: string) =>
  fetch(url + path, authorization === undefined ? {} : { headers: { authorization } });

function logged(): LogLine {
  const lines = log.split('\n').filter(Boolean);
  const found = lines.map((line) => JSON.parse(line) as LogLine).find((line) => line.tokenReceived !== undefined);
  if (!found) throw new Error(`nothing about a token in ${log}`);
  return found;
}

test.each(['/required', '/late', '/optional'])(
  'J158 J169 %s with a good token: claims, and the line "Authenticated"',
  async (path) => {
    const response = await get(path, `bearer ${issuer.accessToken()}`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ claims: { username: 'ada', client_id: clientId } });
    expect(logged()).toMatchObject({ msg: 'Authenticated', tokenReceived: true, tokenGood: true });
  },
);

test.each(['/required', '/late'])('J160 %s without a token: 401 and a bare challenge', async (path) => {
  for (const header of [undefined, 'Bearer null', 'Basic YTpi']) {
    const response = await get(path, header);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer realm="(cruddur|api)"$/);
    expect(await response.json()).toEqual({
      code: 'unauthenticated',
      reason: 'no-token',
      message: 'No token provided',
    });
  }
  expect(logged()).toMatchObject({ tokenReceived: false, tokenGood: false, reason: 'no-token' });
});

test('J160 required, with a bad token: 401, the reason, and the challenge of RFC 6750', async () => {
  const response = await get('/required', `Bearer ${issuer.accessToken({ exp: 1 })}`);
  expect(response.status).toBe(401);
  expect(response.headers.get('www-authenticate')).toBe(
    'Bearer realm="cruddur", error="invalid_token", error_description="Token is expired"',
  );
  expect(await response.json()).toEqual({ code: 'unauthenticated', reason: 'expired', message: 'Token is expired' });
  expect(logged()).toMatchObject({
    msg: 'Not authenticated',
    tokenReceived: true,
    tokenGood: false,
    reason: 'expired',
  });
});

test('J158 J170 optional, with no token or a bad one: a visitor, 200', async () => {
  const bad = ['Bearer null', 'Bearer x', `Bearer ${issuer.accessToken({ client_id: 'another' })}`];
  for (const header of [undefined, ...bad]) {
    const response = await get('/optional', header);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ claims: null });
  }
});

test('J154 keys unavailable: required answers 503 and never 401, optional serves a visitor; both log an error', async () => {
  issuer.answer((_, response) => response.destroy());
  const response = await get('/required', `Bearer ${issuer.accessToken()}`);
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('5');
  expect(await response.json()).toMatchObject({ code: 'keys_unavailable' });
  expect(logged()).toMatchObject({ level: 50, msg: 'Token not checked' });

  log = '';
  const visited = await get('/optional', `Bearer ${issuer.accessToken()}`);
  expect(await visited.json()).toEqual({ claims: null });
  expect(logged()).toMatchObject({ level: 50, msg: 'Token not checked' });
});

test('J142 the log never holds a token', async () => {
  const tokens = [issuer.accessToken(), issuer.accessToken({ exp: 1 }), 'garbage.garbage.garbage'];
  for (const token of tokens) for (const path of ['/required', '/optional']) await get(path, `Bearer ${token}`);
  expect(log).toContain('Authenticated');
  for (const token of tokens) for (const part of token.split('.')) expect(log).not.toContain(part);
});

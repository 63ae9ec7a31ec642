import { afterEach, beforeEach, expect, test } from 'vitest';
import { createVerifier, KeysUnavailableError, type Verifier, type VerifierOptions } from '../src/index.ts';
import { clientId, createClock, type Issuer, makeKey, signToken, startIssuer } from './issuer.ts';

let issuer: Issuer;
let clock: ReturnType<typeof createClock>;
let verifier: Verifier;

const make = (changes: Partial<VerifierOptions> = {}) =>
  createVerifier({ issuer: issuer.url, clientId, tokenUse: 'access', clock, ...changes });

beforeEach(async () => {
  issuer = await startIssuer();
  clock = createClock();
  verifier = make();
});
afterEach(() => issuer.close());

const refusal = { name: 'TokenVerifyError', reason: 'unknown-key' };

test('J154 the keys are loaded once, also for many tokens at the same time', async () => {
  const tokens = Array.from({ length: 20 }, (_, n) => issuer.accessToken({ jti: String(n) }));
  await Promise.all(tokens.map((token) => verifier.verify(token)));
  await verifier.verify(issuer.accessToken({ jti: 'later' }));
  expect(issuer.requests).toBe(1);
});

test('J154 rotation: an unknown key id loads the keys again, and old tokens stay good while their key is published', async () => {
  const old = issuer.accessToken();
  await verifier.verify(old);
  const second = makeKey('second');
  issuer.publish(issuer.key, second);
  clock.advance(10);
  expect(await verifier.verify(signToken(issuer.accessClaims(), second))).toMatchObject({ username: 'ada' });
  expect(await verifier.verify(old)).toMatchObject({ username: 'ada' });
  expect(issuer.requests).toBe(2);
});

test('J154 a key taken out of the document is trusted no longer, even for tokens seen before', async () => {
  const old = issuer.accessToken({ exp: clock.now() / 1000 + 7200 });
  await verifier.verify(old);
  issuer.publish(makeKey('second'));
  clock.advance(3599);
  expect(await verifier.verify(old)).toMatchObject({ username: 'ada' });
  clock.advance(1);
  await expect(verifier.verify(old)).rejects.toMatchObject(refusal);
});

test('invented key ids do not flood the issuer: one load in ten seconds', async () => {
  await verifier.verify(issuer.accessToken());
  const invented = () => signToken(issuer.accessClaims(), issuer.key, { kid: `invented-${Math.random()}` });
  for (let n = 0; n < 5; n += 1) await expect(verifier.verify(invented())).rejects.toMatchObject(refusal);
  expect(issuer.requests).toBe(1);
  clock.advance(10);
  await Promise.all(
    Array.from({ length: 5 }, () => expect(verifier.verify(invented())).rejects.toMatchObject(refusal)),
  );
  expect(issuer.requests).toBe(2);
});

test('J154 the key server is down: our fault, not a bad token; mended without a restart', async () => {
  const token = issuer.accessToken();
  issuer.answer((_, response) => response.destroy());
  await expect(verifier.verify(token)).rejects.toThrow(KeysUnavailableError);
  await expect(verifier.verify(token)).rejects.toThrow(`${issuer.url}/.well-known/jwks.json`);
  expect(issuer.requests).toBe(1);
  issuer.publish(issuer.key);
  clock.advance(1);
  expect(await verifier.verify(token)).toMatchObject({ username: 'ada' });
});

test('J154 the key server goes down later: known keys serve on for a day, unknown ones are our fault', async () => {
  const day = 24 * 3600;
  const token = (exp: number) => issuer.accessToken({ exp: clock.now() / 1000 + exp });
  const long = token(2 * day);
  await verifier.verify(long);
  issuer.answer((_, response) => response.destroy());
  clock.advance(day - 1);
  expect(await verifier.verify(long)).toMatchObject({ username: 'ada' });
  const unknown = signToken(issuer.accessClaims(), makeKey('second'));
  await expect(verifier.verify(unknown)).rejects.toThrow(KeysUnavailableError);
  clock.advance(1);
  await expect(verifier.verify(long)).rejects.toThrow(KeysUnavailableError);
});

test.each<[string, string, Parameters<Issuer['answer']>[0]]>([
  ['an error', 'answered 500', (_, response) => response.writeHead(500).end('{}')],
  ['no JSON', 'JSON', (_, response) => response.end('<html>')],
  ['no keys', 'keys', (_, response) => response.end('{}')],
  ['too much', 'more than 65536 bytes', (_, response) => response.end(' '.repeat(65_537))],
])('J154 the key server answers %s', async (_, cause, listener) => {
  issuer.answer(listener);
  const error = await verifier.verify(issuer.accessToken()).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(KeysUnavailableError);
  expect(String((error as Error).cause)).toContain(cause);
});

test('a redirect is not followed, even to good keys', async () => {
  issuer.answer((request, response) => {
    if (request.url === '/keys') response.end(JSON.stringify({ keys: [issuer.key.jwk] }));
    else response.writeHead(302, { location: '/keys' }).end();
  });
  await expect(verifier.verify(issuer.accessToken())).rejects.toThrow(KeysUnavailableError);
});

test('a key server that never finishes is given up', async () => {
  issuer.answer((_, response) => response.write('{'));
  await expect(make({ timeoutMs: 50 }).verify(issuer.accessToken())).rejects.toThrow(KeysUnavailableError);
});

test('keys of other kinds, broken ones and small ones are left out, the good one is used', async () => {
  const small = makeKey('small', 1024);
  const odd = [
    { kty: 'EC', kid: 'ec' },
    { kty: 'RSA', kid: 'broken', n: '!', e: 'AQAB' },
    { ...issuer.key.jwk, kid: 'encrypts', use: 'enc' },
    { ...issuer.key.jwk, kid: 'pss', alg: 'PS256' },
    small.jwk,
    issuer.key.jwk,
  ];
  issuer.answer((_, response) => response.end(JSON.stringify({ keys: odd })));
  expect(await verifier.verify(issuer.accessToken())).toMatchObject({ username: 'ada' });
  for (const kid of ['ec', 'broken', 'encrypts', 'pss']) {
    const token = signToken(issuer.accessClaims(), issuer.key, { kid });
    await expect(verifier.verify(token)).rejects.toMatchObject(refusal);
  }
  await expect(verifier.verify(signToken(issuer.accessClaims(), small))).rejects.toMatchObject(refusal);
});

test('keys elsewhere: jwksUri', async () => {
  issuer.answer((request, response) => {
    response.statusCode = request.url === '/keys' ? 200 : 404;
    response.end(JSON.stringify({ keys: [issuer.key.jwk] }));
  });
  const jwksUri = new URL('/keys', issuer.url).href;
  expect(await make({ jwksUri }).verify(issuer.accessToken())).toMatchObject({ username: 'ada' });
});

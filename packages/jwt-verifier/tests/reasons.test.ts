import { createHmac, createPublicKey } from 'node:crypto';
import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createVerifier, type Reason, TokenVerifyError, type Verifier, type VerifierOptions } from '../src/index.ts';
import { clientId, createClock, forgeToken, type Issuer, makeKey, signToken, startIssuer } from './issuer.ts';

let issuer: Issuer;
let clock: ReturnType<typeof createClock>;
let verifier: Verifier;

const make = (changes: Partial<VerifierOptions> = {}) =>
  createVerifier({ issuer: issuer.url, clientId, tokenUse: 'access', clock, ...changes });

beforeAll(async () => {
  issuer = await startIssuer();
});
afterAll(() => issuer.close());
beforeEach(() => {
  clock = createClock();
  verifier = make();
});

async function expectRefusal(token: string | undefined, reason: Reason, message: string, from = verifier) {
  const error = await from.verify(token).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(TokenVerifyError);
  expect(error).toMatchObject({ name: 'TokenVerifyError', reason, message });
}

test('J153 J158 a good access token: its claims, frozen', async () => {
  const claims = await verifier.verify(issuer.accessToken());
  expect(claims).toEqual(issuer.accessClaims());
  expect(Object.isFrozen(claims)).toBe(true);
});

test('a token seen before costs a look-up: the very same claims come back', async () => {
  const token = issuer.accessToken();
  expect(await verifier.verify(token)).toBe(await verifier.verify(token));
  expect(await make({ cacheSize: 1 }).verify(token)).not.toBe(await verifier.verify(token));
});

test('J142 refusals say nothing of what the token holds', async () => {
  const odd = { iss: 'https://secret.example.com', client_id: 'secret', token_use: 'secret' };
  for (const [name, value] of Object.entries(odd)) {
    const error = await verifier.verify(issuer.accessToken({ [name]: value })).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TokenVerifyError);
    expect(inspect(error, { depth: null })).not.toContain('secret');
  }
});

test('J156 a good ID token, where ID tokens are asked for: the audience is in aud', async () => {
  const idVerifier = make({ tokenUse: 'id' });
  const token = signToken(issuer.idClaims(), issuer.key);
  expect(await idVerifier.verify(token)).toMatchObject({ token_use: 'id', aud: clientId });
  const foreign = signToken(issuer.idClaims({ aud: 'another' }), issuer.key);
  await expectRefusal(foreign, 'wrong-audience', 'Token was not issued for this audience', idVerifier);
});

test('J156 no token', async () => {
  await expectRefusal(undefined, 'no-token', 'No token provided');
  await expectRefusal('', 'no-token', 'No token provided');
});

test('J156 unknown key, and no key id at all', async () => {
  const stranger = makeKey('stranger');
  await expectRefusal(signToken(issuer.accessClaims(), stranger), 'unknown-key', 'Public key not found in jwks.json');
  const nameless = signToken(issuer.accessClaims(), issuer.key, { kid: undefined });
  await expectRefusal(nameless, 'unknown-key', 'Public key not found in jwks.json');
});

test('J156 J170 signature: another key under the same id, a changed payload, a cut signature', async () => {
  const message = 'Signature verification failed';
  await expectRefusal(signToken(issuer.accessClaims(), makeKey('first')), 'bad-signature', message);
  const [header, , signature] = issuer.accessToken().split('.');
  const [, payload] = issuer.accessToken({ username: 'eve' }).split('.');
  await expectRefusal(`${header}.${payload}.${signature}`, 'bad-signature', message);
  await expectRefusal(`${header}.${payload}.${signature?.slice(0, -8)}`, 'bad-signature', message);
});

test('J156 expired: from the second of exp on, and leeway moves that second', async () => {
  const token = issuer.accessToken();
  clock.advance(3599);
  expect(await verifier.verify(token)).toMatchObject({ username: 'ada' });
  clock.advance(1);
  await expectRefusal(token, 'expired', 'Token is expired');
  const lenient = make({ leewaySeconds: 5 });
  expect(await lenient.verify(token)).toMatchObject({ username: 'ada' });
  clock.advance(5);
  await expectRefusal(token, 'expired', 'Token is expired', lenient);
});

test('J157 not yet valid, and leeway', async () => {
  const token = issuer.accessToken({ nbf: clock.now() / 1000 + 30 });
  await expectRefusal(token, 'not-yet-valid', 'Token is not valid yet');
  expect(await make({ leewaySeconds: 30 }).verify(token)).toMatchObject({ username: 'ada' });
  clock.advance(30);
  expect(await verifier.verify(token)).toMatchObject({ username: 'ada' });
});

test('J156 wrong audience: client_id of another client, or none; several clients may be named', async () => {
  const message = 'Token was not issued for this audience';
  await expectRefusal(issuer.accessToken({ client_id: 'another' }), 'wrong-audience', message);
  await expectRefusal(issuer.accessToken({ client_id: undefined, aud: clientId }), 'wrong-audience', message);
  const both = make({ clientId: [clientId, 'another'] });
  expect(await both.verify(issuer.accessToken({ client_id: 'another' }))).toMatchObject({ client_id: 'another' });
});

test('J157 wrong issuer', async () => {
  const token = issuer.accessToken({ iss: `${issuer.url}2` });
  await expectRefusal(token, 'wrong-issuer', 'Token was not issued by this user pool');
  await expectRefusal(issuer.accessToken({ iss: undefined }), 'wrong-issuer', 'Token was not issued by this user pool');
});

test('J157 wrong use: an ID token where access tokens are asked for, and the reverse', async () => {
  const message = 'Token is not of the use asked for';
  await expectRefusal(signToken(issuer.idClaims(), issuer.key), 'wrong-use', message);
  await expectRefusal(issuer.accessToken(), 'wrong-use', message, make({ tokenUse: 'id' }));
  await expectRefusal(issuer.accessToken({ token_use: undefined }), 'wrong-use', message);
});

describe('J157 only RS256', () => {
  test.each(['', 'AAAA'])('alg none with signature %j', async (signature) => {
    const token = forgeToken(issuer.accessClaims(), { alg: 'none', kid: 'first' }, () => signature);
    const reason = signature ? 'bad-signature' : 'malformed';
    await expectRefusal(token, reason, signature ? 'Signature verification failed' : 'Token is malformed');
  });

  test('HS256 keyed with the public key', async () => {
    const publicKey = createPublicKey(issuer.key.privateKey).export({ type: 'spki', format: 'pem' });
    const token = forgeToken(issuer.accessClaims(), { alg: 'HS256', kid: 'first' }, (input) =>
      createHmac('sha256', publicKey).update(input).digest('base64url'),
    );
    await expectRefusal(token, 'bad-signature', 'Signature verification failed');
  });

  test('RS512 in the header of a token signed with RS256', async () => {
    const token = signToken(issuer.accessClaims(), issuer.key, { alg: 'RS512' });
    await expectRefusal(token, 'bad-signature', 'Signature verification failed');
  });
});

test('J157 J170 malformed tokens are bad tokens, never a crash', async () => {
  const { key } = issuer;
  const tokens = [
    'abc',
    'a.b',
    'a.b.c.d',
    'a b.c.d',
    `${issuer.accessToken()}.`,
    forgeToken([], {}, () => 'AAAA'),
    `${Buffer.from('{').toString('base64url')}.e30.AAAA`,
    signToken(issuer.accessClaims(), key, { crit: ['b64'] }),
    signToken(issuer.accessClaims({ exp: undefined }), key),
    signToken(issuer.accessClaims({ exp: 'never' }), key),
    signToken(issuer.accessClaims({ nbf: 'now' }), key),
    signToken(issuer.accessClaims({ sub: undefined }), key),
    signToken(issuer.accessClaims({ sub: 7 }), key),
    signToken([], key),
  ];
  for (const token of tokens) await expectRefusal(token, 'malformed', 'Token is malformed');
});

test('a token that is too long is refused unread, without asking for keys', async () => {
  const before = issuer.requests;
  await expectRefusal(issuer.accessToken({ padding: 'x'.repeat(8192) }), 'malformed', 'Token is malformed');
  expect(issuer.requests).toBe(before);
});

test('skipping the audience check must be spelt out', async () => {
  const any = make({ clientId: null });
  expect(await any.verify(issuer.accessToken({ client_id: 'another' }))).toMatchObject({ client_id: 'another' });
  const careless = { clientId: undefined as unknown as string };
  for (const changes of [careless, { clientId: '' }, { clientId: [] }]) expect(() => make(changes)).toThrow(TypeError);
});

test('unsafe or missing options are refused at start', () => {
  expect(() => make({ tokenUse: undefined as unknown as 'id' })).toThrow("tokenUse must be 'access' or 'id'");
  expect(() => make({ issuer: 'us-east-1_Example01' })).toThrow('must be http or https addresses');
  const downgraded = { issuer: 'https://pools.example.com/us-east-1_Example01', jwksUri: `${issuer.url}/keys` };
  expect(() => make(downgraded)).toThrow('the keys of an https issuer must come over https');
});

import { createHmac, generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { isSignedBy, parseToken, signToken } from './jws.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const key = { kid: 'one', privateKey };
const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');

test('a token has a header of kid and alg only, and verifies under its key', () => {
  const token = signToken(key, { sub: 'someone' });
  expect(JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString())).toEqual({
    kid: 'one',
    alg: 'RS256',
  });
  const parsed = parseToken(token);
  expect(parsed).toMatchObject({ kid: 'one', claims: { sub: 'someone' } });
  expect(parsed && isSignedBy(parsed, publicKey)).toBe(true);
});

test('a token changed anywhere does not verify', () => {
  const [header, , signature] = signToken(key, { sub: 'someone' }).split('.');
  const changed = parseToken(`${header}.${encode({ sub: 'else' })}.${signature}`);
  expect(changed && isSignedBy(changed, publicKey)).toBe(false);
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;
  const parsed = parseToken(signToken(key, { sub: 'someone' }));
  expect(parsed && isSignedBy(parsed, other)).toBe(false);
});

test('only RS256 exists: not none, not a MAC keyed with the public key', () => {
  const claims = encode({ sub: 'someone' });
  expect(parseToken(`${encode({ alg: 'none', kid: 'one' })}.${claims}.`)).toBeUndefined();
  expect(parseToken(`${encode({ alg: 'none', kid: 'one' })}.${claims}.AA`)).toBeUndefined();
  const signed = `${encode({ alg: 'HS256', kid: 'one' })}.${claims}`;
  const pem = publicKey.export({ type: 'spki', format: 'pem' });
  expect(parseToken(`${signed}.${createHmac('sha256', pem).update(signed).digest('base64url')}`)).toBeUndefined();
});

test.each([
  ['nothing', ''],
  ['two parts', 'a.b'],
  ['four parts', 'a.b.c.d'],
  ['other characters', 'a+b.c/d.e='],
  ['no JSON', `${Buffer.from('{').toString('base64url')}.e30.AA`],
  ['a header that is no object', `${encode(null)}.${encode({})}.AA`],
  ['claims that are a list', `${encode({ alg: 'RS256', kid: 'one' })}.${encode([])}.AA`],
  ['no kid', `${encode({ alg: 'RS256' })}.${encode({})}.AA`],
  ['more than any token', `${encode({ alg: 'RS256', kid: 'one' })}.${'A'.repeat(40_000)}.AA`],
])('%s is no token', (_, text) => {
  expect(parseToken(text)).toBeUndefined();
});

import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { createVerifiedTokens, digestOf, type VerifiedToken } from './verified-tokens.ts';

const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const token = (sub: string): VerifiedToken => ({
  claims: { sub, iss: 'https://pools.example.com', token_use: 'access', exp: 1 },
  key: { kid: 'first', jwk: { kty: 'RSA' }, key: publicKey },
});

test('is bounded: the token not used for longest makes room', () => {
  const tokens = createVerifiedTokens(2);
  tokens.remember('a', token('a'));
  tokens.remember('b', token('b'));
  expect(tokens.find('a')?.claims.sub).toBe('a');
  tokens.remember('c', token('c'));
  expect(['a', 'b', 'c'].map((digest) => tokens.find(digest)?.claims.sub)).toEqual(['a', undefined, 'c']);
});

test('remembering a token again keeps the others', () => {
  const tokens = createVerifiedTokens(2);
  tokens.remember('a', token('a'));
  tokens.remember('b', token('b'));
  tokens.remember('b', token('b2'));
  expect(['a', 'b'].map((digest) => tokens.find(digest)?.claims.sub)).toEqual(['a', 'b2']);
});

test('tokens are kept as digests', () => {
  expect(digestOf('a.b.c')).not.toContain('a.b.c');
  expect(digestOf('a.b.c')).toHaveLength(44);
});

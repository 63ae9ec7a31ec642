import { hkdfSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { elementBytes, fromBytes, generator, multiplier, pad, padHex, prime, sha256 } from './group.ts';
import {
  claimSignature,
  privateKeyOf,
  readPublicValue,
  scramblerOf,
  serverPublicValue,
  sessionKeyOf,
  srpPoolName,
  verifierOf,
} from './handshake.ts';
import { bigIntModPow } from './mod-pow.ts';

/** One handshake computed with amazon-cognito-identity-js 6.3.21. */
const vector = {
  identity: { poolName: 'abcDEF123', userId: '6f1e0c1a-2b3c-4d5e-8f90-a1b2c3d4e5f6' },
  password: 'Pa55word!',
  salt: 0xa1b2c3d4e5f60718293a4b5c6d7e8f90n,
  a: fromBytes(Buffer.alloc(128, 0x11)),
  b: fromBytes(Buffer.alloc(128, 0x2b)),
  x: 'f05922880c18c3acb63760afafcb4e2dfa91ce7f323be1e2f76341024efdab99',
  hashOfB: '2ca2538c366171cb10bdbb5ca01e4cf02c5211564b5d401ffa76250501cd7192',
  u: 'ac41eda9269e3c58d03e26009974ed5246d5f3cd33618964df3296a76adf8ce3',
  key: 'a29d36b5942f9fe353647ebd9d856e38',
  secretBlock: Buffer.from('c2VjcmV0LWJsb2NrLWJ5dGVz', 'base64'),
  timestamp: 'Tue Nov 4 09:05:07 UTC 2025',
  signature: 'EjqQBjslzAuPalNkTV9avh4qQgtNYax4AEf8yB/oVu4=',
};

test('J204 the group is the one clients use', () => {
  expect(prime.toString(2)).toHaveLength(3072);
  expect(multiplier.toString(16)).toBe('538282c4354742d7cbbde2359fcf67f9f5b3a6b08791e5011b43b8a5b66d9ee6');
});

test('J204 every step of a handshake agrees with the vector', () => {
  const { identity, password, salt, a, b } = vector;
  expect(privateKeyOf(identity, password, salt).toString(16)).toBe(vector.x);
  const verifier = verifierOf(identity, password, salt);
  const clientPublic = bigIntModPow(generator, a);
  const serverPublic = serverPublicValue(verifier, b);
  expect(sha256(pad(serverPublic)).toString('hex')).toBe(vector.hashOfB);
  const scrambler = scramblerOf(clientPublic, serverPublic);
  expect(scrambler.toString(16)).toBe(vector.u);
  const key = sessionKeyOf(clientPublic, verifier, scrambler, b);
  expect(key.toString('hex')).toBe(vector.key);
  const signature = claimSignature(key, identity, vector.secretBlock, vector.timestamp);
  expect(signature.toString('base64')).toBe(vector.signature);
});

test('J204 the server arrives at the key of a client that knows the password, and at another for any other', () => {
  const { identity, salt, a, b } = vector;
  const clientPublic = bigIntModPow(generator, a);
  const serverPublic = serverPublicValue(verifierOf(identity, 'right', salt), b);
  const scrambler = scramblerOf(clientPublic, serverPublic);
  const clientKey = (password: string) => {
    const x = privateKeyOf(identity, password, salt);
    const base = (serverPublic - ((multiplier * bigIntModPow(generator, x)) % prime) + prime) % prime;
    const secret = bigIntModPow(base, a + scrambler * x);
    return Buffer.from(hkdfSync('sha256', pad(secret), pad(scrambler), 'Caldera Derived Key', 16)).toString('hex');
  };
  const serverKey = sessionKeyOf(clientPublic, verifierOf(identity, 'right', salt), scrambler, b).toString('hex');
  expect(clientKey('right')).toBe(serverKey);
  expect(clientKey('wrong')).not.toBe(serverKey);
});

test.each([
  ['0', '00'],
  ['7f', '7f'],
  ['80', '0080'],
  ['abc', '0abc'],
  ['fff', '0fff'],
])('%s is padded to %s', (number, padded) => {
  expect(padHex(BigInt(`0x${number}`))).toBe(padded);
});

test.each([
  ['nothing', ''],
  ['no hex', 'xyz'],
  ['a sign', '-1'],
  ['a prefix', '0x12'],
  ['a blank', '12 34'],
  ['zero', '0'],
  ['zeroes', '0'.repeat(64)],
  ['N', prime.toString(16)],
  ['twice N', (2n * prime).toString(16)],
  ['more than a group element', 'f'.repeat(2 * elementBytes + 3)],
])('A is refused when it is %s', (_, hex) => {
  expect(readPublicValue(hex)).toBeUndefined();
});

test('A is read in either letter case, with and without padding', () => {
  expect(readPublicValue('00ABcd')).toBe(0xabcdn);
  expect(readPublicValue(`00${(prime - 1n).toString(16)}`)).toBe(prime - 1n);
});

test('the pool name is what follows the region', () => {
  expect(srpPoolName('us-east-1_abcDEF123')).toBe('abcDEF123');
});

import { describe, expect, test } from 'vitest';
import type { Pool, PoolSettings } from '../storage/pools.ts';
import { aliasesOf, aliasKindOf, shapeOf, signInName } from './user-name-model.ts';

const pool = (settings: PoolSettings, CaseSensitive = false): Pool => ({
  id: 'us-east-1_abc',
  name: 'p',
  settings: { UsernameConfiguration: { CaseSensitive }, ...settings },
  createdAt: 0,
  updatedAt: 0,
});
const plain = pool({});
const phones = pool({ UsernameAttributes: ['phone_number'] });
const either = pool({ UsernameAttributes: ['phone_number', 'email'] });
const emailAlias = pool({ AliasAttributes: ['email'] });
const allAliases = pool({ AliasAttributes: ['preferred_username', 'phone_number', 'email'] });
const attributes = {
  email: 'A@example.com',
  email_verified: 'true',
  phone_number: '+12',
  phone_number_verified: 'false',
  preferred_username: 'Drea',
};
const user = { username: 'Andrea', attributes };
const rows = (of: Pool, who = user) => aliasesOf(of, who).map(({ kind, valueKey }) => `${kind} ${valueKey}`);

describe('what signs a user in besides sub and user name', () => {
  test('is nothing where the name alone does', () => expect(rows(plain)).toEqual([]));

  test('is each address that is a user name, proved or not', () => {
    expect(rows(phones)).toEqual(['phone_number +12']);
    expect(rows(either)).toEqual(['email a@example.com', 'phone_number +12']);
  });

  test('is each alias: an address while it is proved, a preferred name beside the user name', () => {
    expect(rows(emailAlias)).toEqual(['email a@example.com']);
    expect(rows(allAliases)).toEqual(['email a@example.com', 'preferred_username andrea', 'preferred_username drea']);
    const changed = { ...attributes, email_verified: 'false', phone_number_verified: 'true' };
    expect(rows(allAliases, { ...user, attributes: changed })).toEqual([
      'phone_number +12',
      'preferred_username andrea',
      'preferred_username drea',
    ]);
  });

  test('names one value once, as the pool compares it', () => {
    const same = { ...user, attributes: { ...attributes, preferred_username: 'aNDREA' } };
    expect(rows(allAliases, same)).toEqual(['email a@example.com', 'preferred_username andrea']);
    const strict = pool({ AliasAttributes: ['preferred_username'] }, true);
    expect(rows(strict, same)).toEqual(['preferred_username Andrea', 'preferred_username aNDREA']);
  });
});

test('a name looks like an address in either spelling', () => {
  expect(shapeOf(plain, 'a@example.com')).toBe('email');
  expect(shapeOf(plain, '+12')).toBe('phone_number');
  expect(shapeOf(plain, '12')).toBeUndefined();
  // U+1FEF is normalised to a grave accent, which an address may hold.
  expect(shapeOf(plain, 'a\u1fef@example.com')).toBe('email');
  expect(shapeOf(pool({}, true), 'a\u1fef@example.com')).toBeUndefined();
});

test('a name can be one kind of alias at most', () => {
  expect([plain, phones, emailAlias, allAliases].map((of) => aliasKindOf(of, 'a@example.com'))).toEqual([
    undefined,
    undefined,
    'email',
    'email',
  ]);
  expect([plain, phones, emailAlias, allAliases].map((of) => aliasKindOf(of, '+12'))).toEqual([
    undefined,
    'phone_number',
    undefined,
    'phone_number',
  ]);
  expect(aliasKindOf(allAliases, 'drea')).toBe('preferred_username');
  expect(aliasKindOf(pool({ AliasAttributes: ['preferred_username'] }), 'a@example.com')).toBe('preferred_username');
});

test('messages say the name the user types', () => {
  expect(signInName(plain, user)).toBe('Andrea');
  expect(signInName(emailAlias, user)).toBe('Andrea');
  expect(signInName(either, user)).toBe('+12');
  expect(signInName(either, { username: 's', attributes: { email: 'A@example.com' } })).toBe('A@example.com');
});

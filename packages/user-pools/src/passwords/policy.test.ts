import { randomBytes } from 'node:crypto';
import type { PasswordPolicyType } from '@aws-sdk/client-cognito-identity-provider';
import { expect, test } from 'vitest';
import type { Pool } from '../storage/pools.ts';
import { checkPasswordPolicy, generateTemporaryPassword } from './policy.ts';

function poolWith(PasswordPolicy?: PasswordPolicyType): Pool {
  return { id: 'us-east-1_a', name: 'test', settings: { Policies: { PasswordPolicy } }, createdAt: 0, updatedAt: 0 };
}

test.each([
  ['Aa1!567', 'Password not long enough'],
  [`Aa1!${'x'.repeat(253)}`, 'Password too long'],
  ['aa1!5678', 'Password must have uppercase characters'],
  ['AA1!5678', 'Password must have lowercase characters'],
  ['Aaa!bcde', 'Password must have numeric characters'],
  ['Aa155678', 'Password must have symbol characters'],
  [' Aa15567 ', 'Password must have symbol characters'],
  ['Éé١€5678', 'Password must have uppercase characters'],
])('%j breaks the default policy: %s', (password, reason) => {
  expect(() => checkPasswordPolicy(poolWith(), password)).toThrow(
    expect.objectContaining({
      name: 'InvalidPasswordException',
      message: `Password did not conform with policy: ${reason}`,
    }),
  );
});

test.each([...'^$*.[]{}()?"!@#%&/\\,><\':;|_~`=+-'])('%s is a symbol', (symbol) => {
  expect(() => checkPasswordPolicy(poolWith(), `Aa15567${symbol}`)).not.toThrow();
});

test('a space inside is a symbol', () => {
  expect(() => checkPasswordPolicy(poolWith(), 'Aa15 5678')).not.toThrow();
});

test('a pool may ask for less, or for more', () => {
  const lax = { MinimumLength: 6, RequireUppercase: false, RequireLowercase: false, RequireNumbers: false };
  expect(() => checkPasswordPolicy(poolWith({ ...lax, RequireSymbols: false }), 'aaaaaa')).not.toThrow();
  expect(() => checkPasswordPolicy(poolWith({ ...lax, RequireSymbols: true }), 'aaaaaa')).toThrow('symbol');
  expect(() => checkPasswordPolicy(poolWith({ MinimumLength: 20 }), 'Aa1!5678')).toThrow('long enough');
});

test.each([6, 8, 30, 99])('temporary passwords fit a pool that asks for %i characters', (MinimumLength) => {
  const pool = poolWith({ MinimumLength });
  const made = new Set<string>();
  for (let round = 0; round < 50; round += 1) {
    const password = generateTemporaryPassword(pool, { bytes: randomBytes });
    checkPasswordPolicy(pool, password);
    expect(password).toMatch(/^[A-HJ-NP-Za-km-z2-9!#%*+\-=?@_]+$/);
    expect(password.length).toBe(Math.max(MinimumLength, 12));
    made.add(password);
  }
  expect(made.size).toBe(50);
});

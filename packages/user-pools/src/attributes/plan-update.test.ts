import { describe, expect, test } from 'vitest';
import type { Pool, PoolSettings } from '../storage/pools.ts';
import { planUpdate } from './plan-update.ts';

const pool = (settings: PoolSettings): Pool => ({
  id: 'us-east-1_abc',
  name: 'p',
  settings,
  createdAt: 0,
  updatedAt: 0,
});
const silent = pool({});
const verifying = pool({ AutoVerifiedAttributes: ['email'] });
const keeping = pool({
  AutoVerifiedAttributes: ['email'],
  UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
});
const before = { sub: 's', email: 'old@example.com', email_verified: 'true', name: 'N' };

describe('a new address', () => {
  test('counts at once, unverified, without a code where the pool verifies nothing', () => {
    expect(planUpdate(silent, before, { email: 'new@example.com' })).toEqual({
      attributes: { ...before, email: 'new@example.com', email_verified: 'false' },
      emailToVerify: undefined,
    });
  });

  test('counts at once and gets a code where the pool verifies', () => {
    expect(planUpdate(verifying, before, { email: 'new@example.com' })).toEqual({
      attributes: { ...before, email: 'new@example.com', email_verified: 'false' },
      emailToVerify: 'new@example.com',
    });
  });

  test('waits where the pool keeps the old one; what else was given does not', () => {
    expect(planUpdate(keeping, before, { email: 'new@example.com', name: 'M' })).toEqual({
      attributes: { ...before, name: 'M' },
      emailToVerify: 'new@example.com',
    });
  });

  test('needs no code when it is called verified', () => {
    for (const each of [silent, verifying, keeping]) {
      expect(planUpdate(each, before, { email: 'new@example.com', email_verified: 'true' })).toEqual({
        attributes: { ...before, email: 'new@example.com', email_verified: 'true' },
        emailToVerify: undefined,
      });
    }
  });

  test('that is the old one changes nothing', () => {
    expect(planUpdate(verifying, before, { email: 'old@example.com' })).toEqual({
      attributes: before,
      emailToVerify: undefined,
    });
  });

  test('for a user who had none waits too', () => {
    const { email: _, email_verified: __, ...bare } = before;
    expect(planUpdate(keeping, bare, { email: 'new@example.com' })).toEqual({
      attributes: bare,
      emailToVerify: 'new@example.com',
    });
  });
});

test('a new phone number is unverified unless said so', () => {
  expect(planUpdate(silent, before, { phone_number: '+12' }).attributes.phone_number_verified).toBe('false');
  const given = { phone_number: '+12', phone_number_verified: 'true' };
  expect(planUpdate(silent, before, given).attributes.phone_number_verified).toBe('true');
});

test('an empty value deletes, and an address takes its flag along', () => {
  expect(planUpdate(silent, before, { name: '', email: '' }).attributes).toEqual({ sub: 's' });
});

test('a flag without its address is refused', () => {
  expect(() => planUpdate(silent, { sub: 's' }, { email_verified: 'true' })).toThrow('Email is required');
  expect(() => planUpdate(silent, before, { phone_number_verified: 'false' })).toThrow('Phone Number is required');
});

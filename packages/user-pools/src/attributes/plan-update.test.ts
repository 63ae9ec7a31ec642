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
      toVerify: [],
    });
  });

  test('counts at once and gets a code where the pool verifies', () => {
    expect(planUpdate(verifying, before, { email: 'new@example.com' })).toEqual({
      attributes: { ...before, email: 'new@example.com', email_verified: 'false' },
      toVerify: ['new@example.com'],
    });
  });

  test('waits where the pool keeps the old one; what else was given does not', () => {
    expect(planUpdate(keeping, before, { email: 'new@example.com', name: 'M' })).toEqual({
      attributes: { ...before, name: 'M' },
      toVerify: ['new@example.com'],
    });
  });

  test('needs no code when it is called verified', () => {
    for (const each of [silent, verifying, keeping]) {
      expect(planUpdate(each, before, { email: 'new@example.com', email_verified: 'true' })).toEqual({
        attributes: { ...before, email: 'new@example.com', email_verified: 'true' },
        toVerify: [],
      });
    }
  });

  test('that is the old one changes nothing', () => {
    expect(planUpdate(verifying, before, { email: 'old@example.com' })).toEqual({
      attributes: before,
      toVerify: [],
    });
  });

  test('for a user who had none waits too', () => {
    const { email: _, email_verified: __, ...bare } = before;
    expect(planUpdate(keeping, bare, { email: 'new@example.com' })).toEqual({
      attributes: bare,
      toVerify: ['new@example.com'],
    });
  });
});

describe('a new phone number', () => {
  const both = ['email' as const, 'phone_number' as const];
  const phoneKeeping = pool({
    AutoVerifiedAttributes: both,
    UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['phone_number'] },
  });

  test('is unverified unless said so', () => {
    expect(planUpdate(silent, before, { phone_number: '+12' }).attributes.phone_number_verified).toBe('false');
    const given = { phone_number: '+12', phone_number_verified: 'true' };
    expect(planUpdate(silent, before, given).attributes.phone_number_verified).toBe('true');
  });

  test('follows its own settings, whatever holds for the e-mail address', () => {
    expect(planUpdate(keeping, before, { phone_number: '+12' })).toEqual({
      attributes: { ...before, phone_number: '+12', phone_number_verified: 'false' },
      toVerify: [],
    });
    expect(planUpdate(phoneKeeping, before, { phone_number: '+12', email: 'new@example.com' })).toEqual({
      attributes: { ...before, email: 'new@example.com', email_verified: 'false' },
      toVerify: ['new@example.com', '+12'],
    });
  });

  test('needs no code when it is called verified', () => {
    const given = { phone_number: '+12', phone_number_verified: 'true' };
    expect(planUpdate(phoneKeeping, before, given)).toEqual({ attributes: { ...before, ...given }, toVerify: [] });
  });
});

test('an empty value deletes, and an address takes its flag along', () => {
  expect(planUpdate(silent, before, { name: '', email: '' }).attributes).toEqual({ sub: 's' });
});

test('a flag without its address is refused', () => {
  expect(() => planUpdate(silent, { sub: 's' }, { email_verified: 'true' })).toThrow('Email is required');
  expect(() => planUpdate(silent, before, { phone_number_verified: 'false' })).toThrow('Phone Number is required');
});

import { describe, expect, test } from 'vitest';
import type { Pool } from '../storage/pools.ts';
import { type AddressKind, deliveryDetails, isEmailAddress, isPhoneNumber, simulatedDetails } from './addresses.ts';

const pool = (CaseSensitive: boolean): Pool => ({
  id: 'us-east-1_abc',
  name: 'p',
  settings: { UsernameConfiguration: { CaseSensitive } },
  createdAt: 0,
  updatedAt: 0,
});

describe('e-mail addresses', () => {
  test.each([
    'a@example.com',
    "o'hara+tag@mail.example.co.uk",
    'A.B@EXAMPLE.COM',
    'jörg@müller.example',
    'x_y-z@ex-ample.com',
    '用户@例子.中国',
  ])('%s is one', (address) => expect(isEmailAddress(address)).toBe(true));
  test.each([
    '',
    'a',
    'a@',
    '@example.com',
    'a@example',
    'a@@example.com',
    'a@b@example.com',
    '.a@example.com',
    'a..b@example.com',
    'a@-example.com',
    'a@example-.com',
    'a@example..com',
    'a b@example.com',
    'a@exam ple.com',
    'a\r\nBcc: b@example.com',
    'a@example.com\r\nBcc: b@example.com',
    'a@example.com\n',
    'a@example.com,b@example.com',
    'a@example.com;b@example.com',
    '<a@example.com>',
    'A <a@example.com>',
    '"a b"@example.com',
    'a@[127.0.0.1]',
    `${'a'.repeat(65)}@example.com`,
    `a@${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(63)}.${'e'.repeat(63)}`,
  ])('%j is none', (address) => expect(isEmailAddress(address)).toBe(false));

  test('a long hopeless text is judged quickly', () => {
    const begun = performance.now();
    isEmailAddress(`${'a.'.repeat(30)}@${'b-'.repeat(90)}!`);
    expect(performance.now() - begun).toBeLessThan(100);
  });
});

test('phone numbers are E.164', () => {
  expect(['+14325551212', '+12', '+123456789012345'].every(isPhoneNumber)).toBe(true);
  expect(['14325551212', '+04325551212', '+1234567890123456', '+1 432', '+', '+1432x'].some(isPhoneNumber)).toBe(false);
});

describe('where a code went', () => {
  test('shows first letters only, in the case the pool compares', () => {
    expect(deliveryDetails(pool(false), 'Frida@Example.com').Destination).toBe('f***@e***');
    expect(deliveryDetails(pool(true), 'Frida@Example.com').Destination).toBe('F***@E***');
    expect(deliveryDetails(pool(false), '𝒜b@example.com').Destination).toBe('𝒜***@e***');
  });

  const sub = '0123abcd-0000-0000-0000-000000000000';
  const otherSub = '0123abcd-0001-0000-0000-000000000000';
  const simulate = (typed: string, kinds: AddressKind[], id = sub) => simulatedDetails(pool(false), typed, id, kinds);

  test('for a typed address is what that address would show; for a name it hangs on the sub', () => {
    expect(simulate('Frida@Example.com', ['email'])).toEqual(deliveryDetails(pool(false), 'frida@example.com'));
    expect(simulate('+14325551212', ['phone_number'])).toEqual(deliveryDetails(pool(false), '+14325551212'));
    expect(simulate('frida', ['email'])).toEqual(simulate('another', ['email']));
    expect(simulate('frida', ['email']).Destination).toMatch(/^[a-z]\*\*\*@[a-z]\*\*\*$/);
    expect(simulate('frida', ['phone_number'])).toEqual(simulate('another', ['phone_number']));
    expect(simulate('frida', ['phone_number']).Destination).toMatch(/^\+\*{7}\d{4}$/);
    expect(simulate('frida', ['phone_number'], `0000${sub.slice(4)}`).Destination).toBe('+*******0000');
  });

  test('is never of a kind the pool does not send to', () => {
    expect(simulate('+14325551212', ['email']).DeliveryMedium).toBe('EMAIL');
    expect(simulate('frida@example.com', ['phone_number']).DeliveryMedium).toBe('SMS');
  });

  test('is of either kind where users are: of any for a name, of the first choice or the one typed for an address', () => {
    const media = (typed: string, kinds: AddressKind[]) =>
      [sub, otherSub].map((id) => simulate(typed, kinds, id).DeliveryMedium);
    expect(media('frida', ['email', 'phone_number'])).toEqual(['EMAIL', 'SMS']);
    expect(media('frida', ['phone_number', 'email'])).toEqual(['SMS', 'EMAIL']);
    expect(media('frida@example.com', ['phone_number', 'email'])).toEqual(['SMS', 'EMAIL']);
    expect(media('frida@example.com', ['email', 'phone_number'])).toEqual(['EMAIL', 'EMAIL']);
    expect(media('+14325551212', ['phone_number', 'email'])).toEqual(['SMS', 'SMS']);
    expect(media('+14325551212', ['email', 'phone_number'])).toEqual(['EMAIL', 'SMS']);
  });
});

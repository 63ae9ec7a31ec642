import { expect, test } from 'vitest';
import { createAddressLimit } from './addresses.ts';

function limitOf(rate: number) {
  let time = 0;
  const limit = createAddressLimit(rate, { now: () => time });
  const count = (address: string, calls: number) =>
    Array.from({ length: calls }, () => limit.admit(address)).filter(Boolean).length;
  return { limit, count, wait: (ms: number) => (time += ms) };
}

test('an address has a burst, then its rate', () => {
  const { count, wait } = limitOf(10);
  expect(count('192.0.2.1', 80)).toBe(50);
  wait(1000);
  expect(count('192.0.2.1', 80)).toBe(10);
  wait(60_000);
  expect(count('192.0.2.1', 80)).toBe(50);
});

test('addresses do not disturb each other', () => {
  const { count } = limitOf(1);
  expect(count('192.0.2.1', 10)).toBe(5);
  expect(count('192.0.2.2', 10)).toBe(5);
});

test('the addresses of one IPv6 network share an allowance', () => {
  const { count } = limitOf(1);
  expect(count('2001:db8::1', 5)).toBe(5);
  expect(count('2001:db8:0:0:1:2:3:4', 5)).toBe(0);
  expect(count('2001:db8:0:1::1', 5)).toBe(5);
  expect(count('::1', 5)).toBe(5);
  expect(count('2001:0DB8::0001', 5)).toBe(0);
  expect(count('2001:db8:0:1:203:0:113:1', 5)).toBe(0);
  expect(count('fe80::1%eth0', 5)).toBe(5);
  expect(count('fe80::2%eth1', 5)).toBe(0);
});

test('mapped IPv4 addresses are told apart, and are those that they map', () => {
  const { count } = limitOf(1);
  expect(count('::ffff:192.0.2.1', 5)).toBe(5);
  expect(count('::ffff:192.0.2.2', 5)).toBe(5);
  for (const written of ['192.0.2.1', '::FFFF:c000:201', '0:0:0:0:0:ffff:192.0.2.1', '::ffff:192.0.2.2'])
    expect(count(written, 1), written).toBe(0);
  expect(count('192.0.2.3', 5)).toBe(5);
});

test('an address that only looks mapped is of its own network', () => {
  const { count } = limitOf(1);
  expect(count('::192.0.2.1', 5)).toBe(5);
  expect(count('::c000:202', 5)).toBe(0);
  expect(count('192.0.2.1', 5)).toBe(5);
});

test('a clock that is set back gives nothing away and takes nothing', () => {
  const { count, wait } = limitOf(10);
  expect(count('192.0.2.1', 30)).toBe(30);
  wait(-10_000);
  expect(count('192.0.2.1', 30)).toBe(20);
});

test('rate 0 admits everything', () => {
  expect(limitOf(0).count('192.0.2.1', 1000)).toBe(1000);
});

test('a flood of addresses cannot fill the memory, and costs nobody a call', () => {
  const { limit } = limitOf(1);
  for (let index = 0; index < 25_000; index += 1) expect(limit.admit(`address-${index}`)).toBe(true);
});

test('what is no address, but much longer, is told apart by its beginning alone', () => {
  const { count } = limitOf(1);
  expect(count(`${'x'.repeat(16_000)}1`, 3)).toBe(3);
  expect(count(`${'x'.repeat(16_000)}2`, 3)).toBe(2);
});

import { afterEach, expect, test } from 'vitest';
import type { Config } from '../src/index.ts';
import { startTestServer, type TestServer } from './server.ts';
import { post } from './wire.ts';

let server: TestServer;

afterEach(() => server?.close());

const burst = 5;
const admitted = 'NotAuthorizedException';
const refused = 'TooManyRequestsException';

/** Starts a server that admits one call a second and address, and holds its clock. */
async function start(overrides: Partial<Config> = {}): Promise<void> {
  server = await startTestServer({ addressRate: 1, ...overrides });
  const now = server.clock.now();
  server.ctx.clock.now = () => now;
}

/** What a call is answered that comes through these hops, the caller's own claim first. */
async function call(...hops: string[]): Promise<string | undefined> {
  const headers = hops.length > 0 ? { 'x-forwarded-for': hops.join(', ') } : undefined;
  return (await post(server.url, 'GetUser', { AccessToken: 'x' }, headers)).body.__type;
}

async function spend(...hops: string[]): Promise<void> {
  for (let count = 0; count < burst; count += 1) expect(await call(...hops)).toBe(admitted);
  expect(await call(...hops)).toBe(refused);
}

test('behind a trusted proxy each client has an allowance of its own', async () => {
  await start({ trustedProxies: ['127.0.0.1'] });
  await spend('203.0.113.1');
  await spend('203.0.113.2');
  await spend();
});

test('nobody else is believed: a client that claims other addresses has one allowance', async () => {
  await start();
  for (let count = 0; count < burst; count += 1) expect(await call(`203.0.113.${count}`)).toBe(admitted);
  expect(await call('203.0.113.99')).toBe(refused);
  expect(await call()).toBe(refused);
});

test('a client behind a trusted proxy cannot put other addresses in front of its own', async () => {
  await start({ trustedProxies: ['127.0.0.1', '10.0.0.0/8'] });
  for (let count = 0; count < burst; count += 1)
    expect(await call(`198.51.100.${count}`, '203.0.113.1', '10.1.2.3')).toBe(admitted);
  expect(await call('198.51.100.99', '203.0.113.1', '10.9.9.9')).toBe(refused);
  expect(await call('203.0.113.1')).toBe(refused);
  expect(await call('203.0.113.2', '10.1.2.3')).toBe(admitted);
});

test('the addresses of one IPv6 network share an allowance, and mapped IPv4 addresses do not', async () => {
  await start({ trustedProxies: ['127.0.0.1'] });
  for (let count = 0; count < burst; count += 1) expect(await call(`2001:db8:0:1::${count + 1}`)).toBe(admitted);
  expect(await call('2001:db8:0:1:ffff:ffff:ffff:ffff')).toBe(refused);
  expect(await call('2001:0db8:0000:0001::9')).toBe(refused);
  expect(await call('2001:db8:0:2::1')).toBe(admitted);
  await spend('::ffff:203.0.113.1');
  expect(await call('::ffff:203.0.113.2')).toBe(admitted);
});

test('an IPv4 client keeps its allowance however its address is written', async () => {
  await start({ trustedProxies: ['127.0.0.1'] });
  await spend('203.0.113.1');
  for (const written of ['::ffff:203.0.113.1', '::ffff:cb00:7101', '0:0:0:0:0:ffff:203.0.113.1'])
    expect(await call(written), written).toBe(refused);
  expect(await call('::ffff:cb00:7102')).toBe(admitted);
});

test('the refusal is the service’s own, and costs no parsing and no signature check', async () => {
  await start({ trustedProxies: ['127.0.0.1'] });
  await spend('203.0.113.1');
  for (const [operation, body] of [
    ['GetUser', 'no JSON'],
    ['ListUserPools', { MaxResults: 1 }],
  ] as const) {
    const answer = await post(server.url, operation, body, { 'x-forwarded-for': '203.0.113.1' });
    expect([answer.status, answer.body]).toEqual([400, { __type: refused, message: 'Rate exceeded' }]);
    expect(answer.headers.get('retry-after')).toBeNull();
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  }
});

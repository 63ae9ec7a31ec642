import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureAccessKey } from '../src/index.ts';
import { startTestServer, type TestServer } from './server.ts';
import { send, sign } from './signing.ts';

let server: TestServer;
let credentials: { accessKeyId: string; secretAccessKey: string };
beforeAll(async () => {
  server = await startTestServer();
  credentials = await ensureAccessKey(server.ctx);
});
afterAll(() => server.close());

const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
const body = 'Action=GetCallerIdentity&Version=2011-06-15';

function identify(region: string, secretAccessKey = credentials.secretAccessKey) {
  const given = { ...credentials, secretAccessKey };
  const sts = new STSClient({ endpoint: server.url, region, credentials: given, maxAttempts: 1 });
  return sts.send(new GetCallerIdentityCommand());
}

test('J080 GetCallerIdentity answers UserId, Account and Arn', async () => {
  const { UserId, Account, Arn } = await identify('us-east-1');
  expect({ UserId, Account, Arn }).toEqual({
    UserId: '000000000000',
    Account: '000000000000',
    Arn: 'arn:aws:iam::000000000000:root',
  });
});

test('a wrong secret, an unknown key and another region are refused as STS refuses them', async () => {
  await expect(identify('us-east-1', 'wrong')).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' });
  await expect(identify('eu-west-1')).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' });
  const unknown = { accessKeyId: 'unknown', secretAccessKey: 'x' };
  const answer = await send(server, await sign(server, { service: 'sts', headers, body, credentials: unknown }), body);
  expect([answer.status, answer.text]).toEqual([403, expect.stringContaining('<Code>InvalidClientTokenId</Code>')]);
});

test('no signature is refused', async () => {
  const answer = await send(server, headers, body);
  expect(answer.status).toBe(403);
  expect(answer.headers.get('content-type')).toBe('text/xml');
  expect(answer.text).toContain('<Code>MissingAuthenticationToken</Code>');
});

test('a signature serves one service', async () => {
  const good = await send(server, await sign(server, { service: 'sts', headers, body }), body);
  expect(good.status).toBe(200);
  const other = await send(server, await sign(server, { service: 'cognito-idp', headers, body }), body);
  expect(other.status).toBe(403);
  expect(other.text).toContain("<Message>Credential should be scoped to correct service: 'sts'.</Message>");
});

test('another action is unknown', async () => {
  const answer = await send(server, headers, 'Action=AssumeRole');
  expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('<Code>InvalidAction</Code>')]);
});

test('a server in another region takes its own and the global one', async () => {
  const elsewhere = await startTestServer({ region: 'eu-central-1', accountId: '123456789012' });
  try {
    for (const region of ['eu-central-1', 'us-east-1']) {
      const given = await ensureAccessKey(elsewhere.ctx);
      const sts = new STSClient({ endpoint: elsewhere.url, region, credentials: given, maxAttempts: 1 });
      expect((await sts.send(new GetCallerIdentityCommand())).Account).toBe('123456789012');
    }
  } finally {
    await elsewhere.close();
  }
});

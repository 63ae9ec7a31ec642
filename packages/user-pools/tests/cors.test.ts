import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './server.ts';
import { post, sendRaw } from './wire.ts';

const origin = 'https://app.example.com';
const listPools = 'AWSCognitoIdentityProviderService.ListUserPools';

describe('web pages of any origin', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  test('J201 may send what Amplify sends', async () => {
    const answer = await fetch(`${server.url}/`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'cache-control,content-type,x-amz-target,x-amz-user-agent',
      },
    });
    expect([200, 204]).toContain(answer.status);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('access-control-allow-methods')).toContain('POST');
    expect(answer.headers.get('access-control-max-age')).toBe('172800');
    const allowed = answer.headers.get('access-control-allow-headers')?.split(', ') ?? [];
    for (const header of ['cache-control', 'content-type', 'x-amz-target', 'x-amz-user-agent', 'authorization'])
      expect(allowed).toContain(header);
    expect(answer.headers.has('access-control-allow-credentials')).toBe(false);
  });

  test('may read an error and its headers, whatever refused the call', async () => {
    for (const answer of [
      await post(server.url, 'GetUser', { AccessToken: 'x' }, { origin }),
      await post(server.url, 'GetUser', 'not json', { origin }),
      await post(server.url, 'NoSuchOperation', {}, { origin }),
      await post(server.url, undefined, {}, { origin }),
      await post(server.url, 'ListUserPools', { MaxResults: 1 }, { origin }),
      await post(server.url, 'GetUser', 'x'.repeat(2_000_000), { origin }),
    ]) {
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
      const exposed = answer.headers.get('access-control-expose-headers') ?? '';
      for (const header of ['x-amzn-RequestId', 'x-amzn-ErrorType', 'x-amzn-ErrorMessage', 'Date'])
        expect(exposed.split(',')).toContain(header);
    }
  });
});

describe('with the signature check off', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ unsafeSkipSignatureCheck: true });
  });
  afterAll(() => server.close());

  const call = (headers: Record<string, string>, target = listPools, body = '{"MaxResults":1}') =>
    sendRaw(server.url, { method: 'POST', path: '/', headers: { 'x-amz-target': target, ...headers }, body });
  const host = () => new URL(server.url).host;

  test('signed operations need no signature', async () => {
    expect((await call({})).status).toBe(200);
    expect((await post(server.url, 'ListUserPools', { MaxResults: 1 })).status).toBe(200);
  });

  test('names of this machine are answered, no others', async () => {
    const { port } = new URL(server.url);
    for (const name of [
      `localhost:${port}`,
      `127.0.0.1:${port}`,
      `[::1]:${port}`,
      `pools.localhost:${port}`,
      'localhost',
    ])
      expect((await call({ host: name })).status, name).toBe(200);
    for (const name of [
      'evil.example.com',
      `evil.example.com:${port}`,
      'localhost.evil.example.com',
      '192.0.2.1',
      'x@localhost',
    ]) {
      const answer = await call({ host: name });
      expect(answer.body.__type, name).toBe('AccessDeniedException');
    }
  });

  test('other paths check the name as well', async () => {
    const headers = { host: 'evil.example.com' };
    const answer = await sendRaw(server.url, { method: 'GET', path: '/health', headers });
    expect(answer.body.__type).toBe('AccessDeniedException');
  });

  test('a signed operation sends no CORS headers, an unsigned one does', async () => {
    const signed = await call({});
    expect(signed.status).toBe(200);
    expect(signed.headers.has('access-control-allow-origin')).toBe(false);
    const failed = await call({}, listPools, '{"MaxResults":1000}');
    expect(failed.headers.has('access-control-allow-origin')).toBe(false);
    const unsigned = await call({}, 'AWSCognitoIdentityProviderService.GetUser', '{"AccessToken":"x"}');
    expect(unsigned.headers.get('access-control-allow-origin')).toBe('*');
  });

  test('a page of another origin cannot even have it carried out', async () => {
    for (const foreign of [origin, 'null', 'http://localhost:1', 'http://evil.example.com'])
      expect((await call({ origin: foreign })).body.__type, foreign).toBe('AccessDeniedException');
    expect((await call({ origin: `http://${host()}` })).status).toBe(200);
  });

  test('a page cannot learn who the caller is', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = 'Action=GetCallerIdentity';
    const answer = await sendRaw(server.url, { method: 'POST', path: '/', headers, body });
    expect(answer.status).toBe(200);
    expect(answer.headers.has('access-control-allow-origin')).toBe(false);
    const foreign = await sendRaw(server.url, { method: 'POST', path: '/', headers: { ...headers, origin }, body });
    expect(foreign.status).toBe(403);
  });

  test('an address that others reach is refused at start', async () => {
    await expect(startTestServer({ unsafeSkipSignatureCheck: true, host: '0.0.0.0' })).rejects.toMatchObject({
      name: 'ConfigError',
    });
  });
});

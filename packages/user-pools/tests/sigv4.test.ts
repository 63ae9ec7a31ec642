import { ListUserPoolsCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './server.ts';
import { listPoolsBody, send, sign, without } from './signing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describe('a good signature', () => {
  test('the SDK is let in', async () => {
    const { UserPools } = await server.admin.send(new ListUserPoolsCommand({ MaxResults: 10 }));
    expect(UserPools).toEqual([]);
  });

  test('so is a request signed by hand, with the checksum header and without', async () => {
    const signed = await sign(server);
    expect(signed['x-amz-content-sha256']).toBeDefined();
    expect((await send(server, signed)).status).toBe(200);
    const bare = without(
      await sign(server, {
        unsignableHeaders: new Set(['x-amz-content-sha256']),
      }),
      'x-amz-content-sha256',
    );
    expect((await send(server, bare)).status).toBe(200);
  });

  test('so is one signed as the Go SDK does it, Terraform with it: the length covered, no checksum sent', async () => {
    const headers = await sign(server, {
      headers: {
        'amz-sdk-invocation-id': '00000000-0000-4000-8000-000000000000',
        'amz-sdk-request': 'attempt=1; max=25',
        'content-length': String(Buffer.byteLength(listPoolsBody)),
      },
      unsignableHeaders: new Set(['x-amz-content-sha256']),
    });
    expect(headers.authorization).toContain(
      'SignedHeaders=amz-sdk-invocation-id;amz-sdk-request;content-length;content-type;host;x-amz-date;x-amz-target',
    );
    expect((await send(server, without(headers, 'x-amz-content-sha256'))).status).toBe(200);
  });

  test('spaces in the Authorization header do not matter, nor does the case of header names', async () => {
    const { authorization = '', ...rest } = await sign(server);
    expect((await send(server, { ...rest, Authorization: authorization.replaceAll(', ', ',') })).status).toBe(200);
    expect((await send(server, { ...rest, AUTHORIZATION: authorization.replaceAll(', ', ' ,  ') })).status).toBe(200);
  });

  test('a header that is not covered may be added, as proxies do', async () => {
    expect((await send(server, { ...(await sign(server)), via: '1.1 proxy' })).status).toBe(200);
  });
});

import { createHash } from 'node:crypto';
import { ListUserPoolsCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './server.ts';
import { edit, expectRefusal, listPoolsBody, send, sign, without } from './signing.ts';

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

describe('every part altered in turn', () => {
  test('the body', async () => {
    const bare = without(
      await sign(server, {
        unsignableHeaders: new Set(['x-amz-content-sha256']),
      }),
      'x-amz-content-sha256',
    );
    expectRefusal(await send(server, bare, '{"MaxResults":11}'), 'InvalidSignatureException', /does not match/);
    expectRefusal(await send(server, await sign(server), '{"MaxResults":11}'), 'InvalidSignatureException');
  });

  test('a body that claims to be unsigned, or to be another', async () => {
    for (const stated of ['UNSIGNED-PAYLOAD', createHash('sha256').update('{}').digest('hex')]) {
      const headers = await sign(server, { headers: { 'x-amz-content-sha256': stated } });
      expectRefusal(await send(server, headers), 'InvalidSignatureException', /does not match/);
    }
  });

  test('the query', async () => {
    expectRefusal(
      await send(server, await sign(server), listPoolsBody, '/?a=b'),
      'InvalidSignatureException',
      /does not match/,
    );
  });

  test.each([
    ['host', 'evil.example.com'],
    ['content-type', 'application/x-amz-json-1.0'],
    ['x-amz-target', 'AWSCognitoIdentityProviderService.DeleteUserPool'],
    ['x-amz-content-sha256', '0'.repeat(64)],
  ])('the header %s', async (name, value) => {
    const altered = { ...(await sign(server)), [name]: value };
    expectRefusal(await send(server, altered), 'InvalidSignatureException', /does not match/);
  });

  test('the time, by a second', async () => {
    const headers = await sign(server, { signingDate: new Date(server.clock.now() - 10_000) });
    const date = headers['x-amz-date'] ?? '';
    const other = `${date.slice(0, -3)}${date.slice(-3, -1) === '30' ? '31' : '30'}Z`;
    expectRefusal(await send(server, { ...headers, 'x-amz-date': other }), 'InvalidSignatureException');
  });

  test('a covered header that is missing', async () => {
    const rest = without(await sign(server), 'content-type');
    expectRefusal(await send(server, rest), 'InvalidSignatureException', /does not match/);
  });

  test('the list of covered headers', async () => {
    const headers = await sign(server);
    const shorter = edit(headers, (text) => text.replace('content-type;', ''));
    expectRefusal(await send(server, shorter), 'InvalidSignatureException', /does not match/);
    const withoutHost = edit(headers, (text) => text.replace('host;', ''));
    expectRefusal(await send(server, withoutHost), 'InvalidSignatureException', /'Host'/);
  });

  test('the signature itself: another, shorter, longer, in capitals', async () => {
    const headers = await sign(server);
    const last = headers.authorization?.at(-1) === '0' ? '1' : '0';
    for (const change of [
      (text: string) => `${text.slice(0, -1)}${last}`,
      (text: string) => text.slice(0, -1),
      (text: string) => `${text}0`,
      (text: string) => text.replace(/Signature=(\w+)$/, (all) => all.toUpperCase().replace('SIGNATURE', 'Signature')),
    ])
      expectRefusal(await send(server, edit(headers, change)), 'InvalidSignatureException', /does not match/);
  });
});

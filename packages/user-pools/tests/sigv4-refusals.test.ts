import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureAccessKey } from '../src/index.ts';
import { startTestServer, type TestServer } from './server.ts';
import { edit, expectRefusal, listPoolsBody, send, sign, without } from './signing.ts';

let server: TestServer;
let credentials: { accessKeyId: string; secretAccessKey: string };
beforeAll(async () => {
  server = await startTestServer();
  credentials = await ensureAccessKey(server.ctx);
});
afterAll(() => server.close());

describe('the credential', () => {
  test('an unknown key, and a secret that is not the key’s', async () => {
    const unknown = { accessKeyId: 'unknown', secretAccessKey: credentials.secretAccessKey };
    expectRefusal(
      await send(server, await sign(server, { credentials: unknown })),
      'UnrecognizedClientException',
      /^The security token included in the request is invalid\.$/,
    );
    const wrong = { ...credentials, secretAccessKey: 'wrong' };
    expectRefusal(
      await send(server, await sign(server, { credentials: wrong })),
      'InvalidSignatureException',
      /does not match/,
    );
  });

  test('a session token, which belongs to no key of ours', async () => {
    const temporary = { ...credentials, sessionToken: 'token' };
    expectRefusal(await send(server, await sign(server, { credentials: temporary })), 'UnrecognizedClientException');
  });

  test('another service, region or terminator', async () => {
    expectRefusal(
      await send(server, await sign(server, { service: 'sts' })),
      'InvalidSignatureException',
      /correct service/,
    );
    expectRefusal(
      await send(server, await sign(server, { region: 'eu-west-1' })),
      'InvalidSignatureException',
      /valid region/,
    );
    const other = edit(await sign(server), (text) => text.replace('aws4_request', 'aws5_request'));
    expectRefusal(await send(server, other), 'InvalidSignatureException', /valid terminator/);
  });

  test('a date that is not the scope’s', async () => {
    const yesterday = edit(await sign(server), (text) => text.replace(/\/\d{8}\//, '/20200101/'));
    expectRefusal(
      await send(server, yesterday),
      'InvalidSignatureException',
      /Date in Credential scope does not match/,
    );
  });
});

describe('time', () => {
  const minutes = (count: number) => new Date(server.clock.now() + count * 60_000);

  test('four minutes off are forgiven, six are not', async () => {
    for (const off of [-4, 4])
      expect((await send(server, await sign(server, { signingDate: minutes(off) }))).status).toBe(200);
    expectRefusal(
      await send(server, await sign(server, { signingDate: minutes(-6) })),
      'InvalidSignatureException',
      /^Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 5 min\.\)$/,
    );
    expectRefusal(
      await send(server, await sign(server, { signingDate: minutes(6) })),
      'InvalidSignatureException',
      /^Signature not yet current: \d{8}T\d{6}Z is still later than \d{8}T\d{6}Z \(\d{8}T\d{6}Z \+ 5 min\.\)$/,
    );
  });

  test('a date that is none', async () => {
    for (const date of ['yesterday', '20261345T000000Z', '2026-01-01T00:00:00Z'])
      expectRefusal(
        await send(server, { ...(await sign(server)), 'x-amz-date': date }),
        'IncompleteSignatureException',
      );
  });
});

describe('no signature, or half of one', () => {
  test('none', async () => {
    const rest = without(await sign(server), 'authorization');
    expectRefusal(await send(server, rest), 'MissingAuthenticationTokenException', /^Missing Authentication Token$/);
  });

  test('each part missing is named', async () => {
    const headers = await sign(server);
    for (const part of ['Credential', 'SignedHeaders', 'Signature']) {
      const without = edit(headers, (text) => text.replace(new RegExp(`${part}=[^,]+(, )?`), ''));
      expectRefusal(await send(server, without), 'IncompleteSignatureException', new RegExp(`requires '${part}'`));
    }
    const dateless = without(headers, 'x-amz-date');
    expectRefusal(await send(server, dateless), 'IncompleteSignatureException', /'X-Amz-Date'/);
  });

  test('a credential of another form, and tokens of another kind, which are not repeated', async () => {
    const short = edit(await sign(server), (text) => text.replace('/aws4_request', ''));
    expectRefusal(await send(server, short), 'IncompleteSignatureException', /exactly 5 slash-delimited elements/);
    for (const authorization of [
      'Bearer secret-token',
      'AWS4-HMAC-SHA256',
      `AWS4-HMAC-SHA256 ${'x=y,'.repeat(9000)}`,
    ]) {
      const answer = await send(server, { ...(await sign(server)), authorization: authorization.slice(0, 12_000) });
      expectRefusal(answer, 'IncompleteSignatureException');
      expect(answer.text).not.toContain('secret-token');
    }
  });

  test('names that every object has are no headers', async () => {
    for (const name of ['constructor', '__proto__', 'toString', '']) {
      const covering = edit(await sign(server), (text) => text.replace('host;', `host;${name};`));
      expectRefusal(await send(server, covering), 'InvalidSignatureException', /does not match/);
    }
    const answer = await send(server, await sign(server), listPoolsBody, '/?__proto__=1&constructor=2');
    expectRefusal(answer, 'InvalidSignatureException', /does not match/);
  });

  test('a target that is not covered could be exchanged, so it is refused', async () => {
    const headers = await sign(server, { unsignableHeaders: new Set(['x-amz-target']) });
    expectRefusal(await send(server, headers), 'InvalidSignatureException', /not signed/);
  });
});

import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureAccessKey } from '../src/index.ts';
import {
  expectUndone,
  mismatch,
  missing,
  naming,
  type Refusal,
  signDeletion,
  unrecognized,
} from './hostile/deletion.ts';
import { createWorld, type World } from './hostile/world.ts';
import { edit, foreignKeyId, send, sign, without } from './signing.ts';
import { sendRaw } from './wire.ts';

let world: World;
let headers: Record<string, string>;
let body: string;
beforeAll(async () => {
  world = await createWorld();
  ({ headers, body } = await signDeletion(world));
});
afterAll(() => world?.server.close());

const invalid = (message: string): Refusal => ['InvalidSignatureException', message];
const incomplete = (message: string): Refusal => ['IncompleteSignatureException', message];
const anotherDay = invalid('Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP.');
const notCovered = invalid('There were headers present in the request which were not signed.');
const noAlgorithm = incomplete('Authorization header requires the algorithm AWS4-HMAC-SHA256.');

describe('each part altered', () => {
  const altered = (change: (authorization: string) => string) => send(world.server, edit(headers, change), body);

  test.each([
    ['a query', () => send(world.server, headers, body, '/?a=b'), mismatch],
    ['a query without a value', () => send(world.server, headers, body, '/?a'), mismatch],
    [
      'a presigned query in its place',
      () => send(world.server, without(headers, 'authorization'), body, presigned()),
      missing,
    ],
    ['a presigned query beside it', () => send(world.server, headers, body, presigned()), mismatch],
    ['the body', () => send(world.server, headers, body.replace('ada', 'bob')), mismatch],
    ['a blank in the body', () => send(world.server, headers, `${body} `), mismatch],
    ['no body', () => send(world.server, headers, ''), mismatch],
    ['the algorithm', () => altered((text) => text.replace('SHA256', 'SHA512')), noAlgorithm],
    ['the algorithm of the older form', () => altered(() => `AWS ${foreignKeyId}:c2ln`), noAlgorithm],
    ['the key id', () => altered((text) => text.replace(/Credential=\w+/, `Credential=${foreignKeyId}`)), unrecognized],
    [
      'the key id in lower case',
      () => altered((text) => text.replace(/Credential=\w+/, (id) => id.toLowerCase().replace('c', 'C'))),
      unrecognized,
    ],
    [
      'the key id, with a wildcard',
      () => altered((text) => text.replace(/Credential=\w+/, 'Credential=%')),
      unrecognized,
    ],
    ['the day', () => altered((text) => text.replace(/\/\d{8}\//, '/20200101/')), anotherDay],
    ['the day, shortened', () => altered((text) => text.replace(/\/(\d{6})\d\d\//, '/$1/')), anotherDay],
    [
      'the region',
      () => altered((text) => text.replace('us-east-1', 'us-east-2')),
      invalid('Credential should be scoped to a valid region.'),
    ],
    [
      'the service',
      () => altered((text) => text.replace('cognito-idp', 'cognito-identity')),
      invalid("Credential should be scoped to correct service: 'cognito-idp'."),
    ],
    [
      'the terminator',
      () => altered((text) => text.replace('aws4_request', 'aws4_reques')),
      invalid("Credential should be scoped with a valid terminator: 'aws4_request'."),
    ],
    [
      'a longer scope',
      () => altered((text) => text.replace('aws4_request', 'aws4_request/x')),
      incomplete('Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term.'),
    ],
    [
      'the order of the covered headers',
      () =>
        altered((text) =>
          text.replace(
            /SignedHeaders=([^,]+)/,
            (_, list: string) => `SignedHeaders=${list.split(';').reverse().join(';')}`,
          ),
        ),
      mismatch,
    ],
    ['a covered header named twice', () => altered((text) => text.replace('host;', 'host;host;')), mismatch],
    ['a covered header in capitals', () => altered((text) => text.replace('content-type', 'Content-Type')), mismatch],
    ['a header more', () => altered((text) => text.replace('host;', 'host;via;')), mismatch],
    ['an empty name more', () => altered((text) => text.replace('host;', 'host;;')), mismatch],
    [
      'host left out',
      () => altered((text) => text.replace('host;', '')),
      invalid("'Host' must be a 'SignedHeader' in the AWS Authorization."),
    ],
    ['the target left out', () => altered((text) => text.replace(';x-amz-target', '')), notCovered],
    ['the date left out', () => altered((text) => text.replace(';x-amz-date', '')), notCovered],
    [
      'a parameter twice',
      () => altered((text) => `${text}, ${text.slice(text.indexOf('Signature='))}`),
      incomplete("Authorization header has 'Signature' parameter twice."),
    ],
    [
      'a parameter of another kind',
      () => altered((text) => `${text}, Expires=9999999999`),
      incomplete('Authorization header has an unknown parameter.'),
    ],
    [
      'no signature bytes',
      () => altered((text) => text.replace(/Signature=.*/, 'Signature=')),
      incomplete("Authorization header requires 'Signature' parameter."),
    ],
    [
      'the signature in base64',
      () =>
        altered((text) =>
          text.replace(/Signature=(.*)/, (_, hex: string) => `Signature=${Buffer.from(hex, 'hex').toString('base64')}`),
        ),
      mismatch,
    ],
  ] as const)('%s', async (_name, call, expected) => {
    await expectUndone(world, call(), expected);
  });

  test('the method and the path, of which there is one each', async () => {
    for (const [method, path] of [
      ['PUT', '/'],
      ['GET', '/'],
      ['POST', '/x'],
      ['POST', '//'],
      ['POST', '/%2f'],
    ] as const) {
      const answer = await sendRaw(world.server.url, {
        method,
        path,
        headers: { ...headers, 'content-length': String(body.length) },
        body,
      });
      expect([answer.status, answer.body.__type], path).toEqual([404, 'UnknownOperationException']);
      expect(await world.wrote()).toBe(false);
    }
  });

  test('each header', async () => {
    const { 'x-amz-date': date = '', host = '' } = headers;
    const others: Record<string, string> = {
      host: host.replace('localhost', '127.0.0.1'),
      'content-type': 'application/json',
      'x-amz-target': 'AWSCognitoIdentityProviderService.AdminGetUser',
      'x-amz-content-sha256': createHash('sha256').update('').digest('hex'),
      'x-amz-date': date.replace(/\d\dZ$/, (seconds) => (seconds === '00Z' ? '01Z' : '00Z')),
    };
    for (const [name, value] of Object.entries(others))
      await expectUndone(world, send(world.server, { ...headers, [name]: value }, body), mismatch);
    for (const name of ['content-type', 'x-amz-content-sha256'])
      await expectUndone(world, send(world.server, without(headers, name), body), mismatch);
  });

  test('each digit of the signature', async () => {
    const start = (headers.authorization ?? '').indexOf('Signature=') + 'Signature='.length;
    for (let at = start; at < start + 64; at += 1) {
      const flip = (text: string) => text.slice(0, at) + (text[at] === '0' ? '1' : '0') + text.slice(at + 1);
      await expectUndone(world, altered(flip), mismatch);
    }
  });

  test('what it says of its payload', async () => {
    for (const stated of ['UNSIGNED-PAYLOAD', 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD', '', 'x']) {
      const lying = await sign(world.server, {
        body,
        headers: { ...naming('AdminDeleteUser'), 'x-amz-content-sha256': stated },
      });
      await expectUndone(world, send(world.server, { ...lying, 'x-amz-content-sha256': stated }, body), mismatch);
    }
  });

  test('a body whose hash no header states', async () => {
    const name = 'x-amz-content-sha256';
    const unsignableHeaders = new Set([name]);
    const bare = await sign(world.server, { body, headers: naming('AdminDeleteUser'), unsignableHeaders });
    await expectUndone(world, send(world.server, without(bare, name), body.replace('ada', 'bob')), mismatch);
  });

  test('a session token, covered or not', async () => {
    await expectUndone(world, send(world.server, { ...headers, 'x-amz-security-token': 'x' }, body), unrecognized);
    const credentials = { ...(await ensureAccessKey(world.server.ctx)), sessionToken: 'x' };
    const temporary = await sign(world.server, { body, credentials, headers: naming('AdminDeleteUser') });
    await expectUndone(world, send(world.server, temporary, body), unrecognized);
  });

  function presigned(): string {
    const { authorization = '' } = headers;
    const [, accessKeyId = '', date, signature = ''] =
      /Credential=(\w+)\/(\d+).*Signature=(\w+)/.exec(authorization) ?? [];
    const query = new URLSearchParams({
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Credential': `${accessKeyId}/${date}/us-east-1/cognito-idp/aws4_request`,
      'X-Amz-Date': headers['x-amz-date'] ?? '',
      'X-Amz-Expires': '604800',
      'X-Amz-SignedHeaders': 'host',
      'X-Amz-Signature': signature,
    });
    return `/?${query}`;
  }
});

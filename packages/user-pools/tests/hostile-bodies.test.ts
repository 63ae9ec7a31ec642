import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exchange } from './hostile/raw.ts';
import { expectRefused } from './hostile/refusals.ts';
import { countWrites } from './hostile/rows.ts';
import { startTestServer, type TestServer } from './server.ts';
import { post, sendRaw } from './wire.ts';

let server: TestServer;
let writes: number;
beforeAll(async () => {
  server = await startTestServer({ addressRate: 0 });
  writes = await countWrites(server);
});
afterAll(() => server?.close());

const target = 'AWSCognitoIdentityProviderService.GetUser';
const body = '{"AccessToken":"x"}';
const utf16 = (text: string, bom = '\ufeff') => Buffer.from(bom + text, 'utf16le');

/** The body was read: the token in it is none. */
async function expectRead(answer: Promise<Awaited<ReturnType<typeof post>>>) {
  const { status, body: read } = await answer;
  expect([status, read]).toEqual([400, { __type: 'NotAuthorizedException', message: 'Invalid Access Token' }]);
}

async function expectSerialization(sent: Promise<Awaited<ReturnType<typeof post>>>, message: string) {
  const answer = await sent;
  expectRefused(answer, new Set(['SerializationException']));
  expect(answer.body.message).toBe(message);
}

const noJson = 'The request body is not well-formed JSON.';
const noObject = 'The request body must be a JSON object.';
const twice = 'A member must not be given twice.';

describe('what is no JSON', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['a trailing comma', '{"AccessToken":"x",}', noJson],
    ['single quotes', "{'AccessToken':'x'}", noJson],
    ['a comment', '{"AccessToken":"x"}//', noJson],
    ['two objects', `${body}${body}`, noJson],
    ['something behind it', `${body}\0`, noJson],
    ['a line break in a text', '{"AccessToken":"x\n"}', noJson],
    ['NaN', '{"AccessToken":NaN}', noJson],
    ['a plus sign', '{"AccessToken":+1}', noJson],
    ['a leading zero', '{"AccessToken":01}', noJson],
    ['half an escape', '{"AccessToken":"\\u12"}', noJson],
    ['UTF-16, little end first', utf16(body), noJson],
    ['UTF-16, big end first', utf16(body).swap16(), noJson],
    ['UTF-16 without a mark', utf16(body, ''), noJson],
    ['an overlong NUL', Buffer.from('7b22c080223a317d', 'hex'), noJson],
    ['half a surrogate pair as UTF-8', Buffer.from('7b22eda080223a317d', 'hex'), noJson],
    ['a character cut off', Buffer.from('7b22f09f98223a317d', 'hex'), noJson],
    ['gzip without saying so', gzipSync(body), noJson],
    ['blanks alone', ' \t\r\n', noJson],
    ['100,000 brackets', '['.repeat(100_000), noJson],
    ['100,000 brackets, closed', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, noObject],
    ['a number', '1e999', noObject],
    ['true', 'true', noObject],
  ])('%s', async (_name, sent, message) => {
    await expectSerialization(post(server.url, 'GetUser', sent), message);
  });
});

describe('what is JSON all the same', () => {
  test.each<[string, string | Uint8Array]>([
    ['a byte order mark', `\ufeff${body}`],
    ['blanks', ` \r\n\t{ "AccessToken" : "x" } \n`],
    ['escapes', '{"\\u0041ccessToken":"\\u0078"}'],
    ['colons and quotes inside of texts', '{"AccessToken":"x","More:":"\\":\\\\","{\\"a\\":":["a:b",{":":":"}]}'],
    [
      'a name that was there before, in another object',
      '{"AccessToken":"x","a":{"AccessToken":"y","a":[{"a":1},{"a":1}]}}',
    ],
    [
      'objects 100,000 deep, in a member nobody reads',
      `{"AccessToken":"x","a":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_001)}`,
    ],
    [
      '90,000 members nobody reads',
      `{"AccessToken":"x"${Array.from({ length: 90_000 }, (_, at) => `,"${at}":0`).join('')}}`,
    ],
  ])('%s', async (_name, sent) => {
    await expectRead(post(server.url, 'GetUser', sent));
  });
});

describe('a member given twice is refused, since parsers differ in which they take', () => {
  test.each([
    ['with one value', '{"AccessToken":"x","AccessToken":"x"}'],
    ['with two', '{"AccessToken":"x","AccessToken":"y"}'],
    ['written differently', '{"AccessToken":"x","\\u0041ccessToken":"y"}'],
    ['further down', '{"AccessToken":"x","a":[{"b":1,"b":2}]}'],
    ['of no name', '{"AccessToken":"x","":1,"":2}'],
    ['called __proto__', '{"AccessToken":"x","__proto__":1,"__proto__":{"a":1}}'],
    ['hidden behind quotes', '{"AccessToken":"\\\\","AccessToken":"\\""}'],
  ])('%s', async (_name, sent) => {
    await expectSerialization(post(server.url, 'GetUser', sent), twice);
  });
});

describe('what the headers say of a body', () => {
  test('its type decides nothing', async () => {
    for (const type of [
      'application/json',
      'application/json; charset=utf-16',
      'text/plain',
      'text/html;charset="utf-8"',
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded',
      'application/x-amz-cbor-1.1',
    ])
      await expectRead(post(server.url, 'GetUser', body, { 'content-type': type }));
    const headers = { 'x-amz-target': target, 'content-length': String(body.length) };
    await expectRead(sendRaw(server.url, { method: 'POST', path: '/', headers, body }));
  });

  test('a type that is none is refused', async () => {
    for (const type of [';;;', 'json', 'a/b/c', '/'])
      await expectSerialization(
        post(server.url, 'GetUser', body, { 'content-type': type }),
        'The request body could not be read.',
      );
  });

  test('a compressed body is refused by name, a plain one may say that it is plain', async () => {
    const message = 'The content encoding is not supported.';
    for (const encoding of ['gzip', 'x-gzip', 'deflate', 'br', 'zstd', 'identity, gzip', 'gzip, gzip', '*'])
      for (const sent of [gzipSync(body), body])
        await expectSerialization(post(server.url, 'GetUser', sent, { 'content-encoding': encoding }), message);
    await expectRead(post(server.url, 'GetUser', body, { 'content-encoding': 'Identity' }));
  });
});

describe('size', () => {
  const limit = 1024 * 1024;
  const padded = (length: number) => body.padEnd(length, ' ');
  const head = (lengthHeader: string) =>
    `POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: ${target}\r\n${lengthHeader}\r\n\r\n`;

  test('a mebibyte is read, a byte more is not', async () => {
    await expectRead(post(server.url, 'GetUser', padded(limit)));
    const answer = await post(server.url, 'GetUser', padded(limit + 1));
    expect([answer.status, answer.body]).toEqual([
      413,
      { __type: 'RequestEntityTooLargeException', message: 'The request body is too large.' },
    ]);
    expect(answer.headers.get('x-amzn-errortype')).toBe('RequestEntityTooLargeException');
    expect(answer.headers.get('content-type')).toBe('application/x-amz-json-1.1');
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  });

  test.each([
    ['POST /', head(`Content-Length: ${limit + 1}`)],
    ['a terabyte', head('Content-Length: 1099511627776')],
    ['an unknown operation', head(`Content-Length: ${limit + 1}`).replace('GetUser', 'Nonsense')],
    ['another path', `POST /x HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${limit + 1}\r\n\r\n`],
    ['a GET', `GET /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${limit + 1}\r\n\r\n`],
    [
      'STS',
      head(`Content-Length: ${limit + 1}\r\nContent-Type: application/x-www-form-urlencoded`).replace(
        /X-Amz.*\r\n/,
        '',
      ),
    ],
  ])('what is announced too long is refused unread, and the connection ends: %s', async (_name, headers) => {
    const { answers } = await exchange(server.url, (socket) => socket.write(`${headers}{`));
    expect(answers.map(({ status }) => status)).toEqual([413]);
    expect(answers[0]?.headers.get('connection')).toBe('close');
  });

  test.each([
    ['one that is read', head('Transfer-Encoding: chunked'), 413],
    ['one that nobody reads', head('Transfer-Encoding: chunked').replace('GetUser', 'Nonsense'), 400],
  ])('an endless body is cut off soon: %s', async (_name, headers, status) => {
    const chunk = `4000\r\n${' '.repeat(0x4000)}\r\n`;
    const { answers, sent } = await exchange(server.url, (socket) => {
      socket.write(headers);
      const more = () => {
        while (socket.writable && socket.write(chunk));
      };
      socket.on('drain', more);
      more();
    });
    expect(answers.map((answer) => answer.status)).toEqual([status]);
    // What the two systems buffer between them is sent, though not read.
    expect(sent).toBeLessThan(16 * limit);
  });
});

describe('forms, as STS reads them', () => {
  test.each([
    ['nothing', '', 400, 'InvalidAction'],
    ['a percent sign alone', '%', 400, 'InvalidAction'],
    ['another action', 'Action=AssumeRole', 400, 'InvalidAction'],
    ['markup', 'Action=<GetCallerIdentity>', 400, 'InvalidAction'],
    ['no signature', 'Action=GetCallerIdentity', 403, 'MissingAuthenticationToken'],
    ['100,000 fields', `${'a=b&'.repeat(100_000)}Action=GetCallerIdentity`, 403, 'MissingAuthenticationToken'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00]), 400, 'InvalidAction'],
  ] as const)('%s', async (_name, sent, status, code) => {
    const answer = await post(server.url, undefined, sent, { 'content-type': 'application/x-www-form-urlencoded' });
    expect([answer.status, /<Code>(.*)<\/Code>/.exec(answer.text)?.[1]]).toEqual([status, code]);
    expect(answer.headers.get('content-type')).toBe('text/xml');
  });
});

test('none of this wrote a row', async () => {
  expect(await countWrites(server)).toBe(writes);
});

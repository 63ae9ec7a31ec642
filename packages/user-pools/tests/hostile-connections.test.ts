import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../src/app.ts';
import { exchange, type RawAnswer, sendBytes } from './hostile/raw.ts';
import { countWrites } from './hostile/rows.ts';
import { startTestServer, type TestServer } from './server.ts';

let server: TestServer;
let writes: number;
beforeAll(async () => {
  server = await startTestServer({ addressRate: 0 });
  writes = await countWrites(server);
});
afterAll(() => server?.close());

const body = '{"AccessToken":"x"}';
const target = 'X-Amz-Target: AWSCognitoIdentityProviderService.GetUser';
const length = `Content-Length: ${body.length}`;
const chunked = 'Transfer-Encoding: chunked';
const chunks = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
const last = 'Connection: close';

/** A call of GetUser with these header lines, by default the last of its connection. */
function request(lines: string[], sent = body, first = 'POST / HTTP/1.1'): string {
  return [first, 'Host: localhost', target, ...lines, '', sent].join('\r\n');
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** One answer in the service's form, and nothing else on the connection. */
function expectOnly(answers: RawAnswer[], status: number, name: string, message: string): void {
  expect(answers.map((answer) => [answer.status, JSON.parse(answer.body)])).toEqual([
    [status, { __type: name, message }],
  ]);
  const headers = answers[0]?.headers;
  expect(headers?.get('content-type')).toBe('application/x-amz-json-1.1');
  expect(headers?.get('x-amzn-requestid')).toMatch(uuid);
  expect(headers?.get('x-amzn-errortype')).toBe(name);
  expect(headers?.get('x-amzn-errormessage') ?? '').toBe(message);
  expect(headers?.get('access-control-allow-origin')).toBe('*');
  expect(headers?.get('date')).toMatch(/ GMT$/);
  expect(headers?.get('connection')).toBe('close');
}

const read = [400, 'NotAuthorizedException', 'Invalid Access Token'] as const;
const noHttp = [400, 'SerializationException', 'The request is not well-formed HTTP.'] as const;
const oneHost = [400, 'SerializationException', 'The request must have one Host header.'] as const;
const noSuchTransfer = [400, 'SerializationException', 'The transfer encoding is not supported.'] as const;
const unknown = [404, 'UnknownOperationException', ''] as const;

describe('a request that two servers could understand differently ends its connection', () => {
  const smuggled = `GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n`;
  test.each([
    ['a length and chunks', request([length, chunked], `0\r\n\r\n${smuggled}`), noHttp],
    ['chunks and a length', request([chunked, length], `0\r\n\r\n${smuggled}`), noHttp],
    ['two lengths', request([length, 'Content-Length: 0'], body + smuggled), noHttp],
    ['one length twice', request([length, length]), noHttp],
    ['a list of lengths', request([`${length}, ${body.length}`]), noHttp],
    ['a negative length', request(['Content-Length: -1']), noHttp],
    ['a length with a sign', request([`Content-Length: +${body.length}`]), noHttp],
    ['a hexadecimal length', request(['Content-Length: 0x13']), noHttp],
    ['a length beyond all numbers', request([`Content-Length: ${'9'.repeat(30)}`]), noHttp],
    ['an unknown transfer coding', request(['Transfer-Encoding: xchunked'], chunks), noHttp],
    ['chunked, but not last', request(['Transfer-Encoding: chunked, identity'], chunks), noHttp],
    ['chunked twice', request([chunked, chunked], chunks), noHttp],
    ['a coding below the chunks', request(['Transfer-Encoding: gzip, chunked'], chunks), noSuchTransfer],
    ['a blank before the colon', request(['Transfer-Encoding : chunked'], chunks), noHttp],
    [
      'a tab before the value of a split coding',
      request(['Transfer-Encoding:\tchunked', 'Transfer-Encoding: x'], chunks),
      noHttp,
    ],
    ['a folded header', request(['X: a', ' b', length]), noHttp],
    ['a chunk length that is none', request([chunked], `zz\r\n${body}\r\n0\r\n\r\n`), noHttp],
    ['a chunk longer than said', request([chunked], `1\r\n${body}\r\n0\r\n\r\n`), noHttp],
    ['lines that end without a carriage return', request([length]).replaceAll('\r\n', '\n'), noHttp],
    ['a carriage return inside of a header', request(['X: a\rb', length]), noHttp],
    ['a NUL inside of a header', request(['X: a\0b', length]), noHttp],
    ['a blank inside of a name', request(['X y: z', length]), noHttp],
    ['a length shorter than the body, whose rest is no request', request(['Content-Length: 5']), noHttp],
    ['two hosts', request(['Host: other', length]), oneHost],
    ['no host', request([length]).replace('Host: localhost\r\n', ''), oneHost],
    ['a method nobody knows', 'FOO / HTTP/1.1\r\nHost: localhost\r\n\r\n', noHttp],
    ['a version nobody speaks', request([length], body, 'POST / HTTP/3.7'), noHttp],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', noHttp],
    ['TLS', Buffer.from('16030100a5010000a10303', 'hex'), noHttp],
  ] as const)('%s', async (_name, bytes, [status, name, message]) => {
    expectOnly(await sendBytes(server.url, bytes), status, name, message);
  });

  test('extensions of chunks are bounded', async () => {
    const answers = await sendBytes(server.url, request([chunked], `13;${'a'.repeat(20_000)}\r\n${body}\r\n0\r\n\r\n`));
    expectOnly(answers, 413, 'RequestEntityTooLargeException', 'The request body is too large.');
  });

  test.each([
    ['one long header', [`X: ${'a'.repeat(20_000)}`]],
    ['many headers', Array.from({ length: 3000 }, (_, at) => `a${at}: b`)],
    ['a long path', []],
  ])('too much of headers: %s', async (name, lines) => {
    const first = name === 'a long path' ? `POST /?${'a'.repeat(20_000)} HTTP/1.1` : 'POST / HTTP/1.1';
    const answers = await sendBytes(server.url, request([...lines, length], body, first));
    expectOnly(answers, 431, 'RequestEntityTooLargeException', 'The request headers are too large.');
  });
});

describe('a request that is odd, but plain', () => {
  test.each([
    ['chunks', request([chunked, last], chunks), read],
    [
      'a trailer, which is not read',
      request([chunked, last], chunks.replace(/\r\n$/, 'Authorization: x\r\n\r\n')),
      read,
    ],
    ['chunks in capitals', request(['TRANSFER-ENCODING: CHUNKED', last], chunks), read],
    ['a wish to be another protocol', request([length, 'Connection: close, upgrade', 'Upgrade: websocket']), read],
    ['headers that every object has', request([length, '__proto__: a', 'constructor: b', last]), read],
    [
      'a query, which unsigned calls do not look at',
      request([length, last], body, 'POST /?%zz&%=a&__proto__=b HTTP/1.1'),
      read,
    ],
    ['HTTP/1.0 without a host', request([length], body, 'POST / HTTP/1.0').replace('Host: localhost\r\n', ''), read],
  ] as const)('%s', async (_name, bytes, expected) => {
    expectOnly(await sendBytes(server.url, bytes), ...expected);
  });

  test('pipelined calls are answered in order', async () => {
    const names = ['GetUser', 'Nonsense', 'GetUser'];
    const calls = names.map((name, at) => request([length, ...(at === 2 ? [last] : [])]).replace('GetUser', name));
    const answers = await sendBytes(server.url, calls.join(''));
    expect(answers.map(({ headers }) => headers.get('x-amzn-errortype'))).toEqual([
      'NotAuthorizedException',
      'UnknownOperationException',
      'NotAuthorizedException',
    ]);
  });

  test('what follows a good call and is none ends the connection behind it', async () => {
    const answers = await sendBytes(server.url, `${request([length])}\0\0\0`);
    expect(answers.at(-1)?.headers.get('connection')).toBe('close');
    expect(answers.length).toBeLessThanOrEqual(2);
  });
});

describe('another target', () => {
  test.each([
    ['GET', 'GET / HTTP/1.1'],
    ['PUT', 'PUT / HTTP/1.1'],
    ['DELETE', 'DELETE / HTTP/1.1'],
    ['PATCH', 'PATCH / HTTP/1.1'],
    ['TRACE', 'TRACE / HTTP/1.1'],
    ['QUERY', 'QUERY / HTTP/1.1'],
    ['PROPFIND', 'PROPFIND / HTTP/1.1'],
    ['two slashes', 'POST // HTTP/1.1'],
    ['a parameter', 'POST /;x HTTP/1.1'],
    ['an escaped slash', 'POST /%2f HTTP/1.1'],
    ['an escaped NUL', 'POST /%00 HTTP/1.1'],
    ['half an escape', 'POST /% HTTP/1.1'],
    ['dots', 'POST /../ HTTP/1.1'],
    ['an absolute target', 'POST http://evil.example.com/ HTTP/1.1'],
    ['an absolute target that is none', 'POST http://[bad/ HTTP/1.1'],
    ['the whole server', 'OPTIONS * HTTP/1.1'],
    ['the whole server, as a call', 'POST * HTTP/1.1'],
    ['a document of a very long pool', `GET /${'a'.repeat(5000)}/.well-known/jwks.json HTTP/1.1`],
  ])('%s', async (_name, first) => {
    expectOnly(await sendBytes(server.url, request([length, last], body, first)), ...unknown);
  });

  test('a tunnel is not opened', async () => {
    expect(
      await sendBytes(server.url, 'CONNECT evil.example.com:443 HTTP/1.1\r\nHost: evil.example.com\r\n\r\n'),
    ).toEqual([]);
  });

  test.each([
    ['twice', [target, target]],
    ['two', [target, target.replace('GetUser', 'SignUp')]],
    ['in lower case', [target.toLowerCase()]],
    ['with a blank inside', ['X-Amz-Target: AWSCognitoIdentityProviderService. GetUser']],
    ['with a fragment', [`${target}#DeleteUserPool`]],
    ['empty', ['X-Amz-Target:']],
    ['very long', [`${target}${'r'.repeat(8000)}`]],
  ])('an operation named %s', async (_name, lines) => {
    const bytes = ['POST / HTTP/1.1', 'Host: localhost', ...lines, length, last, '', body].join('\r\n');
    expectOnly(await sendBytes(server.url, bytes), 400, 'UnknownOperationException', '');
  });
});

describe('whoever is slow is cut off', () => {
  // The limits themselves are injected: nobody waits for half a minute to see one.
  const patience = { headers: 300, request: 600, silence: 800, checks: 50 };
  const late = [408, 'RequestTimeoutException', 'The request did not arrive in time.'] as const;
  let url: string;
  let app: ReturnType<typeof buildApp>;
  beforeAll(async () => {
    app = buildApp(server.ctx, patience);
    url = await app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(() => app.close());

  /** Writes a byte now and then, for as long as it may. */
  const drip = (socket: Socket, bytes: string) => {
    let at = 0;
    const timer = setInterval(() => socket.write(bytes[at++ % bytes.length] ?? ''), 20);
    socket.on('close', () => clearInterval(timer));
  };

  test('with the headers', async () => {
    const { answers } = await exchange(url, (socket) => {
      socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nX: ');
      drip(socket, 'a');
    });
    expectOnly(answers, ...late);
  });

  test('with the body', async () => {
    const { answers } = await exchange(url, (socket) => {
      socket.write(request(['Content-Length: 1000'], '{'));
      drip(socket, ' ');
    });
    expectOnly(answers, ...late);
  });

  test('with chunks', async () => {
    const { answers } = await exchange(url, (socket) => {
      socket.write(request([chunked], '1\r\n{\r\n'));
      drip(socket, '1\r\n \r\n');
    });
    expectOnly(answers, ...late);
  });

  test('after promising more than ever comes', async () => {
    expectOnly(await sendBytes(url, request(['Content-Length: 1000'])), ...late);
  });

  test('with a body that nobody reads', async () => {
    const { answers } = await exchange(url, (socket) => {
      socket.write(request([chunked], '1\r\n{\r\n').replace('GetUser', 'Nonsense'));
      drip(socket, '1\r\n \r\n');
    });
    expectOnly(answers, 400, 'UnknownOperationException', '');
  });

  test('after saying nothing at all', async () => {
    expectOnly(await sendBytes(url, ''), ...late);
  });

  test('by not reading the answers', async () => {
    // So many that no buffer between the two takes them all.
    const calls = 'OPTIONS / HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(40_000);
    const closed = new Promise<void>((resolve) => {
      app.server.once('connection', (socket: Socket) => socket.once('close', () => resolve()));
    });
    void exchange(url, (socket) => {
      socket.pause();
      socket.write(calls);
    }).catch(() => undefined);
    await closed;
  });
});

test('none of this wrote a row', async () => {
  expect(await countWrites(server)).toBe(writes);
});

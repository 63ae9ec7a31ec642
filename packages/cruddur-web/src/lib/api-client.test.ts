import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ApiError, createApiClient, type TokenSource } from './api-client.ts';

interface Seen {
  method: string | undefined;
  url: string | undefined;
  authorization: string | undefined;
  body: string;
}

let server: Server;
let apiUrl: string;
let seen: Seen[];
/** Status and body by token; what is not listed answers 200. */
let answers: Map<string | undefined, [status: number, body: string]>;

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

beforeEach(async () => {
  seen = [];
  answers = new Map();
  server = createServer(async (request, response) => {
    const { authorization } = request.headers;
    seen.push({ method: request.method, url: request.url, authorization, body: await readBody(request) });
    const [status, body] = answers.get(authorization) ?? [200, '{"ok":true}'];
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const visitor: TokenSource = async () => undefined;

async function refusalOf(work: Promise<unknown>): Promise<[number, readonly string[]]> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ApiError) return [error.status, error.codes];
  throw new Error('There was no ApiError', { cause: error });
}

test('J138 the access token goes along, fetched for each call', async () => {
  let count = 0;
  const api = createApiClient(apiUrl, async () => {
    count += 1;
    return `token${count}`;
  });
  await api.get('/a');
  await api.post('/b', { message: 'hi' });
  expect(seen).toEqual([
    { method: 'GET', url: '/a', authorization: 'Bearer token1', body: '' },
    { method: 'POST', url: '/b', authorization: 'Bearer token2', body: '{"message":"hi"}' },
  ]);
});

test('J139 a visitor sends no header at all', async () => {
  await createApiClient(apiUrl, visitor).get('/a');
  expect(seen[0]?.authorization).toBeUndefined();
});

test('what is only for users is not even asked for without a token', async () => {
  const api = createApiClient(apiUrl, visitor);
  expect(await refusalOf(api.getOwn('/me'))).toEqual([401, ['unauthenticated']]);
  expect(await refusalOf(api.post('/a', {}))).toEqual([401, ['unauthenticated']]);
  expect(seen).toEqual([]);
});

test('the token never goes to another origin', async () => {
  const api = createApiClient('http://api.example.com', async () => 'secret');
  expect(await refusalOf(api.get(`${apiUrl}/a`))).toEqual([0, []]);
  expect(await refusalOf(api.get(`//${new URL(apiUrl).host}/a`))).toEqual([0, []]);
  expect(seen).toEqual([]);
});

test('J171 a token that the API refuses is renewed once', async () => {
  answers.set('Bearer old', [401, '{"code":"unauthenticated"}']);
  const api = createApiClient(apiUrl, async (options) => (options?.renew ? 'new' : 'old'));
  expect(await api.get('/a')).toEqual({ ok: true });
  expect(seen.map(({ authorization }) => authorization)).toEqual(['Bearer old', 'Bearer new']);
  answers.set('Bearer new', [401, '{"code":"unauthenticated"}']);
  expect(await refusalOf(api.get('/a'))).toEqual([401, ['unauthenticated']]);
  expect(seen).toHaveLength(4);
});

test.each([
  [422, '["message_blank","ttl_blank"]', ['message_blank', 'ttl_blank']],
  [404, '{"code":"user_not_found","message":"Nobody"}', ['user_not_found']],
  [500, 'null', []],
  [502, '<html>', []],
])('a refusal %i %s keeps its codes', async (status, body, codes) => {
  answers.set(undefined, [status, body]);
  expect(await refusalOf(createApiClient(apiUrl, visitor).get('/a'))).toEqual([status, codes]);
});

test('no answer, and a pool that gives no token, count as out of reach', async () => {
  expect(await refusalOf(createApiClient('http://127.0.0.1:1', visitor).get('/a'))).toEqual([0, []]);
  const api = createApiClient(apiUrl, () => Promise.reject(new Error('pool away')));
  expect(await refusalOf(api.get('/a'))).toEqual([0, []]);
});

test('a call given up on purpose ends with the reason of whoever gave it up', async () => {
  const abort = new AbortController();
  const call = createApiClient(apiUrl, visitor).get('/a', abort.signal);
  abort.abort(new Error('changed my mind'));
  await expect(call).rejects.toThrow('changed my mind');
});

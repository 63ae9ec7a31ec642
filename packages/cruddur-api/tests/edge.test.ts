import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from './server.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const paths = [
  '/activities/home',
  '/activities',
  '/activities/00000000-0000-7000-8000-000000000000/reply',
  '/users/me',
];
const preflight = (path: string, origin: string, method: string, headers = 'authorization,content-type') =>
  fetch(`${api.url}${path}`, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': headers },
  });

test.each(['http://localhost:3000', 'http://localhost:4567'])(
  'J143 J144 preflight from %s: 200 and what it may do',
  async (origin) => {
    for (const path of paths) {
      const { status, headers } = await preflight(`/api${path}`, origin, 'GET');
      expect(status).toBe(200);
      expect(headers.get('access-control-allow-origin')).toBe(origin);
      expect(headers.get('access-control-allow-headers')).toBe('Content-Type, Authorization');
      expect(headers.get('access-control-allow-methods')).toBe('OPTIONS, GET, HEAD, POST');
      expect(headers.get('access-control-allow-credentials')).toBeNull();
      expect(headers.get('vary')).toBe('Origin');
    }
  },
);

test.each(['https://evil.example.com', 'http://localhost:3001', 'https://localhost:3000', 'null'])(
  'J144 the origin %s is let nowhere, writing included',
  async (origin) => {
    for (const path of paths)
      for (const method of ['GET', 'POST'])
        expect((await preflight(`/api${path}`, origin, method)).headers.get('access-control-allow-origin')).toBeNull();
    const posted = await fetch(`${api.url}/api/activities`, { method: 'POST', headers: { origin } });
    expect(posted.headers.get('access-control-allow-origin')).toBeNull();
  },
);

test('J144 J146 answers, refusals included, can be read by the web app', async () => {
  const origin = 'http://localhost:3000';
  const answers = ['/api/activities/home', '/api/users/me', '/api/activities/@', '/api/nothing/here'];
  const statuses = [];
  for (const path of answers) {
    const { status, headers } = await fetch(api.url + path, { headers: { origin } });
    statuses.push(status);
    expect(headers.get('access-control-allow-origin')).toBe(origin);
    expect(headers.get('access-control-expose-headers')).toBe('Authorization');
  }
  expect(statuses).toEqual([200, 401, 422, 404]);
});

test('J144 only /api is for other origins', async () => {
  const { status, headers } = await preflight('/other', 'http://localhost:3000', 'GET');
  expect(status).toBe(404);
  expect(headers.get('access-control-allow-origin')).toBeNull();
});

test.each(['/', '/api', '/api/', '/api/activities', '/api/activities/home/', '/favicon.ico', '/../../etc/passwd'])(
  'GET %s: 404 JSON',
  async (path) => {
    const response = await fetch(api.url + path);
    expect([response.status, await response.json()]).toEqual([
      404,
      { code: 'not_found', message: 'There is nothing here.' },
    ]);
  },
);

test.each([
  ['/api/activities/@', 422, ['blank_user_handle']],
  ['/api/activities/@%20', 422, ['blank_user_handle']],
  ['/api/activities/@nobody', 404, { code: 'user_not_found' }],
  ['/api/activities/@%00', 404, { code: 'user_not_found' }],
  ['/api/activities/@..', 404, { code: 'user_not_found' }],
  [`/api/activities/@${'x'.repeat(399)}`, 404, { code: 'user_not_found' }],
  [`/api/activities/@${'x'.repeat(5000)}`, 414, { code: 'bad_request' }],
  ['/api/activities/%zz', 400, { code: 'bad_request' }],
])('GET %s: %i JSON', async (path, status, body) => {
  const response = await fetch(api.url + path);
  expect([response.status, await response.json()]).toMatchObject([status, body]);
});

test('every answer forbids sniffing, framing and keeping', async () => {
  for (const path of ['/api/activities/home', '/nothing']) {
    const { headers } = await fetch(api.url + path);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-powered-by') ?? headers.get('server')).toBeNull();
  }
});

test('the health check needs no user pool', async () => {
  api.pool.state = 'down';
  const response = await api.get('/health-check');
  api.pool.state = 'up';
  expect([response.status, await response.json()]).toEqual([200, { success: true, ver: 1 }]);
});

test('J138 J155 the header’s scheme may be written in any letter case', async () => {
  const { token } = api.pool.signIn();
  for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
    const headers = { authorization: `${scheme} ${token}` };
    const feed = await fetch(`${api.url}/api/activities/home`, { headers });
    expect(await feed.json()).toHaveLength(4);
  }
});

test('HEAD answers as GET does, without a body', async () => {
  const response = await fetch(`${api.url}/api/activities/home`, { method: 'HEAD' });
  expect([response.status, await response.text()]).toEqual([200, '']);
});

test('J142 J145 J169 the log says what came of a request and of its token, and nothing about anybody', async () => {
  const { sub, token } = api.pool.signIn({ preferred_username: 'secrethandle', name: 'Secret Name' });
  const expired = api.pool.tokenFor(sub, { exp: 1 });
  const before = api.log().length;
  await preflight('/api/activities/home', 'http://localhost:3000', 'GET');
  await api.home(token);
  await api.home(expired);
  await api.home();
  await api.crud(token, 'Secret message');
  await api.get('/users/me', token);
  await api.get('/activities/@secrethandle?token=secretquery');
  await api.get(`/ada@example.com/%40secrethandle`);
  const lines = api.log().slice(before);
  const seen = lines.map(({ msg, status, tokenReceived, reason }) => [msg, status ?? tokenReceived, reason]);
  expect(seen.slice(0, 7)).toEqual([
    ['OPTIONS /api/activities/home', 200, undefined],
    ['Authenticated', true, undefined],
    ['GET /api/activities/home', 200, undefined],
    ['Not authenticated', true, 'expired'],
    ['GET /api/activities/home', 200, undefined],
    ['Not authenticated', false, 'no-token'],
    ['GET /api/activities/home', 200, undefined],
  ]);
  const messages = lines.map(({ msg }) => msg);
  expect(messages).toContain('GET /api/activities/@{handle}');
  expect(messages).toContain('GET /api/@{handle}/@{handle}');
  const written = JSON.stringify(lines);
  const secrets = ['secret', 'Secret', 'example.com', sub, '127.0.0.1', ...token.split('.'), ...expired.split('.')];
  for (const secret of secrets) expect(written).not.toContain(secret);
});

test('what is not HTTP gets 400 and hurts nobody', async () => {
  const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
  socket.end('hello?\r\n\r\n');
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  expect((await api.get('/health-check')).status).toBe(200);
});

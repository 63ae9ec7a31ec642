import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestApi, type TestApi } from './server.ts';
import { clientId } from './stand-in-pool.ts';

let api: TestApi;
beforeEach(async () => {
  api = await startTestApi();
});
afterEach(() => api.close());

const authors = async (token?: string) => (await api.home(token)).map(({ handle }) => handle);

test('J047 J146 J164 at first start a visitor sees three cruds, one with a reply, in the shape of the interface', async () => {
  const response = await api.get('/activities/home');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  const feed = (await response.json()) as unknown[];
  expect(feed).toHaveLength(3);
  const uuid = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$/);
  const text = expect.stringMatching(/\S/);
  const count = expect.any(Number);
  const shared = {
    uuid,
    display_name: text,
    handle: expect.stringMatching(/^[a-z.]+$/),
    message: text,
    replies_count: count,
    reposts_count: count,
    likes_count: count,
    created_at: time,
  };
  const replies = expect.any(Array);
  expect(feed).toEqual([0, 1, 2].map(() => ({ ...shared, expires_at: time, replies })));
  const [first] = await api.home();
  expect(first?.replies).toEqual([{ ...shared, reply_to_activity_uuid: first?.uuid }]);
  expect(first).toMatchObject({
    created_at: '2026-03-01T07:30:00.000+00:00',
    expires_at: '2026-03-06T09:30:00.000+00:00',
    replies_count: 1,
  });
});

test('the feed is newest first, also within one millisecond', async () => {
  const { token } = api.pool.signIn();
  for (const message of ['one', 'two', 'three']) await api.crud(token, message);
  api.clock.advance(1);
  await api.crud(token, 'four');
  expect((await api.home()).slice(0, 4).map(({ message }) => message)).toEqual(['four', 'three', 'two', 'one']);
});

test('the feed is limited to the 40 newest', async () => {
  const { token } = api.pool.signIn();
  for (let n = 1; n <= 41; n += 1) await api.crud(token, `crud ${n}`);
  const feed = await api.home();
  expect(feed).toHaveLength(40);
  expect([feed[0]?.message, feed[39]?.message]).toEqual(['crud 41', 'crud 2']);
  expect(await api.home(token)).toHaveLength(41);
});

test('J159 who is signed in gets one more crud at the top, and nobody else ever does', async () => {
  const { token } = api.pool.signIn();
  const visitors = await api.home();
  const members = await api.home(token);
  expect(members).toHaveLength(visitors.length + 1);
  expect(members.slice(1)).toEqual(visitors);
  expect(members[0]?.handle).toBe('cruddur');
  expect(await api.feedOf('cruddur')).toEqual([]);
});

test('J159 replies to it stay among those who are signed in', async () => {
  const { token } = api.pool.signIn({ preferred_username: 'ada' });
  const [extra] = await api.home(token);
  const reply = await api.reply(token, extra?.uuid ?? '', 'Thank you!');
  expect((await api.home(token))[0]?.replies).toEqual([reply]);
  expect(JSON.stringify(await api.home())).not.toContain('Thank you!');
  expect(await api.feedOf('ada')).toEqual([]);
  const stored = await api.storedCruds();
  expect(stored.filter(({ audience }) => audience === 'signed-in')).toHaveLength(2);
});

test('J158 J170 a wrong, expired, foreign, tampered or malformed token is a visitor, 200', async () => {
  const visitors = await api.home();
  const { sub, token } = api.pool.signIn();
  const [header, payload, signature] = token.split('.');
  const bad = [
    'null',
    'garbage',
    'a.b.c',
    `${header}.${payload}.${signature?.split('').reverse().join('')}`,
    `${header}.${Buffer.from('{}').toString('base64url')}.${signature}`,
    `${Buffer.from('{"alg":"none","kid":"access"}').toString('base64url')}.${payload}.${signature}`,
    api.pool.tokenFor(sub, { exp: Math.floor(api.clock.now() / 1000) }),
    api.pool.tokenFor(sub, { client_id: 'another' }),
    api.pool.tokenFor(sub, { iss: `${api.pool.endpoint}/us-east-1_Another00` }),
    api.pool.tokenFor(sub, { token_use: 'id', aud: clientId }),
    `${token}${'x'.repeat(9000)}`,
  ];
  for (const each of bad) expect(await api.home(each)).toEqual(visitors);
  expect(api.pool.getUserCalls).toBe(0);
});

test('J171 a token is good until the second it expires', async () => {
  const { token } = api.pool.signIn();
  api.clock.advance(3_599_000);
  expect(await authors(token)).toContain('cruddur');
  api.clock.advance(1000);
  expect(await authors(token)).not.toContain('cruddur');
});

test('J172 a token the pool has revoked before first sight is a visitor', async () => {
  const { token } = api.pool.signIn();
  api.pool.revoke(token);
  expect(await authors(token)).not.toContain('cruddur');
});

test('J154 the keys cannot be loaded: the visitor’s feed, and the fault is logged', async () => {
  const { token } = api.pool.signIn();
  api.pool.state = 'down';
  expect(await authors(token)).toEqual(['marlowfinch', 'tilde', 'o.brightwater']);
  expect(api.log()).toContainEqual(expect.objectContaining({ level: 50, msg: 'Token not checked' }));
  api.pool.state = 'up';
  api.clock.advance(1000);
  expect(await authors(token)).toContain('cruddur');
});

test('a good token of somebody new while GetUser does not answer: signed in all the same, profile later', async () => {
  const known = api.pool.signIn();
  await api.home(known.token);
  const { token } = api.pool.signIn({ preferred_username: 'ada' });
  api.pool.state = 'down';
  expect(await authors(token)).toContain('cruddur');
  expect(api.log()).toContainEqual(expect.objectContaining({ level: 50, msg: 'Profile not stored' }));
  api.pool.state = 'up';
  await api.home(token);
  expect(await api.feedOf('ada')).toEqual([]);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from './server.ts';

let api: TestApi;
let ada: string;
let bo: string;
beforeAll(async () => {
  api = await startTestApi();
  ada = api.pool.signIn({ preferred_username: 'ada', name: 'Ada Example' }).token;
  bo = api.pool.signIn({ preferred_username: 'bo', name: 'Bo Example' }).token;
});
afterAll(() => api.close());

const codesOf = async (response: Response) => [response.status, await response.json()];
const unknownUuid = '00000000-0000-7000-8000-000000000000';

test('a crud is written in the name of the token’s owner, whatever the body says', async () => {
  const body = { message: '  Hello \r\nworld\u0000 ', ttl: '7-days', user_handle: 'bo', handle: 'bo' };
  const response = await api.post('/activities', body, ada);
  expect(response.status).toBe(200);
  const crud = await response.json();
  expect(crud).toEqual({
    uuid: expect.any(String),
    display_name: 'Ada Example',
    handle: 'ada',
    message: 'Hello \nworld',
    replies_count: 0,
    reposts_count: 0,
    likes_count: 0,
    created_at: '2026-03-01T09:30:00.000+00:00',
    expires_at: '2026-03-08T09:30:00.000+00:00',
    replies: [],
  });
  expect((await api.home())[0]).toEqual(crud);
  expect((await api.feedOf('ADA'))[0]).toEqual(crud);
});

test('replies, and replies to replies, stand under the crud in the order of writing, with exact counts', async () => {
  const crud = await api.crud(ada, 'What shall we do?');
  const first = await api.reply(bo, crud.uuid, 'Swim');
  const second = await api.reply(ada, crud.uuid, 'Sleep');
  const nested = await api.reply(ada, first.uuid, 'In this water?');
  expect(first).toEqual({
    uuid: expect.any(String),
    display_name: 'Bo Example',
    handle: 'bo',
    message: 'Swim',
    replies_count: 0,
    reposts_count: 0,
    likes_count: 0,
    created_at: '2026-03-01T09:30:00.000+00:00',
    reply_to_activity_uuid: crud.uuid,
  });
  expect(nested.reply_to_activity_uuid).toBe(first.uuid);
  const [shown] = await api.feedOf('ada');
  expect(shown).toEqual({ ...crud, replies_count: 2, replies: [{ ...first, replies_count: 1 }, second, nested] });
  expect((await api.feedOf('bo')).map(({ message }) => message)).toEqual([]);
});

test('a conversation is shown to its newest 50 replies, and counted whole', async () => {
  const crud = await api.crud(bo, 'Count with me');
  for (let n = 1; n <= 51; n += 1) await api.reply(ada, crud.uuid, `${n}`);
  const [shown] = await api.feedOf('bo');
  expect(shown?.replies_count).toBe(51);
  expect(shown?.replies.map(({ message }) => message)).toEqual(Array.from({ length: 50 }, (_, n) => `${n + 2}`));
});

test('422 names everything that is wrong', async () => {
  const long = 'x'.repeat(241);
  const cases: [unknown, string[]][] = [
    [{}, ['message_blank', 'ttl_blank']],
    [{ message: null, ttl: null }, ['message_blank', 'ttl_blank']],
    [{ message: ' \n\t', ttl: ' ' }, ['message_blank', 'ttl_blank']],
    [{ message: '\u200b\u2060', ttl: '1-day' }, ['message_blank']],
    [{ message: long, ttl: '8-days' }, ['message_exceed_max_chars', 'ttl_invalid']],
    [{ message: 'Hi', ttl: '1-DAY' }, ['ttl_invalid']],
    [{ message: 'Hi', ttl: 'constructor' }, ['ttl_invalid']],
    [{ message: long, ttl: '1-hour' }, ['message_exceed_max_chars']],
  ];
  for (const [body, codes] of cases)
    expect(await codesOf(await api.post('/activities', body, ada))).toEqual([422, codes]);
  const replyPath = `/activities/${unknownUuid}/reply`;
  expect(await codesOf(await api.post(replyPath, {}, ada))).toEqual([422, ['message_blank']]);
  expect(await codesOf(await api.post(replyPath, { message: long }, ada))).toEqual([422, ['message_exceed_max_chars']]);
});

test('the limit is 240 code points for cruds and replies alike', async () => {
  const most = '😀'.repeat(240);
  const crud = await api.crud(ada, ` ${most}\n`);
  expect(crud.message).toBe(most);
  expect((await api.reply(ada, crud.uuid, most)).message).toBe(most);
  const codes = [422, ['message_exceed_max_chars']];
  expect(await codesOf(await api.post('/activities', { message: `${most}!`, ttl: '1-day' }, ada))).toEqual(codes);
});

test('a crud that is not there cannot be answered: 404', async () => {
  for (const uuid of [unknownUuid, 'x', '%00', "'%20or%201=1", 'x'.repeat(200)]) {
    const response = await api.post(`/activities/${uuid}/reply`, { message: 'Hello?' }, ada);
    expect([response.status, await response.json()]).toMatchObject([404, { code: 'activity_not_found' }]);
  }
});

test.each(['/activities', `/activities/${unknownUuid}/reply`])(
  'J160 POST %s without a good token: 401 JSON, before the body is looked at',
  async (path) => {
    const expired = api.pool.tokenFor('somebody', { exp: 1 });
    const cases: [string | undefined, string, string][] = [
      [undefined, 'no-token', 'No token provided'],
      ['null', 'no-token', 'No token provided'],
      ['x.y.z', 'malformed', 'Token is malformed'],
      [expired, 'expired', 'Token is expired'],
    ];
    for (const [token, reason, message] of cases) {
      const response = await api.post(path, '{', token);
      expect(response.headers.get('www-authenticate')).toMatch(/^Bearer realm="cruddur"/);
      expect(await codesOf(response)).toEqual([401, { code: 'unauthenticated', reason, message }]);
    }
  },
);

test.each<[string, number, unknown]>([
  ['broken JSON', 400, '{'],
  ['an array', 400, []],
  ['null', 400, 'null'],
  ['a number for a message', 400, { message: 5, ttl: '1-day' }],
  ['an object for a time to live', 400, { message: 'Hi', ttl: {} }],
  ['a poisoned prototype', 400, '{"__proto__": {"message": "Hi"}, "ttl": "1-day"}'],
  ['too much', 413, { message: 'x'.repeat(17_000), ttl: '1-day' }],
])('a body that is %s: %i', async (_, status, body) => {
  const response = await api.post('/activities', body, ada);
  expect([response.status, await response.json()]).toMatchObject([status, { code: 'bad_request' }]);
});

test('a body that is not JSON by its own account: 415', async () => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml']) {
    const headers = { authorization: `Bearer ${ada}`, 'content-type': type };
    const response = await fetch(`${api.url}/api/activities`, { method: 'POST', headers, body: '{}' });
    expect([response.status, await response.json()]).toMatchObject([415, { code: 'bad_request' }]);
  }
});

test('half a surrogate pair is stored as what UTF-8 can hold', async () => {
  const body = '{"message": "a\\ud800b", "ttl": "1-day"}';
  const crud = (await (await api.post('/activities', body, ada)).json()) as { message: string };
  expect(crud.message).toBe('a\ufffdb');
  expect((await api.feedOf('ada'))[0]?.message).toBe('a\ufffdb');
});

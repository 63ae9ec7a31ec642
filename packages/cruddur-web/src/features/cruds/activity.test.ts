import { expect, test } from 'vitest';
import { type Activity, addReply, buildThread, livingCruds, nextExpiry, type Reply } from './activity.ts';

const post = { display_name: 'Ada', handle: 'ada', message: 'hi', replies_count: 0, reposts_count: 0, likes_count: 0 };
const created_at = '2026-03-20T12:00:00.000+00:00';

function replyOf(uuid: string, to: string): Reply {
  return { ...post, uuid, created_at, reply_to_activity_uuid: to };
}

function crudOf(uuid: string, expires_at: string, replies: Reply[] = []): Activity {
  return { ...post, uuid, created_at, expires_at, replies };
}

test('replies become a tree, and a reply to something unseen stands under the crud', () => {
  const thread = buildThread([replyOf('a', 'crud'), replyOf('b', 'a'), replyOf('c', 'gone'), replyOf('d', 'b')]);
  expect(thread.map(({ reply }) => reply.uuid)).toEqual(['a', 'c']);
  expect(thread[0]?.answers[0]?.reply.uuid).toBe('b');
  expect(thread[0]?.answers[0]?.answers[0]?.reply.uuid).toBe('d');
});

test('expired cruds are left out, and one that comes twice is shown once', () => {
  const now = Date.parse('2026-03-20T12:00:00Z');
  const dead = crudOf('dead', '2026-03-20T12:00:00+00:00');
  const alive = crudOf('alive', '2026-03-20T12:00:01+00:00');
  expect(livingCruds([dead, alive, alive], now).map(({ uuid }) => uuid)).toEqual(['alive']);
  expect(nextExpiry([alive])).toBe(now + 1_000);
  expect(nextExpiry([])).toBe(Number.POSITIVE_INFINITY);
});

test('a new reply joins its conversation and is counted once', () => {
  const feed = [crudOf('one', created_at), crudOf('two', created_at, [replyOf('a', 'two')])];
  const [one, two] = addReply(feed, replyOf('b', 'a'));
  expect(one).toBe(feed[0]);
  expect(two?.replies_count).toBe(0);
  expect(two?.replies?.map(({ uuid, replies_count }) => [uuid, replies_count])).toEqual([
    ['a', 1],
    ['b', 0],
  ]);
  expect(addReply(feed, replyOf('c', 'one'))[0]).toMatchObject({ replies_count: 1, replies: [{ uuid: 'c' }] });
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestApi, type TestApi } from './server.ts';

let api: TestApi;
beforeEach(async () => {
  api = await startTestApi();
});
afterEach(() => api.close());

const me = async (token: string) => (await api.get('/users/me', token)).json();

/** Somebody with a profile, and then another name or handle in the pool. */
async function rename(from: Record<string, string>, to: Record<string, string>) {
  const { sub, token } = api.pool.signIn(from);
  const before = await me(token);
  api.pool.setAttributes(sub, to);
  return { sub, token, before };
}

test('J100 J101 a new name and handle are there after the next sign-in, and not before', async () => {
  const { sub, token, before } = await rename({}, { name: 'Ada Example', preferred_username: 'ada' });
  expect(before).toMatchObject({ handle: 'handle', display_name: 'My Name' });
  await api.crud(token, 'Written as nobody');
  api.clock.advance(60_000);
  const { auth_time } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  expect(await me(api.pool.tokenFor(sub, { auth_time }))).toEqual(before);

  const after = { uuid: before.uuid, handle: 'ada', display_name: 'Ada Example' };
  expect(await me(api.pool.tokenFor(sub))).toEqual(after);
  expect(api.pool.getUserCalls).toBe(2);
  // Older tokens see the same, and what was written is still theirs.
  expect(await me(token)).toEqual(after);
  expect(await api.feedOf('ada')).toMatchObject([{ message: 'Written as nobody', display_name: 'Ada Example' }]);
  expect((await api.get('/activities/@handle')).status).toBe(404);
});

test('a later preferred_username takes nobody’s handle: it stays as it was, and its owner is told', async () => {
  const { token: victim } = api.pool.signIn({ preferred_username: 'ada' });
  const untouched = await me(victim);
  const { sub, before } = await rename({ preferred_username: 'eve' }, { name: 'Eve', preferred_username: 'ADA' });
  api.clock.advance(1000);
  expect(await me(api.pool.tokenFor(sub))).toEqual({
    uuid: before.uuid,
    handle: 'eve',
    display_name: 'Eve',
    handle_changed: { wanted: 'ADA', given: 'eve' },
  });
  expect(await me(victim)).toEqual(untouched);
});

test('a handle once given stays when it is no longer asked for, or when the one first asked for becomes free', async () => {
  const gone = await rename({ preferred_username: 'ada' }, { name: 'Ada' });
  const second = api.pool.signIn({ preferred_username: 'ADA' });
  expect(await me(second.token)).toMatchObject({ handle: 'ADA2' });
  api.pool.setAttributes(gone.sub, { preferred_username: 'grace' });
  api.clock.advance(1000);
  expect(await me(api.pool.tokenFor(gone.sub))).toMatchObject({ handle: 'grace' });
  expect(await me(api.pool.tokenFor(second.sub))).toMatchObject({ handle: 'ADA2' });
  api.pool.setAttributes(second.sub, {});
  api.clock.advance(1000);
  const { handle_changed, ...kept } = await me(api.pool.tokenFor(second.sub));
  expect([kept.handle, handle_changed]).toEqual(['ADA2', undefined]);
});

test('after a new sign-in, a pool that is down leaves the old names; a token it refuses is refused', async () => {
  const { sub, before } = await rename({ preferred_username: 'ada' }, { name: 'New' });
  api.clock.advance(1000);
  const token = api.pool.tokenFor(sub);
  api.pool.state = 'down';
  expect(await me(token)).toEqual(before);
  api.pool.state = 'up';
  expect(await me(token)).toMatchObject({ display_name: 'New', handle: 'ada' });
  api.clock.advance(1000);
  const revoked = api.pool.tokenFor(sub);
  api.pool.revoke(revoked);
  expect((await api.get('/users/me', revoked)).status).toBe(401);
});

test('the own feed can be the first page that somebody opens', async () => {
  const { token } = api.pool.signIn({ preferred_username: 'ada' });
  const response = await api.get('/activities/@ada', token);
  expect([response.status, await response.json()]).toEqual([200, []]);
});

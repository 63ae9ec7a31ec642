import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestApi, type TestApi } from './server.ts';

interface Me {
  uuid: string;
  handle: string;
  display_name: string;
  handle_changed?: { wanted: string; given: string };
}

let api: TestApi;
beforeEach(async () => {
  api = await startTestApi();
});
afterEach(() => api.close());

async function me(token: string): Promise<Me> {
  const response = await api.get('/users/me', token);
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as Me;
}

const signIn = (preferred_username?: string, name?: string) =>
  api.pool.signIn({ ...(preferred_username !== undefined && { preferred_username }), ...(name && { name }) });

test('at first sight GetUser is called once, and not again for the same sign-in, also by other tokens and after a restart', async () => {
  const { sub, token } = signIn('ada', 'Ada Example');
  const profile = await me(token);
  expect(profile).toEqual({ uuid: expect.any(String), handle: 'ada', display_name: 'Ada Example' });
  await api.home(token);
  await api.crud(api.pool.tokenFor(sub), 'Hello');
  await api.restart();
  expect(await me(token)).toEqual(profile);
  expect(api.pool.getUserCalls).toBe(1);
});

test('home, where most people are first seen, stores the profile', async () => {
  const { token } = signIn('ada');
  expect((await api.get('/activities/@ada')).status).toBe(404);
  await api.home(token);
  expect(await api.feedOf('ada')).toEqual([]);
});

test('many first requests at once: one GetUser, one profile', async () => {
  const { sub, token } = signIn('ada');
  const tokens = [token, api.pool.tokenFor(sub), api.pool.tokenFor(sub)];
  const requests = Array.from({ length: 12 }, (_, n) => me(tokens[n % 3] as string));
  const cruds = Array.from({ length: 4 }, (_, n) => api.crud(token, `crud ${n}`));
  const uuids = new Set((await Promise.all(requests)).map(({ uuid }) => uuid));
  await Promise.all(cruds);
  expect(uuids.size).toBe(1);
  expect(api.pool.getUserCalls).toBe(1);
  expect(await api.feedOf('ada')).toHaveLength(4);
});

test('a second claimant gets a free variant and is told, and stays told', async () => {
  await me(signIn('ada').token);
  const { token } = signIn('ada', 'Second Ada');
  const told = { handle: 'ada2', display_name: 'Second Ada', handle_changed: { wanted: 'ada', given: 'ada2' } };
  expect(await me(token)).toMatchObject(told);
  expect(await me(token)).toMatchObject(told);
  expect(await me(signIn('ada').token)).toMatchObject({ handle: 'ada3' });
  expect((await api.crud(token, 'Mine')).handle).toBe('ada2');
});

test('handles are compared without letter case and without Unicode’s other ways of writing the same', async () => {
  for (const wanted of ['Straße', 'STRASSE', 'ｓｔｒａｓｓｅ']) await me(signIn(wanted).token);
  expect((await api.get('/activities/@strasse')).status).toBe(200);
  const { token } = signIn('strasse');
  expect(await me(token)).toMatchObject({ handle: 'strasse4', handle_changed: { wanted: 'strasse' } });
  await api.crud(token, 'Here');
  expect(await api.feedOf('STRASSE4')).toHaveLength(1);
});

test('people who claim one handle in the same instant all get a handle, all different', async () => {
  const gate = Promise.withResolvers<void>();
  let waiting = 0;
  await api.close();
  // Within the process, so that all of them look for a free handle before the first has taken one.
  api = await startTestApi({}, async () => {
    waiting += 1;
    await gate.promise;
    return { sub: undefined, name: undefined, preferredUsername: 'race' };
  });
  const profiles = Array.from({ length: 15 }, () => me(signIn().token));
  await expect.poll(() => waiting).toBe(15);
  gate.resolve();
  const handles = (await Promise.all(profiles)).map(({ handle }) => handle);
  const expected = ['race', ...Array.from({ length: 14 }, (_, n) => `race${n + 2}`)];
  expect(handles.toSorted()).toEqual(expected.toSorted());
});

test('a variant that somebody has by name is passed over', async () => {
  for (const wanted of ['ada2', 'ada']) await me(signIn(wanted).token);
  expect(await me(signIn('ada').token)).toMatchObject({ handle: 'ada3' });
});

test('the handles of the made-up people are theirs', async () => {
  expect(await me(signIn('Cruddur').token)).toMatchObject({ handle: 'Cruddur2' });
});

test('J097 without attributes: "My Name" and a free variant of "handle", of which nobody asked for another', async () => {
  const expected = (handle: string) => ({ uuid: expect.any(String), handle, display_name: 'My Name' });
  expect(await me(signIn().token)).toEqual(expected('handle'));
  expect(await me(signIn().token)).toEqual(expected('handle2'));
  expect(await me(signIn('').token)).toMatchObject(expected('handle3'));
});

test('what an address cannot hold is replaced, and the owner is told', async () => {
  const { token } = signIn('@Ada Example/../x', 'Ada');
  expect(await me(token)).toMatchObject({
    handle: 'Ada-Example-..-x',
    handle_changed: { wanted: '@Ada Example/../x', given: 'Ada-Example-..-x' },
  });
  await api.crud(token, 'Reachable');
  expect(await api.feedOf('Ada-Example-..-x')).toHaveLength(1);
});

test('a handle of thirty letters outside ASCII works as an address', async () => {
  const { token } = signIn('ж'.repeat(31));
  expect(await me(token)).toMatchObject({ handle: 'ж'.repeat(30) });
  await api.crud(token, 'Reachable');
  expect(await api.feedOf(encodeURIComponent('Ж'.repeat(30)))).toHaveLength(1);
});

test('J160 without a good token: 401', async () => {
  const response = await api.get('/users/me');
  expect([response.status, await response.json()]).toMatchObject([
    401,
    { code: 'unauthenticated', reason: 'no-token' },
  ]);
});

test('J172 a token the pool refuses: 401 that says so, and a fresh token of the same person is not hurt by it', async () => {
  const { sub, token } = signIn('ada');
  api.pool.revoke(token);
  const requests = [
    () => api.get('/users/me', token),
    () => api.post('/activities', { message: 'Hi', ttl: '1-day' }, token),
  ];
  for (const request of requests) {
    const response = await request();
    expect(response.headers.get('www-authenticate')).toContain('error="invalid_token"');
    expect([response.status, await response.json()]).toMatchObject([
      401,
      { code: 'unauthenticated', reason: 'refused' },
    ]);
  }
  const fresh = api.pool.tokenFor(sub);
  const [refused, accepted] = await Promise.all([api.get('/users/me', token), api.get('/users/me', fresh)]);
  expect([refused.status, accepted.status]).toEqual([401, 200]);
});

test('the pool is down at first sight: 503 that says so, logged as an error; known people are served', async () => {
  const known = signIn('ada');
  await me(known.token);
  const { token } = signIn('bo');
  api.pool.state = 'down';
  const response = await api.get('/users/me', token);
  expect(response.headers.get('retry-after')).toBe('5');
  expect([response.status, await response.json()]).toMatchObject([503, { code: 'user_pool_unavailable' }]);
  expect(api.log()).toContainEqual(expect.objectContaining({ level: 50, msg: 'User pool unavailable' }));
  expect((await api.crud(known.token, 'Business as usual')).handle).toBe('ada');
  api.pool.state = 'up';
  expect(await me(token)).toMatchObject({ handle: 'bo' });
});

test('closing finishes what is under way', async () => {
  const { token } = signIn('ada');
  const gate = Promise.withResolvers<void>();
  api.pool.gate = gate.promise;
  const crud = api.crud(token, 'Just before closing time');
  await expect.poll(() => api.pool.getUserCalls).toBe(1);
  const restarted = api.restart();
  gate.resolve();
  expect(await crud).toMatchObject({ handle: 'ada' });
  await restarted;
  expect(await api.feedOf('ada')).toHaveLength(1);
});

test('an answer about somebody else is not believed', async () => {
  const { sub, token } = signIn('ada');
  api.pool.setAttributes(sub, { sub: 'somebody else', preferred_username: 'eve' });
  expect((await api.get('/users/me', token)).status).toBe(503);
  expect((await api.get('/activities/@eve')).status).toBe(404);
});

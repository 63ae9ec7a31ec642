import { afterEach, expect, test } from 'vitest';
import { day, hour, startTestApi, type TestApi } from './server.ts';

let api: TestApi;
afterEach(() => api.close());

const sampleHandles = ['marlowfinch', 'tilde', 'o.brightwater'];
const handles = async (token?: string) => (await api.home(token)).map(({ handle }) => handle);

test.each([
  ['30-days', 30 * day],
  ['7-days', 7 * day],
  ['3-days', 3 * day],
  ['1-day', day],
  ['12-hours', 12 * hour],
  ['3-hours', 3 * hour],
  ['1-hour', hour],
])('a crud that lives %s is there to the last millisecond, and then nowhere', async (ttl, lifetime) => {
  api = await startTestApi();
  const { sub, token } = api.pool.signIn({ preferred_username: 'ada' });
  const crud = await api.crud(token, 'Soon gone', ttl);
  expect(Date.parse(crud.expires_at)).toBe(api.clock.now() + lifetime);
  api.clock.advance(lifetime - 1);
  const later = api.pool.tokenFor(sub);
  expect(await api.feedOf('ada')).toHaveLength(1);
  expect(await handles()).toContain('ada');
  const reply = await api.reply(later, crud.uuid, 'Just in time');
  api.clock.advance(1);
  expect(await api.feedOf('ada')).toEqual([]);
  expect(await handles()).not.toContain('ada');
  for (const uuid of [crud.uuid, reply.uuid])
    expect((await api.post(`/activities/${uuid}/reply`, { message: 'Too late' }, later)).status).toBe(404);
});

test('replies vanish with the crud they answer, and are never counted after', async () => {
  api = await startTestApi();
  const { token } = api.pool.signIn({ preferred_username: 'ada' });
  const short = await api.crud(token, 'Short', '1-hour');
  const long = await api.crud(token, 'Long', '3-hours');
  await api.reply(token, short.uuid, 'To the short one');
  await api.reply(token, long.uuid, 'To the long one');
  expect((await api.feedOf('ada')).map((crud) => crud.replies_count)).toEqual([1, 1]);
  api.clock.advance(hour);
  const left = await api.feedOf('ada');
  expect(left.map(({ message, replies_count }) => [message, replies_count])).toEqual([['Long', 1]]);
  expect(JSON.stringify(await api.home())).not.toContain('To the short one');
});

test('the sweep deletes the rows of what has expired', async () => {
  api = await startTestApi();
  const { token } = api.pool.signIn();
  const crud = await api.crud(token, 'Swept', '1-hour');
  await api.reply(token, crud.uuid, 'Swept too');
  api.clock.advance(hour);
  await api.home();
  // Three samples and a reply, and the crud for those who are signed in.
  expect(await api.storedCruds()).toHaveLength(5);
});

test('sample cruds vanish for good on a server for real use', async () => {
  api = await startTestApi();
  expect(await handles()).toEqual(sampleHandles);
  api.clock.advance(12 * hour);
  expect(await handles()).toEqual(['marlowfinch', 'tilde']);
  api.clock.advance(9 * day);
  expect(await handles()).toEqual([]);
  await api.restart();
  expect(await handles()).toEqual([]);
});

test('J047 in development the sample cruds come back in the instant in which all have expired', async () => {
  api = await startTestApi({ sampleCruds: true });
  api.clock.advance(9 * day - 1);
  expect(await handles()).toEqual(['tilde']);
  api.clock.advance(1);
  expect(await handles()).toEqual(sampleHandles);
  await api.restart({ sampleCruds: true });
  expect(await handles()).toEqual(sampleHandles);
});

test('J159 the crud for those who are signed in is always there, and only once', async () => {
  api = await startTestApi();
  const { sub } = api.pool.signIn();
  for (let n = 0; n < 3; n += 1) {
    expect(await handles(api.pool.tokenFor(sub))).toContain('cruddur');
    api.clock.advance(7 * day);
  }
  const after = await handles(api.pool.tokenFor(sub));
  expect(after).toEqual(['cruddur']);
});

test('what was written survives a restart; samples are not planted twice', async () => {
  api = await startTestApi();
  const { token } = api.pool.signIn({ preferred_username: 'ada' });
  const crud = await api.crud(token, 'Still here');
  await api.restart();
  expect(await handles(token)).toEqual(['cruddur', 'ada', ...sampleHandles]);
  expect(await api.feedOf('ada')).toEqual([crud]);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { groupNotFound, groupsOf } from './groups-client.ts';
import { startTestServer, type TestServer } from './server.ts';
import { createUser, freshEmail, refusal } from './sign-in.ts';
import { together } from './together.ts';

let server: TestServer;
let poolId: string;
let groups: ReturnType<typeof groupsOf>;

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool());
  groups = groupsOf(server, poolId);
});
afterAll(() => server?.close());

test('a group goes with its memberships; its members stay', async () => {
  const email = freshEmail();
  const sub = await createUser(server, poolId, email);
  await groups.create('passing');
  await groups.add('passing', email);
  const { $metadata: _, ...answer } = await groups.remove('passing');
  expect(answer).toEqual({});
  expect(await refusal(groups.get('passing'))).toEqual(groupNotFound);
  expect((await groups.ofUser(sub)).Groups).toEqual([]);
  // A later group of the same name is another group.
  await groups.create('passing');
  expect((await groups.members('passing')).Users).toEqual([]);
  expect((await groups.ofUser(email)).Groups).toEqual([]);
});

test('a member added while the group is deleted and made again is not in the new one', async () => {
  const emails = [freshEmail(), freshEmail(), freshEmail(), freshEmail()];
  for (const email of emails) await createUser(server, poolId, email);
  await groups.create('reborn');
  const [a = '', b = '', c = '', d = ''] = emails;
  const outcomes = await together<unknown>(server, [
    () => groups.add('reborn', a),
    () => groups.add('reborn', b),
    () => groups.remove('reborn'),
    () => groups.add('reborn', c),
    () => groups.add('reborn', d),
  ]);
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject(groupNotFound);
  }
  await groups.create('reborn');
  expect((await groups.members('reborn')).Users).toEqual([]);
});

test('of many deletions at once, one deletes', async () => {
  await groups.create('doomed');
  const outcomes = await together(
    server,
    Array(4).fill(() => groups.remove('doomed')),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

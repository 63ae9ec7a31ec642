import { AdminDeleteUserCommand, ListUsersCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { groupNotFound, groupsOf, userNotFound } from './groups-client.ts';
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

async function newUser(): Promise<{ email: string; sub: string }> {
  const email = freshEmail();
  return { email, sub: await createUser(server, poolId, email, { name: 'Ada' }) };
}
const namesOf = async (username: string) => (await groups.ofUser(username)).Groups?.map(({ GroupName }) => GroupName);

test('a user is in the groups it was added to, and each group lists it', async () => {
  const { email, sub } = await newUser();
  const { Group: readers } = await groups.create('readers', { Description: 'May read.' });
  await groups.create('authors');
  for (const name of ['readers', 'authors']) {
    const { $metadata: _, ...answer } = await groups.add(name, email);
    expect(answer).toEqual({});
  }
  const { Groups, NextToken } = await groups.ofUser(email);
  expect(Groups?.map(({ GroupName }) => GroupName)).toEqual(['authors', 'readers']);
  expect(Groups?.[1]).toEqual(readers);
  expect(NextToken).toBeUndefined();
  const members = await groups.members('readers');
  const listed = await server.admin.send(new ListUsersCommand({ UserPoolId: poolId, Filter: `email = "${email}"` }));
  expect(members.Users).toEqual(listed.Users);
  expect(members.Users?.[0]?.Username).toBe(sub);
  expect(members.NextToken).toBeUndefined();
});

test('adding twice, or many times at once, makes one member', async () => {
  const { email, sub } = await newUser();
  await groups.create('twice');
  await groups.add('twice', email);
  await groups.add('twice', sub);
  await together(
    server,
    Array(6).fill(() => groups.add('twice', email)),
  );
  expect((await groups.members('twice')).Users).toHaveLength(1);
});

test('who is taken out is out of that group alone; taking out again is no error', async () => {
  const [one, other] = [await newUser(), await newUser()];
  await groups.create('left');
  await groups.create('kept');
  for (const { email } of [one, other]) for (const name of ['left', 'kept']) await groups.add(name, email);
  const { $metadata: _, ...answer } = await groups.expel('left', one.sub);
  expect(answer).toEqual({});
  await groups.expel('left', one.email);
  expect(await namesOf(one.email)).toEqual(['kept']);
  expect(await namesOf(other.email)).toEqual(['kept', 'left']);
  expect((await groups.members('left')).Users?.map(({ Username }) => Username)).toEqual([other.sub]);
});

test('a user who is deleted leaves the groups', async () => {
  const { email, sub } = await newUser();
  await groups.create('survived');
  await groups.add('survived', email);
  await server.admin.send(new AdminDeleteUserCommand({ UserPoolId: poolId, Username: email }));
  expect((await groups.members('survived')).Users).toEqual([]);
  expect(await server.ctx.db.selectFrom('groupMembers').selectAll().where('sub', '=', sub).execute()).toEqual([]);
});

test('a user deleted while being added leaves no membership', async () => {
  const { email, sub } = await newUser();
  await groups.create('late');
  const add = () => groups.add('late', email);
  const remove = () => server.admin.send(new AdminDeleteUserCommand({ UserPoolId: poolId, Username: email }));
  const outcomes = await together<unknown>(server, [add, remove, add, add]);
  for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject(userNotFound);
  expect(outcomes[3]?.status).toBe('rejected');
  expect(await server.ctx.db.selectFrom('groupMembers').selectAll().where('sub', '=', sub).execute()).toEqual([]);
});

describe('a hundred groups are enough for one user', () => {
  test('also when the last ones come at once; one that is there already still is', async () => {
    const { email, sub } = await newUser();
    const row = { poolId, description: null, roleArn: null, precedence: null, createdAt: 1, updatedAt: 1 };
    const names = Array.from({ length: 104 }, (_, number) => `many-${number}`);
    await server.ctx.db
      .insertInto('groups')
      .values(names.map((name) => ({ ...row, name })))
      .execute();
    await server.ctx.db
      .insertInto('groupMembers')
      .values(names.slice(0, 98).map((groupName) => ({ poolId, groupName, sub, createdAt: 1 })))
      .execute();
    const outcomes = await together(
      server,
      names.slice(98, 103).map((name) => () => groups.add(name, email)),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    const limit = { name: 'LimitExceededException', message: 'A user can be in at most 100 groups.' };
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject(limit);
    expect(await refusal(groups.add('many-103', email))).toEqual(limit);
    await groups.add('many-0', email);
    await groups.expel('many-0', email);
    await groups.add('many-103', email);
  });
});

test('a user or a group that does not exist is not found', async () => {
  const { email } = await newUser();
  await groups.create('real');
  const nobody = freshEmail();
  for (const call of [groups.add, groups.expel]) {
    expect(await refusal(call('real', nobody))).toEqual(userNotFound);
    expect(await refusal(call('unreal', email))).toEqual(groupNotFound);
  }
  expect(await refusal(groups.ofUser(nobody))).toEqual(userNotFound);
  expect(await refusal(groups.members('unreal'))).toEqual(groupNotFound);
  const { poolId: other } = await server.createPool();
  const elsewhere = groupsOf(server, other);
  await elsewhere.create('real');
  expect(await refusal(elsewhere.add('real', email))).toEqual(userNotFound);
  expect((await elsewhere.members('real')).Users).toEqual([]);
});

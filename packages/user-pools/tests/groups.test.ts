import { DeleteUserPoolCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { groupNotFound, groupsOf, role } from './groups-client.ts';
import { startTestServer, type TestServer } from './server.ts';
import { refusal } from './sign-in.ts';
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

const exists = { name: 'GroupExistsException', message: 'A group with the name already exists.' };

describe('CreateGroup', () => {
  test('a group reads back as it was given', async () => {
    const before = server.clock.now();
    const given = { Description: 'May write.', RoleArn: role('writer'), Precedence: 0 };
    const { Group: created } = await groups.create('writers', given);
    const { CreationDate, LastModifiedDate, ...rest } = created ?? {};
    expect(rest).toEqual({ GroupName: 'writers', UserPoolId: poolId, ...given });
    expect(CreationDate?.getTime()).toBeGreaterThanOrEqual(before);
    expect(LastModifiedDate).toEqual(CreationDate);
    expect((await groups.get('writers')).Group).toEqual(created);
  });

  test('what is not given is absent', async () => {
    const { Group } = await groups.create('plain', { Description: '' });
    expect(Object.keys(Group ?? {}).sort()).toEqual(['CreationDate', 'GroupName', 'LastModifiedDate', 'UserPoolId']);
  });

  test('a name is taken once in its pool; letter case makes another', async () => {
    await groups.create('taken', { Precedence: 3 });
    expect(await refusal(groups.create('taken'))).toEqual(exists);
    expect((await groups.get('taken')).Group?.Precedence).toBe(3);
    await groups.create('Taken');
    const { poolId: other } = await server.createPool();
    await groupsOf(server, other).create('taken');
  });

  test('of many made at once with one name, one is made', async () => {
    const outcomes = await together(
      server,
      Array(6).fill(() => groups.create('contested')),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject(exists);
  });

  test.each([
    ['groupName', { GroupName: '' }],
    ['groupName', { GroupName: 'two words' }],
    ['groupName', { GroupName: 'a'.repeat(129) }],
    ['description', { Description: 'a'.repeat(2049) }],
    ['roleArn', { RoleArn: 'not-an-arn-but-long-enough' }],
    ['roleArn', { RoleArn: 'arn:aws:iam::x' }],
    ['precedence', { Precedence: -1 }],
  ])('a wrong %s is refused: %j', async (member, input) => {
    expect(await refusal(groups.create('wrong', input))).toEqual({
      name: 'InvalidParameterException',
      message: expect.stringContaining(`'${member}' failed to satisfy constraint`),
    });
  });

  test('ten thousand groups are enough for one pool, also when the last ones are made at once', async () => {
    const { poolId: crowded } = await server.createPool();
    const many = groupsOf(server, crowded);
    await many.create('first');
    const row = await server.ctx.db.selectFrom('groups').selectAll().where('poolId', '=', crowded).executeTakeFirst();
    const rows = Array.from({ length: 9997 }, (_, number) => ({ ...row, name: `group-${number}` }));
    for (let from = 0; from < rows.length; from += 1000) {
      await server.ctx.db
        .insertInto('groups')
        .values(rows.slice(from, from + 1000) as [])
        .execute();
    }
    const outcomes = await together(
      server,
      Array.from({ length: 5 }, (_, number) => () => many.create(`late-${number}`)),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') {
        expect(outcome.reason).toMatchObject({
          name: 'LimitExceededException',
          message: 'A user pool can have at most 10000 groups.',
        });
      }
    }
    expect(await refusal(many.create('first'))).toEqual(exists);
    await many.remove('group-1');
    await many.create('room-again');
  });
});

describe('UpdateGroup', () => {
  test('changes what is given and keeps the rest', async () => {
    const first = { Description: 'First.', RoleArn: role('first'), Precedence: 5 };
    const { Group: created } = await groups.create('changing', first);
    server.clock.advance(1000);
    const { Group: second } = await groups.update('changing', { Precedence: 0 });
    expect(second).toMatchObject({ ...first, Precedence: 0, CreationDate: created?.CreationDate });
    expect(second?.LastModifiedDate?.getTime()).toBeGreaterThan(created?.LastModifiedDate?.getTime() ?? 0);
    const { Group: third } = await groups.update('changing', { Description: 'Second.', RoleArn: role('second') });
    expect(third).toMatchObject({ Description: 'Second.', RoleArn: role('second'), Precedence: 0 });
    expect((await groups.get('changing')).Group).toEqual(third);
  });

  test('an empty description takes the present one away', async () => {
    await groups.create('described', { Description: 'For now.' });
    await groups.update('described', { Description: '' });
    expect((await groups.get('described')).Group).not.toHaveProperty('Description');
  });

  test('a change while another is made loses neither', async () => {
    await groups.create('shared');
    await together(server, [
      () => groups.update('shared', { Description: 'One.' }),
      () => groups.update('shared', { Precedence: 7 }),
      () => groups.update('shared', { RoleArn: role('one') }),
    ]);
    expect((await groups.get('shared')).Group).toMatchObject({
      Description: 'One.',
      Precedence: 7,
      RoleArn: role('one'),
    });
  });
});

test('a group that does not exist is not found, nor one of another pool', async () => {
  const { poolId: other } = await server.createPool();
  await groupsOf(server, other).create('elsewhere');
  for (const name of ['missing', 'elsewhere']) {
    for (const call of [groups.get, groups.update, groups.remove])
      expect(await refusal(call(name))).toEqual(groupNotFound);
  }
  const nowhere = groupsOf(server, 'us-east-1_missing00');
  for (const call of [
    nowhere.create,
    nowhere.get,
    nowhere.update,
    nowhere.remove,
    nowhere.list as typeof nowhere.get,
  ]) {
    expect(await refusal(call('any'))).toEqual({
      name: 'ResourceNotFoundException',
      message: 'User pool us-east-1_missing00 does not exist.',
    });
  }
});

test('a group made while its pool is deleted goes with it, or is refused', async () => {
  const { poolId: doomed } = await server.createPool();
  const { create } = groupsOf(server, doomed);
  const remove = () => server.admin.send(new DeleteUserPoolCommand({ UserPoolId: doomed }));
  const outcomes = await together<unknown>(server, [() => create('a'), remove, () => create('b'), () => create('c')]);
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected')
      expect(outcome.reason).toMatchObject({ message: `User pool ${doomed} does not exist.` });
  }
  expect(await server.ctx.db.selectFrom('groups').selectAll().where('poolId', '=', doomed).execute()).toEqual([]);
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { groupsOf } from './groups-client.ts';
import { startTestServer, type TestServer } from './server.ts';
import { createUser, freshEmail, refusal } from './sign-in.ts';

let server: TestServer;
let poolId: string;
let groups: ReturnType<typeof groupsOf>;
let member: string;

const count = 65;
/** Written in an order that is none of those they are listed in. */
const names = Array.from({ length: count }, (_, number) => `group-${String((number * 37) % count).padStart(2, '0')}`);
const everyone: string[] = [];
const invalidToken = { name: 'InvalidParameterException', message: 'Invalid pagination token.' };

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool());
  groups = groupsOf(server, poolId);
  member = freshEmail();
  const sub = await createUser(server, poolId, member);
  await groups.create('crowd');
  // Real members, of whom all but one have the first one's password: a hash each would cost seconds.
  const user = await server.ctx.db.selectFrom('users').selectAll().where('sub', '=', sub).executeTakeFirstOrThrow();
  const subs = Array.from({ length: count }, () => crypto.randomUUID());
  await server.ctx.db
    .insertInto('users')
    .values(subs.map((other) => ({ ...user, sub: other, username: other, usernameKey: other })))
    .execute();
  await server.ctx.db
    .insertInto('groupMembers')
    .values(subs.map((other) => ({ poolId, groupName: 'crowd', sub: other, createdAt: 1 })))
    .execute();
  everyone.push(...subs);
  for (const [place, name] of names.entries()) {
    await groups.create(name, { Precedence: count - place });
    await groups.add(name, member);
  }
});
afterAll(() => server?.close());

type Page = { Limit?: number; NextToken?: string | undefined };
type List = (page: Page) => Promise<{ items: (string | undefined)[]; next: string | undefined }>;

const lists: [string, List, () => string[]][] = [
  [
    'ListGroups',
    async (page) => {
      const { Groups, NextToken } = await groups.list(page);
      return { items: (Groups ?? []).map(({ GroupName }) => GroupName), next: NextToken };
    },
    () => ['crowd', ...names].sort(),
  ],
  [
    'AdminListGroupsForUser',
    async (page) => {
      const { Groups, NextToken } = await groups.ofUser(member, page);
      return { items: (Groups ?? []).map(({ GroupName }) => GroupName), next: NextToken };
    },
    () => [...names].sort(),
  ],
  [
    'ListUsersInGroup',
    async (page) => {
      const { Users, NextToken } = await groups.members('crowd', page);
      return { items: (Users ?? []).map(({ Username }) => Username), next: NextToken };
    },
    () => [...everyone].sort(),
  ],
];

async function all(list: List, Limit?: number) {
  const pages: (string | undefined)[][] = [];
  let NextToken: string | undefined;
  do {
    const page = await list({ Limit, NextToken });
    pages.push(page.items);
    NextToken = page.next;
  } while (NextToken);
  return pages;
}

describe.each(lists)('%s', (_, list, expected) => {
  test('a page holds 60 unless a smaller limit is asked for; everything comes once, in a stable order', async () => {
    const items = expected();
    for (const limit of [undefined, 0, 60]) {
      const pages = await all(list, limit);
      expect(pages.map(({ length }) => length)).toEqual([60, items.length - 60]);
      expect(pages.flat()).toEqual(items);
    }
    expect((await all(list, 13)).flat()).toEqual(items);
  });

  test.each([-1, 61])('Limit %j is refused', async (Limit) => {
    expect(await refusal(list({ Limit }))).toEqual({
      name: 'InvalidParameterException',
      message: expect.stringContaining("at 'limit' failed to satisfy constraint"),
    });
  });

  test('a token continues its own list, for an hour, unaltered', async () => {
    const { next = '' } = await list({ Limit: 5 });
    for (const [, other] of lists)
      if (other !== list) expect(await refusal(other({ NextToken: next }))).toEqual(invalidToken);
    const altered = `${next.slice(0, -2)}${next.at(-2) === 'A' ? 'B' : 'A'}${next.at(-1)}`;
    for (const token of ['made-up', altered]) expect(await refusal(list({ NextToken: token }))).toEqual(invalidToken);
    expect((await list({ Limit: 3, NextToken: next })).items).toEqual(expected().slice(5, 8));
    server.clock.advance(60 * 60_000);
    expect(await refusal(list({ NextToken: next }))).toEqual(invalidToken);
  });
});

test('a token of one group, user or pool continues no other’s list', async () => {
  const other = freshEmail();
  await createUser(server, poolId, other);
  const ofMember = await groups.ofUser(member, { Limit: 5 });
  expect(await refusal(groups.ofUser(other, { NextToken: ofMember.NextToken }))).toEqual(invalidToken);
  const ofCrowd = await groups.members('crowd', { Limit: 5 });
  expect(await refusal(groups.members('group-00', { NextToken: ofCrowd.NextToken }))).toEqual(invalidToken);
  const { poolId: otherPool } = await server.createPool();
  const elsewhere = groupsOf(server, otherPool);
  await elsewhere.create('crowd');
  expect(await refusal(elsewhere.members('crowd', { NextToken: ofCrowd.NextToken }))).toEqual(invalidToken);
  const ofPool = await groups.list({ Limit: 5 });
  expect(await refusal(elsewhere.list({ NextToken: ofPool.NextToken }))).toEqual(invalidToken);
});

test('what changes between pages moves nothing else', async () => {
  const [first, members] = [await groups.ofUser(member, { Limit: 30 }), await groups.members('crowd', { Limit: 30 })];
  await groups.update('group-40', { Precedence: 0 });
  await groups.create('group-00a');
  await groups.add('group-00a', member);
  await groups.add('crowd', member);
  const rest = await groups.ofUser(member, { NextToken: first.NextToken });
  const seen = [...(first.Groups ?? []), ...(rest.Groups ?? [])].map(({ GroupName }) => GroupName);
  expect(seen).toEqual([...names].sort());
  const others = await groups.members('crowd', { NextToken: members.NextToken });
  const found = [...(members.Users ?? []), ...(others.Users ?? [])].map(({ Username = '' }) => Username);
  expect(found.filter((name) => everyone.includes(name))).toEqual([...everyone].sort());
});

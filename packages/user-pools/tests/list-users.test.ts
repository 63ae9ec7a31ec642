import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  ListUsersCommand,
  type ListUsersCommandInput,
  type UserType,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { goodPassword, list, record, refused } from './people.ts';
import { startTestServer, type TestServer } from './server.ts';

let server: TestServer;
let poolId: string;

const people: [name: string, attributes: Record<string, string>][] = [
  [
    'Ada',
    {
      email: 'ada@example.com',
      email_verified: 'true',
      name: 'Ada Lovelace',
      given_name: 'Ada',
      family_name: 'Lovelace',
    },
  ],
  ['alan', { email: 'alan@example.com', name: 'Alan "Prof" Turing', given_name: 'Alan', family_name: 'Turing' }],
  [
    'barbara',
    { email: 'barbara@example.net', name: '100% Liskov_', preferred_username: 'babs', phone_number: '+14325551212' },
  ],
];

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool({ UsernameAttributes: undefined }));
  for (const [Username, attributes] of people) await create(poolId, Username, attributes);
});
afterAll(() => server?.close());

function create(UserPoolId: string, Username: string, attributes: Record<string, string> = {}) {
  const input = { UserPoolId, Username, MessageAction: 'SUPPRESS' as const, UserAttributes: list(attributes) };
  return server.admin.send(new AdminCreateUserCommand(input));
}
const listUsers = (input: Partial<ListUsersCommandInput> = {}) =>
  server.admin.send(new ListUsersCommand({ UserPoolId: poolId, ...input }));
const names = (users: UserType[] | undefined) => (users ?? []).map(({ Username }) => Username).sort();
const found = async (Filter: string) => names((await listUsers({ Filter })).Users);

test('J093 everybody is listed with attributes, status and dates', async () => {
  const { Users, PaginationToken } = await listUsers();
  expect(names(Users)).toEqual(['Ada', 'alan', 'barbara']);
  expect(PaginationToken).toBeUndefined();
  const ada = Users?.find(({ Username }) => Username === 'Ada');
  expect(ada).toMatchObject({ UserStatus: 'FORCE_CHANGE_PASSWORD', Enabled: true });
  expect(ada?.UserCreateDate).toBeInstanceOf(Date);
  expect(record(ada?.Attributes)).toMatchObject({ email: 'ada@example.com', email_verified: 'true' });
  await server.admin.send(
    new AdminSetUserPasswordCommand({ UserPoolId: poolId, Username: 'alan', Password: goodPassword, Permanent: true }),
  );
  expect(await found('cognito:user_status = "CONFIRMED"')).toEqual(['alan']);
});

test.each([
  ['username = "ADA"', ['Ada']],
  ['username ^= "a"', ['Ada', 'alan']],
  ['email = "Ada@example.com"', ['Ada']],
  ['email="ada"', []],
  ['email^="a"', ['Ada', 'alan']],
  ['  email   ^=   "barbara@"  ', ['barbara']],
  ['"email" ^= "alan"', ['alan']],
  ['given_name = "alan"', ['alan']],
  ['family_name ^= "L"', ['Ada']],
  ['name = "Alan \\"Prof\\" Turing"', ['alan']],
  ['name ^= "100% liskov_"', ['barbara']],
  ['name ^= "100_"', []],
  ['name ^= "%"', []],
  ['preferred_username = "BABS"', ['barbara']],
  ['phone_number ^= "+1432"', ['barbara']],
  ['cognito:user_status ^= "FORCE"', ['Ada', 'barbara']],
  ['status = "Enabled"', ['Ada', 'alan', 'barbara']],
  ['status = "Disabled"', []],
  ['status ^= "Nothing"', []],
  ['', ['Ada', 'alan', 'barbara']],
])('filter %s', async (filter, expected) => {
  expect(await found(filter)).toEqual(expected);
});

test('filter by sub, whole or in part', async () => {
  const { Users } = await listUsers({ Filter: 'username = "ada"' });
  const { sub = '' } = record(Users?.[0]?.Attributes);
  expect(await found(`sub = "${sub}"`)).toEqual(['Ada']);
  expect(await found(`sub ^= "${sub.slice(0, 20)}"`)).toEqual(['Ada']);
});

test('a filter that is none, or names what cannot be searched, is refused', async () => {
  const wrong = [
    'email',
    'email = ada',
    'email == "a"',
    'email = "a" and name = "b"',
    'email = "a',
    'email != "a"',
    '= "a"',
    "email = 'a'",
  ];
  for (const Filter of wrong)
    await refused(listUsers({ Filter }), 'InvalidParameterException', 'Error while parsing filter.');
  await refused(
    listUsers({ Filter: 'locale = "fr"' }),
    'InvalidParameterException',
    'Invalid search attribute: locale',
  );
  await refused(
    listUsers({ Filter: 'constructor = "x"' }),
    'InvalidParameterException',
    'Invalid search attribute: constructor',
  );
});

test('letter case matters in a case-sensitive pool', async () => {
  const { poolId: strict } = await server.createPool({
    UsernameAttributes: undefined,
    UsernameConfiguration: undefined,
  });
  await create(strict, 'Ada', { email: 'Ada@example.com' });
  const find = async (Filter: string) => names((await listUsers({ UserPoolId: strict, Filter })).Users);
  expect(await find('username = "ada"')).toEqual([]);
  expect(await find('username = "Ada"')).toEqual(['Ada']);
  expect(await find('email ^= "ada"')).toEqual([]);
  expect(await find('email ^= "Ada"')).toEqual(['Ada']);
});

test('AttributesToGet limits the attributes', async () => {
  const { Users } = await listUsers({ Filter: 'username = "ada"', AttributesToGet: ['email', 'sub'] });
  expect(Object.keys(record(Users?.[0]?.Attributes)).sort()).toEqual(['email', 'sub']);
});

describe('paging', () => {
  let big: string;
  const count = 65;

  beforeAll(async () => {
    ({ poolId: big } = await server.createPool({ UsernameAttributes: undefined }));
    for (let n = 0; n < count; n += 1) await create(big, `user-${n}`, { given_name: n % 2 ? 'Odd' : 'Even' });
  });

  async function all(input: Partial<ListUsersCommandInput>): Promise<string[][]> {
    const pages: string[][] = [];
    let PaginationToken: string | undefined;
    do {
      const page = await listUsers({ UserPoolId: big, ...input, PaginationToken });
      pages.push((page.Users ?? []).map(({ Username = '' }) => Username));
      PaginationToken = page.PaginationToken;
    } while (PaginationToken);
    return pages;
  }

  test('a page holds 60 unless a smaller limit is asked for; nobody is missed or listed twice', async () => {
    expect((await all({})).map((page) => page.length)).toEqual([60, 5]);
    expect((await all({ Limit: 0 })).map((page) => page.length)).toEqual([60, 5]);
    const pages = await all({ Limit: 7 });
    expect(pages.map((page) => page.length)).toEqual([7, 7, 7, 7, 7, 7, 7, 7, 7, 2]);
    expect(new Set(pages.flat()).size).toBe(count);
    await refused(
      listUsers({ UserPoolId: big, Limit: 61 }),
      'InvalidParameterException',
      "1 validation error detected: Value '61' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 60",
    );
  });

  test('filtered pages too, in the order of what was searched', async () => {
    for (const Filter of ['given_name = "odd"', 'given_name ^= "o"', 'username ^= "user-"', 'status = "Enabled"']) {
      const pages = await all({ Filter, Limit: 9 });
      expect(new Set(pages.flat()).size, Filter).toBe(Filter.startsWith('given') ? 32 : count);
      expect(pages.flat()).toHaveLength(Filter.startsWith('given') ? 32 : count);
    }
  });

  test('a token is good for its own list and an hour, and cannot be made up', async () => {
    const { PaginationToken = '' } = await listUsers({ UserPoolId: big, Limit: 5 });
    const message = 'Invalid pagination token.';
    const attempt = (input: Partial<ListUsersCommandInput>) =>
      listUsers({ UserPoolId: big, PaginationToken, ...input });
    await refused(attempt({ UserPoolId: poolId }), 'InvalidParameterException', message);
    await refused(attempt({ Filter: 'username ^= "u"' }), 'InvalidParameterException', message);
    await refused(attempt({ PaginationToken: 'made-up' }), 'InvalidParameterException', message);
    expect((await attempt({ Limit: 3 })).Users).toHaveLength(3);
    server.clock.advance(60 * 60_000);
    await refused(attempt({}), 'InvalidParameterException', message);
  });

  test('who is deleted or added between pages moves nobody else', async () => {
    const before = (await all({ Limit: 60 })).flat();
    const first = await listUsers({ UserPoolId: big, Limit: 30 });
    await create(big, 'newcomer');
    const rest = await listUsers({ UserPoolId: big, Limit: 60, PaginationToken: first.PaginationToken });
    const seen = [...(first.Users ?? []), ...(rest.Users ?? [])].map(({ Username = '' }) => Username);
    expect(seen.filter((name) => name !== 'newcomer')).toEqual(before);
  });
});

import { ListUserPoolClientsCommand, ListUserPoolsCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './server.ts';

let server: TestServer;
const pools: string[] = [];
const clients: string[] = [];

beforeAll(async () => {
  server = await startTestServer();
  for (let count = 0; count < 5; count += 1) pools.push((await server.createPool()).poolId);
  for (let count = 0; count < 5; count += 1) clients.push((await server.createClient(pools[0] ?? '')).clientId);
});

afterAll(() => server.close());

interface Page {
  ids: (string | undefined)[];
  next?: string;
}

const listPools = async (MaxResults: number, NextToken?: string): Promise<Page> => {
  const page = await server.admin.send(new ListUserPoolsCommand({ MaxResults, NextToken }));
  return { ids: (page.UserPools ?? []).map(({ Id }) => Id), next: page.NextToken };
};

const listClients = async (MaxResults: number | undefined, NextToken?: string, pool = pools[0]): Promise<Page> => {
  const page = await server.admin.send(new ListUserPoolClientsCommand({ UserPoolId: pool, MaxResults, NextToken }));
  return { ids: (page.UserPoolClients ?? []).map(({ ClientId }) => ClientId), next: page.NextToken };
};

const invalid = { name: 'InvalidParameterException' };

describe.each([
  ['ListUserPools', listPools, pools, async () => (await server.createPool()).poolId],
  ['ListUserPoolClients', listClients, clients, async () => (await server.createClient(pools[0] ?? '')).clientId],
] as const)('%s', (_, list, all, create) => {
  test('pages hold each item once and end without a token', async () => {
    const one = await list(2);
    const two = await list(2, one.next);
    const three = await list(2, two.next);
    expect([one, two, three].map(({ ids }) => ids.length)).toEqual([2, 2, 1]);
    expect([...one.ids, ...two.ids, ...three.ids].sort()).toEqual([...all].sort());
    expect(three.next).toBeUndefined();
    expect((await list(5)).next).toBeUndefined();
    expect((await list(60)).ids.length).toBe(5);
  });

  test.each([0, 61])('MaxResults %j is refused', async (limit) => {
    await expect(list(limit)).rejects.toMatchObject(invalid);
  });

  test('a token is good for an hour, unaltered', async () => {
    const { next = '' } = await list(2);
    const altered = `${next.slice(0, -2)}${next.at(-2) === 'A' ? 'B' : 'A'}${next.at(-1)}`;
    for (const token of [altered, 'nonsense', `${next}.x`]) await expect(list(2, token)).rejects.toMatchObject(invalid);
    server.clock.advance(59 * 60 * 1000);
    expect((await list(2, next)).ids.length).toBe(2);
    server.clock.advance(60 * 1000);
    await expect(list(2, next)).rejects.toMatchObject({ ...invalid, message: 'Invalid pagination token.' });
  });

  test('items that come while a list is read move none of the others', async () => {
    const one = await list(2);
    const added: string[] = [];
    for (let count = 0; count < 3; count += 1) added.push(await create());
    const rest: (string | undefined)[] = [];
    for (let next = one.next; next; ) {
      const page = await list(2, next);
      rest.push(...page.ids);
      next = page.next;
    }
    const seen = [...one.ids, ...rest];
    expect(new Set(seen).size).toBe(seen.length);
    for (const id of all) expect(seen).toContain(id);
  });
});

test('a token of one list does not continue another', async () => {
  const { next: ofPools } = await listPools(2);
  const { next: ofClients } = await listClients(2);
  await expect(listPools(2, ofClients)).rejects.toMatchObject(invalid);
  await expect(listClients(2, ofPools)).rejects.toMatchObject(invalid);
  await expect(listClients(2, ofClients, pools[1])).rejects.toMatchObject(invalid);
});

test('ListUserPoolClients answers up to 60 when no number is given, names and ids alone', async () => {
  const { UserPoolClients } = await server.admin.send(new ListUserPoolClientsCommand({ UserPoolId: pools[0] }));
  expect(UserPoolClients).toContainEqual({ UserPoolId: pools[0], ClientId: clients[0], ClientName: 'test' });
  expect((await listClients(undefined, undefined, pools[1])).ids).toEqual([]);
});

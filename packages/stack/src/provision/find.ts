import type { RunningUserPools } from '@cruddur/user-pools';
import { StackError } from '../errors.ts';

/** Calls to the server as its administrator. */
export type Calls = Pick<RunningUserPools, 'call'>;

const pageSize = 60;

/**
 * Id of the pool with this name; undefined when there is none.
 *
 * @throws StackError when several bear the name.
 */
export async function findPoolByName(userPools: Calls, name: string): Promise<string | undefined> {
  const ids: string[] = [];
  let next: string | undefined;
  do {
    const page = await userPools.call('ListUserPools', { MaxResults: pageSize, NextToken: next });
    for (const pool of page.UserPools ?? []) if (pool.Name === name && pool.Id) ids.push(pool.Id);
    next = page.NextToken;
  } while (next);
  return onlyOne(ids, `user pools are named ${name}`, 'userPoolId');
}

/** Id of the pool's app client with this name; undefined when there is none. */
export async function findClientByName(userPools: Calls, poolId: string, name: string): Promise<string | undefined> {
  const ids: string[] = [];
  let next: string | undefined;
  do {
    const page = await userPools.call('ListUserPoolClients', {
      UserPoolId: poolId,
      MaxResults: pageSize,
      NextToken: next,
    });
    for (const client of page.UserPoolClients ?? [])
      if (client.ClientName === name && client.ClientId) ids.push(client.ClientId);
    next = page.NextToken;
  } while (next);
  return onlyOne(ids, `app clients of pool ${poolId} are named ${name}`, 'appClientId');
}

function onlyOne(ids: string[], what: string, member: string): string | undefined {
  if (ids.length < 2) return ids[0];
  throw new StackError(
    `${ids.length} ${what} (${ids.join(', ')}). Delete all but one, or write the right one as ${member} into stack.json.`,
  );
}

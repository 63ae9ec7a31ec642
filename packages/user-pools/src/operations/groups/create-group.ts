import { transaction } from '@cruddur/database';
import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { countGroups, type Group, insertGroup } from '../../storage/groups.ts';
import { holdPool } from '../../storage/pools.ts';
import type { Input, Output, PoolCaller } from '../operation.ts';
import { describeGroup } from './describe.ts';

/** The groups of one pool (Cognito, "Quotas"). */
const mostGroups = 10_000;

/**
 * Makes a group, without members. The role is given out in tokens as it is: whoever takes tokens for credentials decides what it
 * is worth.
 *
 * @throws CognitoError GroupExistsException, LimitExceededException
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateGroup.html
 */
export async function createGroup(
  ctx: Context,
  { GroupName = '', Description, RoleArn, Precedence }: Input<'CreateGroup'>,
  { pool }: PoolCaller,
): Promise<Output<'CreateGroup'>> {
  const now = ctx.clock.now();
  const group: Group = {
    poolId: pool.id,
    name: GroupName,
    description: Description || null,
    roleArn: RoleArn ?? null,
    precedence: Precedence ?? null,
    createdAt: now,
    updatedAt: now,
  };
  await transaction(ctx.db, async (trx) => {
    // Held, so that groups made at once are counted one by one.
    if (!(await holdPool(trx, pool.id))) throw errors.poolNotFound(pool.id);
    if (!(await insertGroup(trx, group))) throw errors.groupExists();
    if ((await countGroups(trx, pool.id)) > mostGroups) {
      throw errors.limitExceeded(`A user pool can have at most ${mostGroups} groups.`); // [U]
    }
  });
  return { Group: describeGroup(group) };
}

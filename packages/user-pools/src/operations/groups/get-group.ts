import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { findGroup } from '../../storage/groups.ts';
import type { Input, Output, PoolCaller } from '../operation.ts';
import { describeGroup } from './describe.ts';

/**
 * Shows one group.
 *
 * @throws CognitoError ResourceNotFoundException
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetGroup.html
 */
export async function getGroup(
  ctx: Context,
  { GroupName = '' }: Input<'GetGroup'>,
  { pool }: PoolCaller,
): Promise<Output<'GetGroup'>> {
  const group = await findGroup(ctx.db, pool.id, GroupName);
  if (!group) throw errors.groupNotFound();
  return { Group: describeGroup(group) };
}

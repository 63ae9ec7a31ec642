import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { updateGroup as updateStored } from '../../storage/groups.ts';
import type { Input, Output, PoolCaller } from '../operation.ts';
import { describeGroup } from './describe.ts';

/**
 * Changes a group. What is left out stays, since Terraform sends what changed and nothing else; an empty description takes the
 * present one away. [U]
 *
 * @throws CognitoError ResourceNotFoundException
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateGroup.html
 */
export async function updateGroup(
  ctx: Context,
  { GroupName = '', Description, RoleArn, Precedence }: Input<'UpdateGroup'>,
  { pool }: PoolCaller,
): Promise<Output<'UpdateGroup'>> {
  const group = await updateStored(ctx.db, pool.id, GroupName, {
    ...(Description !== undefined && { description: Description || null }),
    ...(RoleArn !== undefined && { roleArn: RoleArn }),
    ...(Precedence !== undefined && { precedence: Precedence }),
    updatedAt: ctx.clock.now(),
  });
  if (!group) throw errors.groupNotFound();
  return { Group: describeGroup(group) };
}

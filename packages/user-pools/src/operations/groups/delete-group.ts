import { transaction } from '@cruddur/database';
import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { deleteGroup as deleteStored } from '../../storage/groups.ts';
import type { Input, Output, PoolCaller } from '../operation.ts';

/**
 * Deletes a group; its members leave it and stay otherwise as they are. [U]
 *
 * @throws CognitoError ResourceNotFoundException
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteGroup.html
 */
export async function deleteGroup(
  ctx: Context,
  { GroupName = '' }: Input<'DeleteGroup'>,
  { pool }: PoolCaller,
): Promise<Output<'DeleteGroup'>> {
  if (!(await transaction(ctx.db, (trx) => deleteStored(trx, pool.id, GroupName)))) throw errors.groupNotFound();
  return {};
}

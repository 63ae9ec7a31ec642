import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { findPool } from '../../storage/pools.ts';
import type { Input, Output } from '../operation.ts';
import { poolIdIn } from './arn.ts';

/**
 * Shows the tags of a pool, as DescribeUserPool does.
 *
 * @throws CognitoError ResourceNotFoundException, InvalidParameterException
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListTagsForResource.html
 */
export async function listTagsForResource(
  ctx: Context,
  { ResourceArn = '' }: Input<'ListTagsForResource'>,
): Promise<Output<'ListTagsForResource'>> {
  const id = poolIdIn(ctx.config, ResourceArn);
  const pool = await findPool(ctx.db, id);
  if (!pool) throw errors.poolNotFound(id);
  return { Tags: pool.settings.UserPoolTags ?? {} };
}

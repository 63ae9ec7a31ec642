import type { Context } from '../../context.ts';
import type { Input, Output } from '../operation.ts';
import { changeTags } from './tags.ts';

/**
 * Takes tags off a pool; a key it does not have is passed over.
 *
 * @throws CognitoError ResourceNotFoundException, InvalidParameterException
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UntagResource.html
 */
export async function untagResource(
  ctx: Context,
  { ResourceArn = '', TagKeys = [] }: Input<'UntagResource'>,
): Promise<Output<'UntagResource'>> {
  const stays = ([key]: [string, string]) => !TagKeys.includes(key);
  await changeTags(ctx, ResourceArn, (tags) => Object.fromEntries(Object.entries(tags).filter(stays)));
  return {};
}

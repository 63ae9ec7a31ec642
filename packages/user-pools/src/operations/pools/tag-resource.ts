import type { Context } from '../../context.ts';
import type { Input, Output } from '../operation.ts';
import { changeTags } from './tags.ts';

/**
 * Adds tags to a pool, or gives those it has new values; the others stay.
 *
 * @throws CognitoError ResourceNotFoundException, InvalidParameterException
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_TagResource.html
 */
export async function tagResource(
  ctx: Context,
  { ResourceArn = '', Tags = {} }: Input<'TagResource'>,
): Promise<Output<'TagResource'>> {
  await changeTags(ctx, ResourceArn, (tags) => ({ ...tags, ...Tags }));
  return {};
}

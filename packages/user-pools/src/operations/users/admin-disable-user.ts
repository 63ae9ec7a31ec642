import type { Context } from '../../context.ts';
import type { Input, Output, PoolCaller } from '../operation.ts';
import { switchUser } from './switch-user.ts';

/**
 * Keeps a user out: every token is revoked, and no new ones are given. Disabling twice changes nothing.
 *
 * @throws CognitoError UserNotFoundException
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDisableUser.html
 */
export async function adminDisableUser(
  ctx: Context,
  { Username = '' }: Input<'AdminDisableUser'>,
  { pool }: PoolCaller,
): Promise<Output<'AdminDisableUser'>> {
  await switchUser(ctx, pool, Username, { enabled: false });
  return {};
}

import type { Context } from '../../context.ts';
import type { Input, Output, PoolCaller } from '../operation.ts';
import { switchUser } from './switch-user.ts';

/**
 * Lets a disabled user in again; tokens from before stay revoked. Enabling twice changes nothing.
 *
 * @throws CognitoError UserNotFoundException
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminEnableUser.html
 */
export async function adminEnableUser(
  ctx: Context,
  { Username = '' }: Input<'AdminEnableUser'>,
  { pool }: PoolCaller,
): Promise<Output<'AdminEnableUser'>> {
  await switchUser(ctx, pool, Username, { enabled: true });
  return {};
}

/** Sessions: ending sign-ins. */
import type { Context } from '../../context.ts';
import { revokeUserTokens } from '../../tokens/revoke.ts';
import type { Input, Output, UserCaller } from '../operation.ts';

/**
 * Signs the caller out everywhere.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GlobalSignOut.html
 */
export async function globalSignOut(
  ctx: Context,
  _input: Input<'GlobalSignOut'>,
  { pool, user }: UserCaller,
): Promise<Output<'GlobalSignOut'>> {
  await revokeUserTokens(ctx.db, pool.id, user.sub, ctx.clock.now());
  return {};
}

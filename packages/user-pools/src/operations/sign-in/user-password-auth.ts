import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { assertNotLocked, recordFailure, recordSuccess } from '../../limits/lockout.ts';
import { provePassword } from '../../passwords/secrets.ts';
import type { ClientCaller } from '../operation.ts';
import { afterPassword, type SignInAnswer } from './after-password.ts';
import { findAccount } from './find-account.ts';
import { type Parameters, required, requiredUsername } from './parameters.ts';

/** USER_PASSWORD_AUTH: the password comes in plain text, inside TLS. */
export async function userPasswordAuth(
  ctx: Context,
  parameters: Parameters,
  caller: ClientCaller,
): Promise<SignInAnswer> {
  const username = requiredUsername(parameters);
  const password = required(parameters, 'PASSWORD');
  const { user, subject } = await findAccount(ctx, caller, username);
  await assertNotLocked(ctx, caller.pool, subject);
  const proved = await provePassword(ctx, caller.pool, user, username, password);
  if (!user || !proved) {
    await recordFailure(ctx, caller.pool, subject);
    throw errors.badCredentials();
  }
  await recordSuccess(ctx, caller.pool, subject);
  return await afterPassword(ctx, caller, user);
}

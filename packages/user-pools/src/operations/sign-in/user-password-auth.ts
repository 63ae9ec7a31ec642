import type { Context } from '../../context.ts';
import { assertNotLocked, countGuess } from '../../limits/lockout.ts';
import { provePassword } from '../../passwords/secrets.ts';
import type { ClientCaller } from '../operation.ts';
import { afterPassword, type SignInAnswer } from './after-password.ts';
import { type Account, findAccount } from './find-account.ts';
import { type Parameters, required, requiredUsername } from './parameters.ts';

/** The flows in which the password comes in plain text, inside TLS: USER_PASSWORD_AUTH and its like for administrators. */
export async function userPasswordAuth(
  ctx: Context,
  parameters: Parameters,
  caller: ClientCaller,
): Promise<SignInAnswer> {
  const username = requiredUsername(parameters);
  const password = required(parameters, 'PASSWORD');
  const account = await findAccount(ctx, caller, username);
  await assertNotLocked(ctx, caller.pool, account.subject);
  return await signInByPassword(ctx, caller, account, password);
}

/** Proves the password of an account that was found not to be locked, and signs in. */
export async function signInByPassword(
  ctx: Context,
  caller: ClientCaller,
  { user, username, subject }: Account,
  password: string,
): Promise<SignInAnswer> {
  const proved = await provePassword(ctx, caller.pool, user, username, password);
  return await afterPassword(ctx, caller, await countGuess(ctx, caller.pool, subject, proved ? user : undefined));
}

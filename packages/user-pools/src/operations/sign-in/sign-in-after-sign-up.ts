import { transaction } from '@cruddur/database';
import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { passwordVersionOf } from '../../passwords/version.ts';
import { consumeSession } from '../../sessions/session.ts';
import { openConfirmedSession } from '../../sessions/sign-up-session.ts';
import { holdUser } from '../../storage/users.ts';
import type { ClientCaller } from '../operation.ts';
import { type SignInAnswer, tokenAnswer } from './after-password.ts';
import { findAccount } from './find-account.ts';

/**
 * Signs in somebody who has just confirmed the sign-up, without a password: the code proved who it is. Good once, and only while
 * nothing has changed since.
 *
 * @throws CognitoError NotAuthorizedException
 */
export async function signInAfterSignUp(
  ctx: Context,
  username: string,
  sealed: string,
  caller: ClientCaller,
): Promise<SignInAnswer> {
  const { pool } = caller;
  const session = await openConfirmedSession(ctx, caller, sealed);
  const { sub, passwordVersion } = session.data;
  const { subject } = await findAccount(ctx, caller, username);
  if (subject !== sub) throw errors.sessionInvalid();
  const sealer = await ctx.keyring.scope(pool.id);
  const user = await transaction(ctx.db, async (trx) => {
    await consumeSession(trx, pool, session);
    const current = await holdUser(trx, pool.id, sub);
    if (current?.status !== 'CONFIRMED' || passwordVersionOf(sealer, current) !== passwordVersion) {
      throw errors.sessionInvalid();
    }
    if (!current.enabled) throw errors.userDisabled();
    return current;
  });
  return await tokenAnswer(ctx, caller, user);
}

import { transaction } from '@cruddur/database';
import { kindOfAddress } from '../../attributes/addresses.ts';
import { takeAliases } from '../../attributes/take-aliases.ts';
import { consumeCode } from '../../codes/codes.ts';
import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { hidesUnknownUsers } from '../../limits/existence.ts';
import { findLimited } from '../../limits/find-limited.ts';
import { checkSignUpSession, sealConfirmedSession } from '../../sessions/sign-up-session.ts';
import { holdUser, updateUser } from '../../storage/users.ts';
import type { ClientCaller, Input, Output } from '../operation.ts';

/**
 * Confirms a user with the code sent at sign-up, which also proves the address it went to. An unknown user gets the
 * answers of a user whose code is wrong or was never asked for, where the client hides who exists, and so does a disabled one.
 *
 * Where a proved address signs in beside the user name, one that signs somebody else in is refused, or moved with
 * `ForceAliasCreation`.
 *
 * Where the client signs in by choice, the answer holds a session that signs the user in without a password, once.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ConfirmSignUp.html
 */
export async function confirmSignUp(
  ctx: Context,
  input: Input<'ConfirmSignUp'>,
  caller: ClientCaller,
): Promise<Output<'ConfirmSignUp'>> {
  const { pool } = caller;
  const { Username = '', ConfirmationCode = '', Session } = input;
  const { user, sub } = await findLimited(ctx, caller, Username, 'confirm-sign-up');
  if (user && user.status !== 'UNCONFIRMED') throw errors.userNotConfirmable(user.status);
  if (Session !== undefined) await checkSignUpSession(ctx, caller, Session, sub);

  const sealer = await ctx.keyring.scope(pool.id);
  const confirmed = await transaction(ctx.db, async (trx) => {
    const address = await consumeCode(ctx, trx, sealer, { poolId: pool.id, sub, purpose: 'sign-up' }, ConfirmationCode);
    const current = await holdUser(trx, pool.id, sub);
    const kind = kindOfAddress(address);
    if (!current || current.attributes[kind] !== address) throw errors.codeExpired();
    if (!current.enabled) throw hidesUnknownUsers(caller.client) ? errors.codeMismatch() : errors.userDisabled();
    if (current.status !== 'UNCONFIRMED') throw errors.userNotConfirmable(current.status);
    const attributes = { ...current.attributes, [`${kind}_verified`]: 'true' };
    if (input.ForceAliasCreation) await takeAliases(ctx, trx, pool, { sub, attributes });
    await updateUser(trx, pool, current, { status: 'CONFIRMED', attributes, updatedAt: ctx.clock.now() });
    return current;
  });
  return { Session: await sealConfirmedSession(ctx, caller, confirmed) };
}

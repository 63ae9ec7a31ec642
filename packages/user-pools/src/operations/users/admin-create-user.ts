import { transaction } from '@cruddur/database';
import { describeUser } from '../../attributes/describe-user.ts';
import { makeIdentity, newUser } from '../../attributes/new-user.ts';
import { checkFlags } from '../../attributes/plan-update.ts';
import { attributesFrom, checkAttributes } from '../../attributes/schema.ts';
import { takeAliases } from '../../attributes/take-aliases.ts';
import { signInName } from '../../attributes/user-name-model.ts';
import { invitationReceivers } from '../../codes/channels.ts';
import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { clearFailures } from '../../limits/lockout.ts';
import { composeMessage } from '../../messages/render.ts';
import { checkPasswordPolicy, generateTemporaryPassword } from '../../passwords/policy.ts';
import { makePasswordSecrets } from '../../passwords/secrets.ts';
import { temporaryPasswordExpiry } from '../../passwords/temporary.ts';
import { insertUser } from '../../storage/insert-user.ts';
import { findPool, type Pool } from '../../storage/pools.ts';
import type { OutboxTable } from '../../storage/schema.ts';
import { findUserByName, holdUser, setPasswordSecrets, type User } from '../../storage/users.ts';
import type { Input, Output, PoolCaller } from '../operation.ts';

type Request = Input<'AdminCreateUser'>;

/**
 * Makes a user with a temporary password and sends the invitation, or sends it again with a new password. Required
 * attributes may be missing: the user is asked for them at the first sign-in.
 *
 * A proved address that signs somebody else in is refused, or moved with `ForceAliasCreation`.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminCreateUser.html
 */
export async function adminCreateUser(
  ctx: Context,
  input: Request,
  { pool }: PoolCaller,
): Promise<Output<'AdminCreateUser'>> {
  const password = input.TemporaryPassword || generateTemporaryPassword(pool, ctx.random);
  checkPasswordPolicy(pool, password);
  const create = input.MessageAction === 'RESEND' ? inviteAgain : createAndInvite;
  const user = await create(ctx, pool, input, password);
  ctx.outbox.wake();
  return { User: describeUser(user) };
}

async function createAndInvite(ctx: Context, pool: Pool, input: Request, password: string): Promise<User> {
  const given = attributesFrom(input.UserAttributes);
  const identity = makeIdentity(ctx.random, pool, input.Username ?? '', given);
  checkAttributes(pool, identity.attributes, { requireAll: false, creating: true });
  checkFlags(identity.attributes);
  const createdAt = ctx.clock.now();
  const secrets = await makePasswordSecrets(ctx, pool, identity, password);
  const temporaryPasswordExpiresAt = temporaryPasswordExpiry(pool, createdAt);
  const state = { status: 'FORCE_CHANGE_PASSWORD', temporaryPasswordExpiresAt, createdAt } as const;
  const user = newUser(pool.id, identity, secrets, state);
  const invitations = await prepareInvitations(ctx, pool, user, input, password);
  await transaction(ctx.db, async (trx) => {
    if (!(await findPool(trx, pool.id))) throw errors.poolNotFound(pool.id);
    if (input.ForceAliasCreation) await takeAliases(ctx, trx, pool, user);
    await insertUser(trx, pool, user, errors.adminUsernameExists);
    for (const invitation of invitations) await ctx.outbox.enqueue(trx, invitation);
  });
  return user;
}

async function inviteAgain(ctx: Context, pool: Pool, input: Request, password: string): Promise<User> {
  const { Username = '' } = input;
  const user = await findUserByName(ctx.db, pool, Username);
  if (!user) throw errors.userNotFound();
  if (user.status !== 'FORCE_CHANGE_PASSWORD') throw errors.resendNotPossible(Username);
  const invitations = await prepareInvitations(ctx, pool, user, input, password);
  const secrets = await makePasswordSecrets(ctx, pool, user, password);
  const updatedAt = ctx.clock.now();
  const temporaryPasswordExpiresAt = temporaryPasswordExpiry(pool, updatedAt);
  await transaction(ctx.db, async (trx) => {
    const current = await holdUser(trx, pool.id, user.sub);
    if (current?.status !== 'FORCE_CHANGE_PASSWORD') throw errors.resendNotPossible(Username);
    await setPasswordSecrets(trx, pool, user, secrets, {
      status: current.status,
      temporaryPasswordExpiresAt,
      updatedAt,
    });
    await clearFailures(trx, pool.id, user.sub);
    for (const invitation of invitations) await ctx.outbox.enqueue(trx, invitation);
  });
  return { ...user, updatedAt };
}

/** The invitations, ready for the outbox; none when they are suppressed, or when nobody named a channel and there is no address. */
async function prepareInvitations(
  ctx: Context,
  pool: Pool,
  user: User,
  { MessageAction, DesiredDeliveryMediums }: Request,
  password: string,
): Promise<OutboxTable[]> {
  if (MessageAction === 'SUPPRESS') return [];
  const receivers = invitationReceivers(ctx.config, pool, user, DesiredDeliveryMediums);
  if (receivers.length === 0 && MessageAction === 'RESEND') throw errors.noInvitationAddress('email');
  const values = { username: signInName(pool, user), code: password };
  return Promise.all(
    receivers.map((receiver) =>
      ctx.outbox.seal(pool.id, composeMessage(pool, ctx.config, 'invitation', { ...receiver, ...values })),
    ),
  );
}

import { isUniqueViolation, transaction } from '@cruddur/database';
import { usesEmailAsUsername } from '../../attributes/case.ts';
import { makeIdentity, type NewIdentity, newUser } from '../../attributes/new-user.ts';
import { type Attributes, attributesFrom, checkAttributes, checkWritable } from '../../attributes/schema.ts';
import { autoVerifiesEmail } from '../../attributes/verification.ts';
import { prepareCode, storePrepared } from '../../codes/send-code.ts';
import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { checkPasswordPolicy } from '../../passwords/policy.ts';
import { makePasswordSecrets } from '../../passwords/secrets.ts';
import { findPool, type Pool } from '../../storage/pools.ts';
import { insertUser } from '../../storage/users.ts';
import type { ClientCaller, Input, Output } from '../operation.ts';

/**
 * Signs a new user up, unconfirmed, and mails a code when the pool verifies e-mail addresses. A taken name is only found
 * when the row is written, so that it costs the same hash as a free one.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SignUp.html
 */
export async function signUp(ctx: Context, input: Input<'SignUp'>, caller: ClientCaller): Promise<Output<'SignUp'>> {
  const { pool, client } = caller;
  const { Username = '', Password } = input;
  if (pool.settings.AdminCreateUserConfig?.AllowAdminCreateUserOnly) throw errors.signUpClosed();
  if (!Password) throw errors.memberMissing('password');
  const given = attributesFrom(input.UserAttributes);
  checkWritable(client, Object.keys(given));
  const identity = makeIdentity(ctx.random, pool, Username, given);
  checkAttributes(pool, identity.attributes, { requireAll: true, creating: true });
  checkPasswordPolicy(pool, Password);

  const details = await insertUnconfirmed(ctx, pool, withVerifiedFlag(identity), Password);
  return { UserConfirmed: false, UserSub: identity.sub, CodeDeliveryDetails: details };
}

/** An address nobody has proved yet says so. */
function withVerifiedFlag(identity: NewIdentity): NewIdentity {
  const { email, ...rest } = identity.attributes;
  if (!email) return identity;
  const attributes: Attributes = { ...rest, email_verified: 'false', email };
  return { ...identity, attributes };
}

async function insertUnconfirmed(ctx: Context, pool: Pool, identity: NewIdentity, password: string) {
  const secrets = await makePasswordSecrets(ctx, pool, identity, password);
  const { email } = identity.attributes;
  const code =
    email && autoVerifiesEmail(pool)
      ? await prepareCode(ctx, pool, identity, { purpose: 'sign-up', kind: 'sign-up', address: email })
      : undefined;
  const state = { status: 'UNCONFIRMED', temporaryPasswordExpiresAt: undefined, createdAt: ctx.clock.now() } as const;
  try {
    await transaction(ctx.db, async (trx) => {
      if (!(await findPool(trx, pool.id))) throw errors.poolNotFound(pool.id);
      await insertUser(trx, pool, newUser(pool.id, identity, secrets, state));
      if (code) await storePrepared(ctx, trx, code);
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw usesEmailAsUsername(pool) ? errors.emailTaken() : errors.usernameExists();
  }
  ctx.outbox.wake();
  return code?.details;
}

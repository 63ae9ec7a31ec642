import { transaction } from '@cruddur/database';
import { addressKinds } from '../../attributes/addresses.ts';
import { makeIdentity, type NewIdentity, newUser } from '../../attributes/new-user.ts';
import { type Attributes, attributesFrom, checkAttributes, checkWritable } from '../../attributes/schema.ts';
import { hasAlias } from '../../attributes/user-name-model.ts';
import { signUpAddress } from '../../codes/channels.ts';
import { prepareCode, storePrepared } from '../../codes/send-code.ts';
import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { checkPasswordPolicy } from '../../passwords/policy.ts';
import { makePasswordSecrets } from '../../passwords/secrets.ts';
import { sealSignUpSession } from '../../sessions/sign-up-session.ts';
import { insertUser } from '../../storage/insert-user.ts';
import { findPool, type Pool } from '../../storage/pools.ts';
import type { ClientCaller, Input, Output } from '../operation.ts';

/**
 * Signs a new user up, unconfirmed, and sends a code when the pool verifies an address that was given. A taken name is only found
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
  if (given.preferred_username && hasAlias(pool, 'preferred_username')) throw errors.preferredUsernameUnconfirmed();
  const identity = makeIdentity(ctx.random, pool, Username, given);
  checkAttributes(pool, identity.attributes, { requireAll: true, creating: true });
  checkPasswordPolicy(pool, Password);

  const details = await insertUnconfirmed(ctx, pool, withVerifiedFlags(identity), Password);
  const Session = await sealSignUpSession(ctx, caller, identity.sub);
  return { UserConfirmed: false, UserSub: identity.sub, CodeDeliveryDetails: details, Session };
}

/** An address nobody has proved yet says so. */
function withVerifiedFlags(identity: NewIdentity): NewIdentity {
  const attributes: Attributes = { ...identity.attributes };
  for (const kind of addressKinds) if (attributes[kind]) attributes[`${kind}_verified`] = 'false';
  return { ...identity, attributes };
}

async function insertUnconfirmed(ctx: Context, pool: Pool, identity: NewIdentity, password: string) {
  const secrets = await makePasswordSecrets(ctx, pool, identity, password);
  const address = signUpAddress(pool, identity.attributes);
  const code = address && (await prepareCode(ctx, pool, identity, { purpose: 'sign-up', kind: 'sign-up', address }));
  const state = { status: 'UNCONFIRMED', temporaryPasswordExpiresAt: undefined, createdAt: ctx.clock.now() } as const;
  await transaction(ctx.db, async (trx) => {
    if (!(await findPool(trx, pool.id))) throw errors.poolNotFound(pool.id);
    await insertUser(trx, pool, newUser(pool.id, identity, secrets, state));
    if (code) await storePrepared(ctx, trx, code);
  });
  ctx.outbox.wake();
  return code ? code.details : undefined;
}

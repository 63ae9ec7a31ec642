import { transaction } from '@cruddur/database';
import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { makeNextSecrets } from '../../passwords/history.ts';
import { checkPasswordPolicy } from '../../passwords/policy.ts';
import { srpUserId } from '../../passwords/secrets.ts';
import { passwordVersionOf } from '../../passwords/version.ts';
import { consumeSession, newSession, openSession, sealSession } from '../../sessions/session.ts';
import { replacePassword } from '../../storage/passwords.ts';
import type { Pool } from '../../storage/pools.ts';
import { findUserByName, findUserBySub, type User, updateUser } from '../../storage/users.ts';
import { issueTokens } from '../../tokens/issue.ts';
import type { ClientCaller } from '../operation.ts';
import type { SignInAnswer } from './after-password.ts';
import { attributeParameters, readNewAttributes } from './new-password-attributes.ts';
import { type ChallengeAnswer, required, requiredUsername } from './parameters.ts';

const challenge = 'NEW_PASSWORD_REQUIRED';

/** What the session holds. */
interface NewPasswordSession {
  sub: string;
  /** Of the temporary password that was proved: the session ends when the password changes. */
  passwordVersion: string;
}

/** Asks a user with a temporary password for one of its own. */
export async function newPasswordChallenge(ctx: Context, caller: ClientCaller, user: User): Promise<SignInAnswer> {
  const { pool, client } = caller;
  const passwordVersion = passwordVersionOf(await ctx.keyring.scope(pool.id), user);
  const session = newSession<NewPasswordSession>(ctx, client, { sub: user.sub, passwordVersion });
  return {
    ChallengeName: challenge,
    Session: await sealSession(ctx, { pool, client, purpose: challenge }, session),
    ChallengeParameters: { USER_ID_FOR_SRP: srpUserId(pool, user.username), ...attributeParameters(pool, user) },
  };
}

/** NEW_PASSWORD_REQUIRED: sets the password and what attributes are missing, confirms the user and signs in. */
export async function answerNewPassword(
  ctx: Context,
  answer: ChallengeAnswer,
  caller: ClientCaller,
): Promise<SignInAnswer> {
  const { pool, client } = caller;
  const responses = answer.ChallengeResponses ?? {};
  const username = requiredUsername(responses);
  const password = required(responses, 'NEW_PASSWORD');
  if (!answer.Session) throw errors.missingParameter('Session');
  const session = await openSession<NewPasswordSession>(ctx, { pool, client, purpose: challenge }, answer.Session);
  const user = await findChallenged(ctx, pool, username, session.data);

  // Checked before the session is used up, so that the user may try another password.
  checkPasswordPolicy(pool, password);
  readNewAttributes(caller, user, responses);
  const secrets = await makeNextSecrets(ctx, pool, user, password);
  const updatedAt = ctx.clock.now();
  await transaction(ctx.db, async (trx) => {
    await consumeSession(trx, pool, session);
    const state = { status: 'CONFIRMED', temporaryPasswordExpiresAt: null, updatedAt } as const;
    if (!(await replacePassword(trx, pool, user, secrets, state))) throw errors.sessionInvalid();
    // Read anew: while the password was hashed, an administrator may have changed attributes.
    const current = await findUserBySub(trx, pool.id, user.sub);
    const attributes = current && readNewAttributes(caller, current, responses);
    if (attributes) await updateUser(trx, pool, current, { attributes, updatedAt });
  });
  const confirmed = await findUserBySub(ctx.db, pool.id, user.sub);
  if (!confirmed) throw errors.userNotFound();
  return { ChallengeParameters: {}, AuthenticationResult: await issueTokens(ctx, { pool, client, user: confirmed }) };
}

/** @throws CognitoError when the session is not this user's, or the password was changed since, or the user was disabled. */
async function findChallenged(
  ctx: Context,
  pool: Pool,
  username: string,
  { sub, passwordVersion }: NewPasswordSession,
): Promise<User> {
  const user = await findUserByName(ctx.db, pool, username);
  const sealer = await ctx.keyring.scope(pool.id);
  if (user?.sub !== sub || passwordVersionOf(sealer, user) !== passwordVersion) throw errors.sessionInvalid();
  if (!user.enabled) throw errors.userDisabled();
  return user;
}

import type { Context } from '../context.ts';
import { errors } from '../errors.ts';
import { passwordVersionOf } from '../passwords/version.ts';
import { type AppClient, allowedFlows } from '../storage/clients.ts';
import type { Pool } from '../storage/pools.ts';
import type { User } from '../storage/users.ts';
import { newSession, openSession, readSession, type Session, sealSession } from './session.ts';

/** The client somebody signs up with. */
interface Place {
  pool: Pool;
  client: AppClient;
}

/** What SignUp's session holds. */
interface SignUpSession {
  sub: string;
}

/** What ConfirmSignUp's session holds: it signs in without a password. */
interface ConfirmedSession extends SignUpSession {
  /** The session ends when the password changes. */
  passwordVersion: string;
}

/** The session of a new user, which ConfirmSignUp may be given back; undefined where the client does not sign in by choice. */
export async function sealSignUpSession(
  ctx: Context,
  { pool, client }: Place,
  sub: string,
): Promise<string | undefined> {
  if (!allowedFlows(client).has('ALLOW_USER_AUTH')) return undefined;
  const session = newSession<SignUpSession>(ctx, client, { sub });
  return await sealSession(ctx, { pool, client, purpose: 'sign-up' }, session);
}

/**
 * To be called with the session that ConfirmSignUp was given. It proves nothing that the code does not prove, so that an old one is
 * no reason to refuse a code: mails take their time.
 *
 * @throws CognitoError NotAuthorizedException when it is another user's, or none of ours.
 */
export async function checkSignUpSession(
  ctx: Context,
  { pool, client }: Place,
  sealed: string,
  sub: string,
): Promise<void> {
  const { data } = await readSession<SignUpSession>(ctx, { pool, client, purpose: 'sign-up' }, sealed);
  if (data.sub !== sub) throw errors.sessionInvalid();
}

/**
 * The session that signs a user in who has just presented the right code, and nobody else may have it; undefined where the client
 * does not sign in by choice.
 */
export async function sealConfirmedSession(
  ctx: Context,
  { pool, client }: Place,
  user: User,
): Promise<string | undefined> {
  if (!allowedFlows(client).has('ALLOW_USER_AUTH')) return undefined;
  const passwordVersion = passwordVersionOf(await ctx.keyring.scope(pool.id), user);
  const session = newSession<ConfirmedSession>(ctx, client, { sub: user.sub, passwordVersion });
  return await sealSession(ctx, { pool, client, purpose: 'confirmed-sign-up' }, session);
}

/** @throws CognitoError NotAuthorizedException: not ours, expired, or used before. */
export async function openConfirmedSession(
  ctx: Context,
  { pool, client }: Place,
  sealed: string,
): Promise<Session<ConfirmedSession>> {
  return await openSession<ConfirmedSession>(ctx, { pool, client, purpose: 'confirmed-sign-up' }, sealed);
}

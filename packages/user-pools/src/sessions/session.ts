/** Sealed sessions: the state of a half-finished sign-in, kept by the client, readable only here, answered once. */
import type { Context } from '../context.ts';
import { errors } from '../errors.ts';
import type { AppClient } from '../storage/clients.ts';
import { insertConsumedSession, isSessionConsumed } from '../storage/consumed-sessions.ts';
import type { Pool } from '../storage/pools.ts';
import type { Database } from '../storage/schema.ts';
import { lifetimesOf } from '../tokens/lifetimes.ts';

/** Whom a session belongs to: what was sealed for one pool, client or purpose opens for no other. */
export interface SessionScope {
  pool: Pool;
  client: AppClient;
  /** What the session is an answer to, for instance a challenge's name. */
  purpose: string;
}

export interface Session<Data> {
  /** Random; consuming the session means storing this id. */
  id: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
  data: Data;
}

/** A new session that lives as long as the client's AuthSessionValidity says. */
export function newSession<Data>(ctx: Context, client: AppClient, data: Data): Session<Data> {
  const id = ctx.random.bytes(16).toString('base64url');
  return { id, expiresAt: ctx.clock.now() + lifetimesOf(client).session, data };
}

/** The session as text, at least 20 characters of A-Z a-z 0-9 - _ and dot. */
export async function sealSession<Data>(ctx: Context, scope: SessionScope, session: Session<Data>): Promise<string> {
  const sealer = await ctx.keyring.scope(scope.pool.id);
  return sealer.seal(identityOf(scope), JSON.stringify(session));
}

/**
 * Opens what `sealSession` made for the same scope. It stays usable until it is consumed.
 *
 * @throws CognitoError NotAuthorizedException: not ours, expired, or answered before.
 */
export async function openSession<Data>(ctx: Context, scope: SessionScope, sealed: string): Promise<Session<Data>> {
  const session = await readSession<Data>(ctx, scope, sealed);
  if (session.expiresAt <= ctx.clock.now()) throw errors.sessionExpired();
  if (await isSessionConsumed(ctx.db, scope.pool.id, session.id)) throw errors.sessionReused();
  return session;
}

/**
 * Reads what `sealSession` made for the same scope, be it expired or answered.
 *
 * @throws CognitoError NotAuthorizedException when it is not ours.
 */
export async function readSession<Data>(ctx: Context, scope: SessionScope, sealed: string): Promise<Session<Data>> {
  const sealer = await ctx.keyring.scope(scope.pool.id);
  try {
    // What opens was sealed here for this very purpose: its shape needs no check.
    return JSON.parse(sealer.open(identityOf(scope), sealed).toString()) as Session<Data>;
  } catch {
    throw errors.sessionInvalid();
  }
}

/**
 * Uses a session up, by one conditional insert: of answers sent in parallel exactly one goes on.
 *
 * @param db the transaction that holds what the answer changes, if it changes anything.
 * @throws CognitoError NotAuthorizedException when it was answered before.
 */
export async function consumeSession(db: Database, pool: Pool, session: Session<unknown>): Promise<void> {
  const { id, expiresAt } = session;
  const first = await insertConsumedSession(db, { poolId: pool.id, id, expiresAt });
  if (!first) throw errors.sessionReused();
}

function identityOf({ client, purpose }: SessionScope): string {
  return `session:${client.id}:${purpose}`;
}

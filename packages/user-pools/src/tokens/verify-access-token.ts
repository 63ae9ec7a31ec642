import type { Context } from '../context.ts';
import { errors } from '../errors.ts';
import { type AppClient, findClient } from '../storage/clients.ts';
import { findPool, type Pool } from '../storage/pools.ts';
import { findFamily } from '../storage/token-families.ts';
import { findUserBySub, type User } from '../storage/users.ts';
import { familyOf, userAdminScope } from './claims.ts';
import { issuerOf } from './issuer.ts';
import { type Claims, isSignedBy, parseToken } from './jws.ts';

/** Whom a good access token speaks for. */
export interface TokenCaller {
  pool: Pool;
  client: AppClient;
  user: User;
  /** Claim `origin_jti`; absent where the client has token revocation off. */
  originJti: string | undefined;
}

/**
 * Checks an access token for our own API: signature, issuer, use, expiry and scope, then that the sign-in it comes from
 * was not revoked and that its user still exists and may be signed in.
 *
 * @throws CognitoError NotAuthorizedException, UserNotFoundException when the user was deleted, PasswordResetRequiredException,
 * UserNotConfirmedException.
 */
export async function verifyAccessToken(ctx: Context, token: string): Promise<TokenCaller> {
  const { poolId, claims } = await verifySignature(ctx, token);
  checkClaims(ctx, claims);
  return await findCaller(ctx, poolId, claims);
}

async function verifySignature(ctx: Context, token: string): Promise<{ poolId: string; claims: Claims }> {
  const parsed = parseToken(token);
  const poolId = parsed && poolIdIn(ctx, parsed.claims.iss);
  const key = poolId && (await ctx.signingKeys.forVerifying(poolId, parsed.kid));
  if (!key || !isSignedBy(parsed, key)) throw errors.accessTokenInvalid();
  return { poolId, claims: parsed.claims };
}

/** The pool an issuer names, if it is ours in the form we write it. */
function poolIdIn(ctx: Context, issuer: unknown): string | undefined {
  if (typeof issuer !== 'string') return undefined;
  const poolId = issuer.slice(issuer.lastIndexOf('/') + 1);
  return issuerOf(ctx.config, poolId) === issuer ? poolId : undefined;
}

function checkClaims(ctx: Context, claims: Claims): void {
  if (claims.token_use !== 'access' || typeof claims.exp !== 'number') throw errors.accessTokenInvalid();
  if (claims.exp * 1000 <= ctx.clock.now()) throw errors.accessTokenExpired();
  const scopes = typeof claims.scope === 'string' ? claims.scope.split(' ') : [];
  if (!scopes.includes(userAdminScope)) throw errors.accessTokenScope();
}

async function findCaller(ctx: Context, poolId: string, claims: Claims): Promise<TokenCaller> {
  const pool = await findPool(ctx.db, poolId);
  const client = await findClient(ctx.db, String(claims.client_id));
  if (!pool || client?.poolId !== poolId) throw errors.accessTokenInvalid();
  const user = await findUserBySub(ctx.db, poolId, String(claims.sub));
  if (!user) throw errors.userNotFound();
  const family = await findFamily(ctx.db, poolId, familyOf(claims) ?? '');
  if (family?.sub !== user.sub || family.revokedAt !== null) throw errors.accessTokenRevoked();
  checkState(user);
  const originJti = typeof claims.origin_jti === 'string' ? claims.origin_jti : undefined;
  return { pool, client, user, originJti };
}

/**
 * A token from before the user was put into such a state is not revoked by it, but must not reach round it: whoever has to reset
 * the password does that first. [U]
 */
function checkState({ enabled, status }: User): void {
  if (!enabled) throw errors.userDisabled();
  if (status === 'RESET_REQUIRED') throw errors.passwordResetRequired();
  if (status === 'UNCONFIRMED') throw errors.userNotConfirmed();
}

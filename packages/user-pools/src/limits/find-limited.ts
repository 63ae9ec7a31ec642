import type { Context } from '../context.ts';
import { errors } from '../errors.ts';
import type { AppClient } from '../storage/clients.ts';
import type { Pool } from '../storage/pools.ts';
import { findUserByName, type User } from '../storage/users.ts';
import { hidesUnknownUsers } from './existence.ts';
import { standInSub } from './lockout.ts';
import { type LimitedAction, spendQuota } from './quotas.ts';

/** Whom a user name means, and what counts and codes are kept under: the user's `sub`, or a stand-in for a name nobody has. */
export interface Subject {
  user: User | undefined;
  sub: string;
}

/**
 * Looks a user name up for an action that is limited. Where the client hides who exists, a name nobody has is counted,
 * limited and passed on like any other.
 *
 * @throws CognitoError LimitExceededException, or UserNotFoundException where the client does not hide it.
 */
export async function findLimited(
  ctx: Context,
  { pool, client }: { pool: Pool; client: AppClient },
  username: string,
  action: LimitedAction,
): Promise<Subject> {
  const user = await findUserByName(ctx.db, pool, username);
  // Made for everybody, so that it costs everybody the same.
  const standIn = await standInSub(ctx, pool, username);
  const sub = user?.sub ?? standIn;
  await spendQuota(ctx, pool.id, sub, action);
  if (!user && !hidesUnknownUsers(client)) throw errors.usernameClientNotFound();
  return { user, sub };
}

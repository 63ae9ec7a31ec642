import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { hidesUnknownUsers } from '../../limits/existence.ts';
import { standInSub } from '../../limits/lockout.ts';
import { findUserByName, type User } from '../../storage/users.ts';
import type { ClientCaller } from '../operation.ts';

/** Whom a user name means, existing or not. */
export interface Account {
  /** As the caller gave it. */
  username: string;
  user: User | undefined;
  /** What limits count against: the user's sub, or the stand-in of a name nobody has. */
  subject: string;
}

/**
 * Looks a user name up. Where the client hides who exists, a name nobody has goes on like any other.
 *
 * @throws CognitoError UserNotFoundException where the client does not hide it.
 */
export async function findAccount(ctx: Context, { pool, client }: ClientCaller, username: string): Promise<Account> {
  const user = await findUserByName(ctx.db, pool, username);
  if (!user && !hidesUnknownUsers(client)) throw errors.userNotFound();
  // The stand-in is made for everyone, so that it costs everyone the same.
  const standIn = await standInSub(ctx, pool, username);
  return { username, user, subject: user?.sub ?? standIn };
}

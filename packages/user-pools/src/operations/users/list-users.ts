import { describeUser } from '../../attributes/describe-user.ts';
import { parseFilter } from '../../attributes/parse-filter.ts';
import type { Context } from '../../context.ts';
import { openPageToken, sealPageToken } from '../../pagination/page-token.ts';
import { listUsers as findUsers } from '../../storage/user-list.ts';
import type { User } from '../../storage/users.ts';
import type { Input, Output, PoolCaller } from '../operation.ts';

const largestPage = 60;

/**
 * Lists the users of a pool, or those that meet one condition, page by page.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsers.html
 */
export async function listUsers(
  ctx: Context,
  input: Input<'ListUsers'>,
  { pool }: PoolCaller,
): Promise<Output<'ListUsers'>> {
  // A set: the contract bounds neither the list nor, but for the page, what is looked up in it.
  const names = input.AttributesToGet && new Set(input.AttributesToGet);
  const filter = parseFilter(input.Filter);
  const scope = { operation: 'ListUsers', key: JSON.stringify([pool.id, filter]) };
  const after = input.PaginationToken ? await openPageToken(ctx, scope, input.PaginationToken) : undefined;
  const { users, next } = await findUsers(ctx.db, pool, { filter, after, limit: input.Limit || largestPage });
  return {
    Users: users.map((user) => describeUser(withOnly(user, names))),
    PaginationToken: next && (await sealPageToken(ctx, scope, next)),
  };
}

/** The user with no other attributes than those asked for; one that is not set is just not there. */
function withOnly(user: User, names: ReadonlySet<string> | undefined): User {
  if (!names) return user;
  const kept = Object.entries(user.attributes).filter(([name]) => names.has(name));
  return { ...user, attributes: Object.fromEntries(kept) };
}

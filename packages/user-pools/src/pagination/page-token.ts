/** Pagination: the tokens that continue a list. */
import type { Context } from '../context.ts';
import { errors } from '../errors.ts';

/** The list a token continues: the operation, and what else makes it this list (its pool, its filter). */
export interface PageScope {
  operation: string;
  key: string;
}

/** How long a token continues its list, in milliseconds. */
const lifetime = 60 * 60 * 1000;

/** A token that continues the list behind the item `after`; sealed, since that item may be a person's name. */
export async function sealPageToken(
  ctx: Pick<Context, 'keyring' | 'clock'>,
  scope: PageScope,
  after: string,
): Promise<string> {
  const sealer = await ctx.keyring.scope('server');
  return sealer.seal(identityOf(scope), JSON.stringify({ after, expiresAt: ctx.clock.now() + lifetime }));
}

/**
 * The item a token continues behind.
 *
 * @throws InvalidParameterException when the token is altered, older than an hour, or of another list.
 */
export async function openPageToken(
  ctx: Pick<Context, 'keyring' | 'clock'>,
  scope: PageScope,
  token: string,
): Promise<string> {
  const sealer = await ctx.keyring.scope('server');
  let text: string;
  try {
    text = sealer.open(identityOf(scope), token).toString();
  } catch {
    throw errors.paginationToken();
  }
  const { after, expiresAt } = JSON.parse(text) as { after: string; expiresAt: number };
  if (expiresAt <= ctx.clock.now()) throw errors.paginationToken();
  return after;
}

function identityOf({ operation, key }: PageScope): string {
  return `page:${operation}:${key}`;
}

import type { Context } from '../context.ts';
import { openPageToken, type PageScope, sealPageToken } from './page-token.ts';

/** Where a page starts, and how many items it holds at most. */
export interface Cut {
  after: string | undefined;
  limit: number;
}

/** What most lists answer when the caller names no number, or 0. */
const defaultLimit = 60;

/**
 * One page of a list.
 *
 * @param asked the caller's token and number, as they came.
 * @param read reads items in an order that stays put between pages.
 * @param positionOf what `after` says to continue behind an item.
 * @throws CognitoError InvalidParameterException for a token that is not of this list, or too old.
 */
export async function readPage<Item>(
  ctx: Pick<Context, 'keyring' | 'clock'>,
  scope: PageScope,
  asked: { token: string | undefined; limit: number | undefined },
  read: (cut: Cut) => Promise<Item[]>,
  positionOf: (item: Item) => string,
): Promise<{ items: Item[]; next: string | undefined }> {
  const limit = asked.limit || defaultLimit;
  const after = asked.token === undefined ? undefined : await openPageToken(ctx, scope, asked.token);
  // One more than asked for says whether there is a next page.
  const found = await read({ after, limit: limit + 1 });
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: last && found.length > limit ? await sealPageToken(ctx, scope, positionOf(last)) : undefined };
}

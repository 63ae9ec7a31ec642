import type { Context } from '../context.ts';
import { notFound, unprocessable } from '../http/errors.ts';
import { foldHandle, isHandle } from '../profiles/handle.ts';
import { type Crud, listCruds, listReplies } from '../storage/cruds.ts';
import { findProfileByHandleKey } from '../storage/profiles.ts';
import { type Activity, toActivity } from './activity.ts';

const feedLength = 40;
const repliesShown = 50;

/** The newest cruds of everybody; for those who are signed in, the newest crud that only they see comes first. */
export async function homeFeed(ctx: Context, signedIn: boolean): Promise<Activity[]> {
  await ctx.upkeep.runIfDue();
  const now = ctx.clock.now();
  const cruds = await listCruds(ctx.db, { audience: 'everyone', now, limit: feedLength });
  const extra = signedIn ? await listCruds(ctx.db, { audience: 'signed-in', now, limit: 1 }) : [];
  return withReplies(ctx, [...extra, ...cruds], now);
}

/**
 * The newest cruds of one person that everybody may see.
 *
 * @throws HttpError 422 `["blank_user_handle"]`, 404 `user_not_found`
 */
export async function userFeed(ctx: Context, handle: string): Promise<Activity[]> {
  if (handle.trim() === '') throw unprocessable(['blank_user_handle']);
  const author = isHandle(handle) ? await findProfileByHandleKey(ctx.db, foldHandle(handle)) : undefined;
  if (!author) throw notFound('user_not_found', 'Nobody has this handle.');
  const now = ctx.clock.now();
  const query = { audience: 'everyone', authorUuid: author.uuid, now, limit: feedLength } as const;
  return withReplies(ctx, await listCruds(ctx.db, query), now);
}

async function withReplies(ctx: Context, cruds: Crud[], now: number): Promise<Activity[]> {
  const roots = cruds.map((crud) => crud.uuid);
  const replies = Map.groupBy(await listReplies(ctx.db, roots, now, repliesShown), (reply) => reply.rootUuid);
  return cruds.map((crud) => toActivity(crud, replies.get(crud.uuid) ?? []));
}

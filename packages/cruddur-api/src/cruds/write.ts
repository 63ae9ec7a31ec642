import { transaction } from '@cruddur/database';
import type { Context } from '../context.ts';
import { notFound, unprocessable } from '../http/errors.ts';
import { type Crud, type CrudRow, findCrud, insertCruds } from '../storage/cruds.ts';
import type { Profile } from '../storage/profiles.ts';
import { type Activity, type Reply, toActivity, toReply } from './activity.ts';
import { findMessageProblems, tidyMessage } from './message.ts';
import { readTimeToLive } from './time-to-live.ts';

/** A member that is absent or null is blank. */
export interface CrudInput {
  message?: string | null;
  ttl?: string | null;
}

/** @throws HttpError 422 with every code that applies */
export async function postCrud(ctx: Context, author: Profile, input: CrudInput): Promise<Activity> {
  const message = tidyMessage(input.message ?? '');
  const lifetime = readTimeToLive(input.ttl ?? '');
  const problems = findMessageProblems(message);
  if (typeof lifetime === 'string') throw unprocessable([...problems, lifetime]);
  if (problems.length > 0) throw unprocessable(problems);
  const now = ctx.clock.now();
  const row = newCrud(ctx, { author, message, now, expiresAt: now + lifetime });
  await insertCruds(ctx.db, [row]);
  return toActivity(asCrud(row, author), []);
}

/**
 * Answers a crud or another reply, and vanishes with the crud at the root.
 *
 * @throws HttpError 422 with every code that applies, 404 `activity_not_found`
 */
export async function postReply(ctx: Context, author: Profile, uuid: string, input: CrudInput): Promise<Reply> {
  const message = tidyMessage(input.message ?? '');
  const problems = findMessageProblems(message);
  if (problems.length > 0) throw unprocessable(problems);
  // Finding and inserting in one transaction: no sweep can delete the conversation in between and leave the reply behind.
  return transaction(ctx.db, async (trx) => {
    const now = ctx.clock.now();
    const target = isUuid(uuid) ? await findCrud(trx, uuid, now) : undefined;
    if (!target) throw notFound('activity_not_found', 'This crud does not exist, or has vanished.');
    const row: CrudRow = {
      ...newCrud(ctx, { author, message, now, expiresAt: target.expiresAt }),
      audience: target.audience,
      rootUuid: target.rootUuid ?? target.uuid,
      replyToUuid: target.uuid,
    };
    await insertCruds(trx, [row]);
    return toReply(asCrud(row, author));
  });
}

const isUuid = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

interface NewCrud {
  author: Profile;
  message: string;
  now: number;
  expiresAt: number;
}

function newCrud(ctx: Context, { author, message, now, expiresAt }: NewCrud): CrudRow {
  return {
    uuid: ctx.newId(now),
    authorUuid: author.uuid,
    message,
    audience: 'everyone',
    sample: 0,
    rootUuid: null,
    replyToUuid: null,
    likesCount: 0,
    repostsCount: 0,
    createdAt: now,
    expiresAt,
  };
}

function asCrud(row: CrudRow, { handle, displayName }: Profile): Crud {
  return { ...row, handle, displayName, repliesCount: 0 };
}

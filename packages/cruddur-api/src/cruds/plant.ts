import { randomUUID } from 'node:crypto';
import { foldHandle } from '../profiles/handle.ts';
import { type CrudRow, insertCruds, listCruds, samplesEndAt } from '../storage/cruds.ts';
import { findProfileByHandleKey, insertProfile } from '../storage/profiles.ts';
import type { Audience, Trx } from '../storage/schema.ts';
import { greeting, type SampleCrud, type SampleHandle, sampleAuthors, sampleCruds } from './samples.ts';

export interface Planting {
  now: number;
  newId: (now: number) => string;
  /** True: the sample cruds come back when all have expired. False: they are planted once, at the first start. */
  again: boolean;
}

/**
 * Plants what is missing: at the first start the sample cruds and their authors, later the sample cruds if they are to come back, and
 * always the crud for those who are signed in.
 *
 * @returns when, in milliseconds since 1970, something planted vanishes that would have to be planted again
 */
export async function plantSamples(trx: Trx, planting: Planting): Promise<number> {
  const { now, again } = planting;
  const firstStart = await insertMissingAuthors(trx, now);
  if (firstStart || (again && (await samplesEndAt(trx, now)) === undefined))
    for (const sample of sampleCruds) await plant(trx, planting, sample, 'everyone');
  const [living] = await listCruds(trx, { audience: 'signed-in', now, limit: 1 });
  if (!living) await plant(trx, planting, greeting, 'signed-in');
  const ends = [living?.expiresAt ?? now + greeting.lifetime];
  if (again) ends.push((await samplesEndAt(trx, now)) ?? now);
  return Math.min(...ends);
}

/** @returns true at the first start: later nobody can take these handles, since they are somebody's */
async function insertMissingAuthors(trx: Trx, now: number): Promise<boolean> {
  if (await findProfileByHandleKey(trx, foldHandle(greeting.handle))) return false;
  for (const author of sampleAuthors)
    await insertProfile(trx, {
      ...author,
      uuid: randomUUID(),
      sub: null,
      handleKey: foldHandle(author.handle),
      wantedHandle: null,
      signedInAt: 0,
      createdAt: now,
    });
  return true;
}

async function plant(trx: Trx, { now, newId }: Planting, crud: SampleCrud, audience: Audience): Promise<void> {
  const common = {
    audience,
    expiresAt: now + crud.lifetime,
    sample: audience === 'everyone' ? (1 as const) : (0 as const),
  };
  const row = async ({
    handle,
    message,
    age,
    likesCount,
    repostsCount,
  }: Omit<SampleCrud, 'lifetime'>): Promise<CrudRow> => ({
    ...common,
    uuid: newId(now),
    authorUuid: await authorUuid(trx, handle),
    message,
    likesCount,
    repostsCount,
    createdAt: now - age,
    rootUuid: null,
    replyToUuid: null,
  });
  const root = await row(crud);
  const replies = crud.reply ? [{ ...(await row(crud.reply)), rootUuid: root.uuid, replyToUuid: root.uuid }] : [];
  await insertCruds(trx, [root, ...replies]);
}

async function authorUuid(trx: Trx, handle: SampleHandle): Promise<string> {
  const author = await findProfileByHandleKey(trx, foldHandle(handle));
  if (!author) throw new Error(`The sample author ${handle} is missing from the database`);
  return author.uuid;
}

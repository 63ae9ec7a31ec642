import { type Selectable, sql } from 'kysely';
import type { Audience, CrudsTable, Database } from './schema.ts';

export type CrudRow = Selectable<CrudsTable>;

/** A crud or a reply with its author's names and the number of its living direct answers. */
export interface Crud extends CrudRow {
  handle: string;
  displayName: string;
  repliesCount: number;
}

export interface FeedQuery {
  audience: Audience;
  /** Only this author's. */
  authorUuid?: string;
  /** Milliseconds since 1970: what has expired by then does not exist. */
  now: number;
  limit: number;
}

/** Cruds, without replies, newest first. */
export function listCruds(db: Database, { audience, authorUuid, now, limit }: FeedQuery): Promise<Crud[]> {
  let query = livingCruds(db, now).where('cruds.audience', '=', audience).where('cruds.rootUuid', 'is', null);
  if (authorUuid !== undefined) query = query.where('cruds.authorUuid', '=', authorUuid);
  return query.orderBy('cruds.createdAt', 'desc').orderBy('cruds.uuid', 'desc').limit(limit).execute();
}

/** The conversations under `rootUuids`, each oldest first and cut to its newest `perRoot` replies. */
export async function listReplies(db: Database, rootUuids: string[], now: number, perRoot: number): Promise<Crud[]> {
  if (rootUuids.length === 0) return [];
  const newestFirst = sql<number>`row_number() over (partition by "rootUuid" order by "createdAt" desc, "uuid" desc)`;
  return livingCruds(db, now)
    .where('cruds.uuid', 'in', (reply) =>
      reply
        .selectFrom((replies) =>
          replies
            .selectFrom('cruds')
            .select(['uuid', newestFirst.as('rank')])
            .where('rootUuid', 'in', rootUuids)
            .as('ranked'),
        )
        .select('ranked.uuid')
        .where('ranked.rank', '<=', perRoot),
    )
    .orderBy('cruds.createdAt')
    .orderBy('cruds.uuid')
    .execute();
}

export function findCrud(db: Database, uuid: string, now: number): Promise<Crud | undefined> {
  return livingCruds(db, now).where('cruds.uuid', '=', uuid).executeTakeFirst();
}

/** When the last sample crud vanishes; undefined when none is left. */
export async function samplesEndAt(db: Database, now: number): Promise<number | undefined> {
  const row = await db
    .selectFrom('cruds')
    .select((eb) => eb.fn.max('expiresAt').as('endsAt'))
    .where('sample', '=', 1)
    .where('expiresAt', '>', now)
    .executeTakeFirst();
  return row?.endsAt ?? undefined;
}

export async function insertCruds(db: Database, cruds: CrudRow[]): Promise<void> {
  await db.insertInto('cruds').values(cruds).execute();
}

/** @returns how many rows went */
export async function deleteExpiredCruds(db: Database, now: number): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('cruds').where('expiresAt', '<=', now).executeTakeFirst();
  return Number(numDeletedRows);
}

/** Answers are counted whatever their `expiresAt`: it is their root's, and so no earlier than that of what they answer. */
function livingCruds(db: Database, now: number) {
  return db
    .selectFrom('cruds')
    .innerJoin('profiles', 'profiles.uuid', 'cruds.authorUuid')
    .selectAll('cruds')
    .select(['profiles.handle', 'profiles.displayName'])
    .select((crud) =>
      crud
        .selectFrom('cruds as answers')
        .select((answer) => answer.fn.countAll<number>().as('count'))
        .whereRef('answers.replyToUuid', '=', 'cruds.uuid')
        .$asScalar()
        .$notNull()
        .as('repliesCount'),
    )
    .where('cruds.expiresAt', '>', now);
}

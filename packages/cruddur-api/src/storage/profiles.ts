import type { Selectable } from 'kysely';
import type { Database, ProfilesTable } from './schema.ts';

export type Profile = Selectable<ProfilesTable>;

export function findProfileBySub(db: Database, sub: string): Promise<Profile | undefined> {
  return db.selectFrom('profiles').selectAll().where('sub', '=', sub).executeTakeFirst();
}

export function findProfileByHandleKey(db: Database, handleKey: string): Promise<Profile | undefined> {
  return db.selectFrom('profiles').selectAll().where('handleKey', '=', handleKey).executeTakeFirst();
}

/** Which of `handleKeys` are somebody's. */
export async function takenHandleKeys(db: Database, handleKeys: string[]): Promise<Set<string>> {
  const rows = await db.selectFrom('profiles').select('handleKey').where('handleKey', 'in', handleKeys).execute();
  return new Set(rows.map((row) => row.handleKey));
}

/** @throws a unique violation when the sub has a profile already, or the handle is somebody's */
export async function insertProfile(db: Database, profile: Profile): Promise<void> {
  await db.insertInto('profiles').values(profile).execute();
}

/** @throws a unique violation when the handle is somebody else's */
export async function updateProfile(db: Database, { uuid, ...changes }: Profile): Promise<void> {
  await db.updateTable('profiles').set(changes).where('uuid', '=', uuid).execute();
}

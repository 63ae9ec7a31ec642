import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';

/** Numbered migrations, named `0001-init` and so on; never edited after a release. */
export type Migrations = Record<string, Migration>;

/**
 * Applies what is missing, in order.
 *
 * @throws Error naming the migration that failed; nothing of it remains.
 */
export async function migrate<Schema>(db: Kysely<Schema>, migrations: Migrations): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error, results } = await migrator.migrateToLatest();
  if (!error) return;
  const failed = results?.find((result) => result.status === 'Error')?.migrationName;
  throw new Error(`Cannot bring the database up to date${failed ? ` (migration ${failed})` : ''}: ${String(error)}`, {
    cause: error,
  });
}

import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseUnavailableError, openSqlite } from '@cruddur/database';
import { reasonOf, StackError } from './errors.ts';

/** Names of what the folder holds, sorted; empty when there is no folder. */
export function listContents(dataDir: string): string[] {
  if (!existsSync(dataDir)) return [];
  try {
    return readdirSync(dataDir).sort();
  } catch (error) {
    throw new StackError(`The data folder ${dataDir} cannot be read (${reasonOf(error)}).`, { cause: error });
  }
}

/**
 * A slip in CRUDDUR_DATA_DIR must not delete somebody's files.
 *
 * @throws StackError when the folder holds things, but none of the three that every start makes.
 */
export function assertOurs(dataDir: string, contents: readonly string[]): void {
  if (['stack.json', 'user-pools.sqlite', 'master-key'].some((name) => contents.includes(name))) return;
  throw new StackError(
    `${dataDir} does not look like a data folder of Cruddur, so nothing was deleted. See CRUDDUR_DATA_DIR.`,
  );
}

/**
 * A served database is locked by the process that serves it.
 *
 * @throws StackError when one is.
 */
export async function assertNotServed(dataDir: string): Promise<void> {
  for (const name of listContents(dataDir).filter((entry) => entry.endsWith('.sqlite'))) {
    try {
      await openSqlite({ file: join(dataDir, name) }).destroy();
    } catch (error) {
      if (error instanceof DatabaseUnavailableError && /another process/.test(error.message))
        throw new StackError(`Cruddur is running on ${dataDir}. Stop it first (Ctrl-C), then run the command again.`, {
          cause: error,
        });
    }
  }
}

/** Deletes what the folder holds, and keeps the folder. @throws StackError */
export function emptyFolder(dataDir: string): void {
  for (const name of listContents(dataDir)) {
    try {
      rmSync(join(dataDir, name), { recursive: true });
    } catch (error) {
      throw new StackError(`${join(dataDir, name)} cannot be deleted (${reasonOf(error)}).`, { cause: error });
    }
  }
}

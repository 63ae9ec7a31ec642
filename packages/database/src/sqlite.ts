import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import {
  Kysely,
  type LimitNode,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteQueryCompiler,
  type SqliteStatement,
  ValueNode,
} from 'kysely';

/** The file cannot be opened: missing rights, not a database, or another process serves it. `message` says how to mend it. */
export class DatabaseUnavailableError extends Error {
  override name = 'DatabaseUnavailableError';
}

export interface SqliteOptions {
  /** Path of the database file; its folder is made when it is missing. `:memory:` keeps everything in memory. */
  file: string;
  /** Page cache in KiB. With the engine's default of 2 MiB reads are slower; with far more they gain little, as the system caches too. */
  cacheKibibytes?: number;
}

/**
 * Opens an SQLite file for this process alone.
 *
 * `locking_mode=EXCLUSIVE` is what enforces one serving process per file: the lock lasts until the process ends, however it ends.
 * `synchronous=FULL` in WAL mode is what makes a commit durable before it is acknowledged.
 * `secure_delete=ON` overwrites what is deleted, at no measured cost: a deleted row must not be readable in the file's free pages.
 *
 * @throws DatabaseUnavailableError
 */
export function openSqlite<Schema>(options: SqliteOptions): Kysely<Schema> {
  return new Kysely<Schema>({ dialect: new TransactionalDialect({ database: openFile(options) }) });
}

/** SQLite rolls back schema changes like any other, so a migration that fails half-way leaves nothing; Kysely does not count on it. */
class TransactionalDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }

  override createQueryCompiler(): SqliteQueryCompiler {
    return new LimitWritingCompiler();
  }
}

/** A limit is written out: bound as a value, it makes SQLite prepare the statement anew each time it runs. */
class LimitWritingCompiler extends SqliteQueryCompiler {
  protected override visitLimit(node: LimitNode): void {
    const { limit } = node;
    if (ValueNode.is(limit) && Number.isSafeInteger(limit.value)) this.append(`limit ${limit.value}`);
    else super.visitLimit(node);
  }
}

class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

function openFile({ file, cacheKibibytes = 4096 }: SqliteOptions): SqliteDatabase {
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const database = new DatabaseSync(file, { enableForeignKeyConstraints: true });
    database.exec(`
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA secure_delete = ON;
      PRAGMA cache_size = -${cacheKibibytes};
      BEGIN EXCLUSIVE; COMMIT;
    `);
    return withStatementCache(database);
  } catch (error) {
    throw new DatabaseUnavailableError(`Cannot open the database ${file}: ${reasonOf(error)}`, { cause: error });
  }
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (/locked|busy/i.test(message)) return 'another process is serving it. Stop that process first.';
  if (/not a database|malformed/i.test(message))
    return 'it is not an SQLite database, or it is damaged. Restore a backup or name another file.';
  return `${message}. Check that the folder exists and that this user may read and write it.`;
}

/**
 * What Kysely needs of a driver, with each statement prepared once: preparing costs more than most of our reads.
 * The cache is bounded because `in (…)` lists make as many texts as there are lengths.
 */
function withStatementCache(database: DatabaseSync): SqliteDatabase {
  const limit = 500;
  const cache = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare(sql) {
      const known = cache.get(sql);
      if (known) return known;
      const statement = adapt(database.prepare(sql));
      if (cache.size >= limit) cache.delete(cache.keys().next().value as string);
      cache.set(sql, statement);
      return statement;
    },
  };
}

function adapt(statement: StatementSync): SqliteStatement {
  const values = (parameters: ReadonlyArray<unknown>) => parameters as SQLInputValue[];
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...values(parameters)),
    run: (parameters) => statement.run(...values(parameters)),
    iterate: (parameters) => statement.iterate(...values(parameters)),
  };
}

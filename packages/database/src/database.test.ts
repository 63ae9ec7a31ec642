import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  DatabaseUnavailableError,
  isUniqueViolation,
  type Migrations,
  migrate,
  openSqlite,
  transaction,
} from './index.ts';

interface Schema {
  cruds: { id: string; message: string };
}

const migrations: Migrations = {
  '0001-init': {
    up: (db) =>
      db.schema
        .createTable('cruds')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('message', 'text')
        .execute(),
  },
};

let folder: string;
let open: Kysely<Schema>[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cruddur-database-'));
  open = [];
});

afterEach(async () => {
  for (const db of open) await db.destroy();
  rmSync(folder, { recursive: true });
});

function openFile(name = 'test.sqlite'): Kysely<Schema> {
  const db = openSqlite<Schema>({ file: join(folder, name) });
  open.push(db);
  return db;
}

async function openMigrated(): Promise<Kysely<Schema>> {
  const db = openFile();
  await migrate(db, migrations);
  return db;
}

describe('openSqlite', () => {
  test('commits durably: write-ahead log with full synchronisation', async () => {
    const db = await openMigrated();
    const journal = await sql<{ journal_mode: string }>`PRAGMA journal_mode`.execute(db);
    const synchronous = await sql<{ synchronous: number }>`PRAGMA synchronous`.execute(db);
    expect(journal.rows[0]?.journal_mode).toBe('wal');
    expect(synchronous.rows[0]?.synchronous).toBe(2);
  });

  test('a second opening of a served file is refused and says why', async () => {
    await openMigrated();
    expect(() => openFile()).toThrow(/another process is serving it/);
  });

  test('a file that is no database is refused and left as it was', () => {
    const notes = 'these are notes, not a database, and they stay as they are'.repeat(20);
    writeFileSync(join(folder, 'notes.sqlite'), notes);
    expect(() => openFile('notes.sqlite')).toThrow(DatabaseUnavailableError);
    expect(readFileSync(join(folder, 'notes.sqlite'), 'utf8')).toBe(notes);
  });

  test('one statement text serves many parameters', async () => {
    const db = await openMigrated();
    for (const id of ['a', 'b', 'c'])
      await db
        .insertInto('cruds')
        .values({ id, message: `crud ${id}` })
        .execute();
    const found = await Promise.all(
      ['a', 'b', 'c'].map((id) => db.selectFrom('cruds').select('message').where('id', '=', id).executeTakeFirst()),
    );
    expect(found.map((row) => row?.message)).toEqual(['crud a', 'crud b', 'crud c']);
  });

  test('a limit is part of the text and nothing else is', async () => {
    const db = await openMigrated();
    await db
      .insertInto('cruds')
      .values(['a', 'b', 'c'].map((id) => ({ id, message: '10' })))
      .execute();
    const query = db.selectFrom('cruds').select('id').where('message', '=', '10').orderBy('id').limit(2);
    expect(query.compile()).toMatchObject({
      sql: 'select "id" from "cruds" where "message" = ? order by "id" limit 2',
      parameters: ['10'],
    });
    expect(await query.execute()).toEqual([{ id: 'a' }, { id: 'b' }]);
  });
});

describe('migrate', () => {
  test('names the migration that failed and keeps nothing of it', async () => {
    const db = await openMigrated();
    const broken: Migrations = {
      ...migrations,
      '0002-broken': {
        up: async (trx) => {
          await trx.schema.createTable('half').addColumn('id', 'text').execute();
          throw new Error('second half missing');
        },
      },
    };
    await expect(migrate(db, broken)).rejects.toThrow(/0002-broken.*second half missing/);
    const tables = await sql<{ name: string }>`SELECT name FROM sqlite_master WHERE name = 'half'`.execute(db);
    expect(tables.rows).toEqual([]);
  });
});

describe('transaction', () => {
  test('rolls back as a whole', async () => {
    const db = await openMigrated();
    const work = transaction(db, async (trx) => {
      await trx.insertInto('cruds').values({ id: 'a', message: 'kept?' }).execute();
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(await db.selectFrom('cruds').selectAll().execute()).toEqual([]);
  });

  test('parallel transactions do not mix', async () => {
    const db = await openMigrated();
    await db.insertInto('cruds').values({ id: 'counter', message: '0' }).execute();
    const increment = () =>
      transaction(db, async (trx) => {
        const row = await trx.selectFrom('cruds').selectAll().executeTakeFirstOrThrow();
        await trx
          .updateTable('cruds')
          .set({ message: String(Number(row.message) + 1) })
          .execute();
      });
    await Promise.all(Array.from({ length: 20 }, increment));
    expect((await db.selectFrom('cruds').selectAll().executeTakeFirstOrThrow()).message).toBe('20');
  });

  test('runs again after a serialization failure, and gives up at last', async () => {
    const db = await openMigrated();
    const failure = Object.assign(new Error('could not serialize access'), { code: '40001' });
    let runs = 0;
    const result = await transaction(db, async () => {
      runs += 1;
      if (runs < 3) throw failure;
      return 'done';
    });
    expect([result, runs]).toEqual(['done', 3]);
    await expect(transaction(db, () => Promise.reject(failure))).rejects.toBe(failure);
  });

  test('tells a taken key from other failures', async () => {
    const db = await openMigrated();
    const insert = () => db.insertInto('cruds').values({ id: 'a', message: '' }).execute();
    await insert();
    const error = await insert().catch((cause: unknown) => cause);
    expect(isUniqueViolation(error)).toBe(true);
    expect(isUniqueViolation(new Error('other'))).toBe(false);
  });
});

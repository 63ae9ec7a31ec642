import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openSqlite, type Places, prepare, transaction } from './index.ts';

interface Schema {
  cruds: { id: string; message: string; likes: number };
}
type Given = Places<{ id: string; likes: number }>;

const build = vi.fn((db: Kysely<Schema>, { id, likes }: Given) =>
  db.selectFrom('cruds').select('message').where('id', '=', id).where('likes', '>=', likes).where('message', '<>', ''),
);
const find = prepare(build);

let folder: string;
let db: Kysely<Schema>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cruddur-prepare-'));
  db = openSqlite<Schema>({ file: join(folder, 'test.sqlite') });
  await db.schema
    .createTable('cruds')
    .addColumn('id', 'text')
    .addColumn('message', 'text')
    .addColumn('likes', 'integer')
    .execute();
  await db
    .insertInto('cruds')
    .values([
      { id: 'a', message: 'first', likes: 1 },
      { id: 'b', message: 'second', likes: 2 },
    ])
    .execute();
});

afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true });
  build.mockClear();
});

const messages = ({ rows }: QueryResult<{ message: string }>) => rows.map(({ message }) => message);

test('a prepared query is built once and takes other values each time', async () => {
  expect(messages(await find(db, { id: 'a', likes: 0 }))).toEqual(['first']);
  expect(messages(await find(db, { id: 'b', likes: 2 }))).toEqual(['second']);
  expect(messages(await find(db, { id: 'b', likes: 3 }))).toEqual([]);
  expect(messages(await find(db, { id: "' or 1=1 --", likes: 0 }))).toEqual([]);
  expect(build).toHaveBeenCalledTimes(1);
});

test('runs at the same time keep their values apart', async () => {
  const answers = await Promise.all(['a', 'b', 'a', 'b'].map((id) => find(db, { id, likes: 0 })));
  expect(answers.flatMap(messages)).toEqual(['first', 'second', 'first', 'second']);
});

test('in a transaction it sees what the transaction wrote, and writes what is rolled back with it', async () => {
  const rename = prepare((to: Kysely<Schema>, { id, message }: Places<{ id: string; message: string }>) =>
    to.updateTable('cruds').set({ message }).where('id', '=', id),
  );
  const failing = transaction(db, async (trx) => {
    expect((await rename(trx, { id: 'a', message: 'third' })).numAffectedRows).toBe(1n);
    expect(messages(await find(trx, { id: 'a', likes: 0 }))).toEqual(['third']);
    throw new Error('rolled back');
  });
  await expect(failing).rejects.toThrow('rolled back');
  expect(messages(await find(db, { id: 'a', likes: 0 }))).toEqual(['first']);
});

test('each engine gets its own text, from the same query', async () => {
  const asked: string[] = [];
  const postgres = new Kysely<Schema>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (given) => new PostgresIntrospector(given),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    log: ({ query }) => void asked.push(`${query.sql} ${JSON.stringify(query.parameters)}`),
  });
  await find(postgres, { id: 'a', likes: 1 });
  expect(asked).toEqual([
    'select "message" from "cruds" where "id" = $1 and "likes" >= $2 and "message" <> $3 ["a",1,""]',
  ]);
  expect(messages(await find(db, { id: 'a', likes: 1 }))).toEqual(['first']);
});

import { type Kysely, sql } from 'kysely';

/** A question mark: may be null. */
type ColumnType = 'text' | 'integer' | 'text?' | 'integer?';

interface Table {
  columns: Record<string, ColumnType>;
  primaryKey: string[];
  /** Further keys, each a list of columns. */
  unique?: string[][];
  indexes?: string[][];
}

/** New tables of a migration, by name. */
export type Tables = Record<string, Table>;

/** Creates tables with their keys and indexes. */
export async function createTables(db: Kysely<unknown>, tables: Tables): Promise<void> {
  for (const [name, table] of Object.entries(tables)) await createTable(db, name, table);
}

/** Adds a column to a table that may have rows, so one that may be null. */
export async function addColumn(
  db: Kysely<unknown>,
  table: string,
  column: string,
  type: ColumnType & `${string}?`,
): Promise<void> {
  await db.schema.alterTable(table).addColumn(column, sqlType(type)).execute();
}

async function createTable(db: Kysely<unknown>, name: string, table: Table): Promise<void> {
  let create = db.schema.createTable(name).addPrimaryKeyConstraint(`${name}Key`, table.primaryKey as never);
  for (const [column, type] of Object.entries(table.columns)) {
    create = create.addColumn(column, sqlType(type), (c) => (type.endsWith('?') ? c : c.notNull()));
  }
  await create.execute();
  for (const columns of table.unique ?? []) await createIndex(db, name, columns, true);
  for (const columns of table.indexes ?? []) await createIndex(db, name, columns, false);
}

/** int8 holds milliseconds; SQLite's INTEGER is 64 bits by any name. */
function sqlType(type: ColumnType) {
  return type.startsWith('text') ? sql`text` : sql`bigint`;
}

/** Adds an index, which may have to be unique, to a table. */
export async function createIndex(
  db: Kysely<unknown>,
  table: string,
  columns: string[],
  unique: boolean,
): Promise<void> {
  const index = db.schema
    .createIndex(`${table}By${columns.join('And')}`)
    .on(table)
    .columns(columns as never);
  await (unique ? index.unique() : index).execute();
}

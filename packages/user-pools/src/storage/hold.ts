import { sql } from 'kysely';
import type { Schema, Trx } from './schema.ts';

/**
 * Keeps everybody else from changing or deleting one row until the transaction ends, so that what is read after it may be
 * written back.
 *
 * @param key the columns that name the row.
 * @returns false when the row is gone.
 */
export async function hold(trx: Trx, table: keyof Schema, key: Record<string, string>): Promise<boolean> {
  // A write of nothing locks the row on every engine; SQLite has no SELECT … FOR UPDATE.
  const names = Object.keys(key).map((column) => sql`${sql.ref(column)} = ${key[column]}`);
  const [same] = Object.keys(key).map((column) => sql`${sql.ref(column)} = ${sql.ref(column)}`);
  const { numAffectedRows } = await sql`
    update ${sql.table(table)} set ${same} where ${sql.join(names, sql` and `)}`.execute(trx);
  return numAffectedRows === 1n;
}

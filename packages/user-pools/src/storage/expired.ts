import { sql } from 'kysely';
import type { Database, Schema } from './schema.ts';

/** Which rows of a table may go: those whose `column` lies before `before`. */
export interface Expiry {
  table: { [Name in keyof Schema]: 'poolId' extends keyof Schema[Name] ? Name : never }[keyof Schema];
  /** The columns beside `poolId` that name a row. */
  key: string[];
  column: string;
  /** Milliseconds since 1970. */
  before: number;
}

/**
 * Deletes at most `limit` expired rows: a batch holds the write lock for milliseconds.
 *
 * @returns how many went.
 */
export async function deleteExpired(db: Database, expiry: Expiry, limit: number): Promise<number> {
  const { table, column, before } = expiry;
  const key = sql.join(['poolId', ...expiry.key].map((name) => sql.ref(name)));
  const { numAffectedRows } = await sql`
    delete from ${sql.table(table)} where (${key}) in (
      select ${key} from ${sql.table(table)} where ${sql.ref(column)} < ${before} order by ${sql.ref(column)} limit ${limit}
    )`.execute(db);
  return Number(numAffectedRows ?? 0);
}

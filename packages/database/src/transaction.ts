import type { Kysely, Transaction } from 'kysely';

const attempts = 5;

/**
 * Runs `work` in one transaction and runs it again when the engine reports a serialization failure or a deadlock
 * (SQLSTATE 40001, 40P01), as distributed PostgreSQL engines do in normal operation.
 *
 * Inside `work` only `trx` may be used: SQLite has one connection, and anything else would wait for it for ever.
 */
export async function transaction<Schema, Result>(
  db: Kysely<Schema>,
  work: (trx: Transaction<Schema>) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (attempt === attempts || !isRetryable(error)) throw error;
    }
  }
}

/** True when `error` says that a row with this key exists already, on either engine. */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return codeOf(error) === '23505' || /UNIQUE constraint failed/.test(error.message);
}

function isRetryable(error: unknown): boolean {
  return error instanceof Error && ['40001', '40P01'].includes(codeOf(error) ?? '');
}

function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

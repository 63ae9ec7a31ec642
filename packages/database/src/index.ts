/** Opens a Kysely database, brings its schema up to date, and retries what the engine asks to be retried. */

export { type Migrations, migrate } from './migrate.ts';
export { type Places, prepare } from './prepare.ts';
export { DatabaseUnavailableError, openSqlite, type SqliteOptions } from './sqlite.ts';
export { isUniqueViolation, transaction } from './transaction.ts';

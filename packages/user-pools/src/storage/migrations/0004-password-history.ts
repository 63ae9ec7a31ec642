import type { Migration } from 'kysely/migration';
import { createTables } from './tables.ts';

/** The hashes of passwords that users had before, in pools that do not let them come back. */
export const passwordHistory: Migration = {
  up: (db) =>
    createTables(db, {
      passwordHistory: {
        columns: { poolId: 'text', sub: 'text', passwordHash: 'text', replacedAt: 'integer' },
        primaryKey: ['poolId', 'sub', 'passwordHash'],
      },
    }),
};

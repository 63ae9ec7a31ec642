import type { Migration } from 'kysely/migration';

/** Profiles know with which sign-in the pool was last asked about them. */
export const signIns: Migration = {
  async up(db) {
    await db.schema
      .alterTable('profiles')
      .addColumn('signedInAt', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute();
  },
};

import type { Migration } from 'kysely/migration';

/** Profiles and cruds. */
export const init: Migration = {
  async up(db) {
    await db.schema
      .createTable('profiles')
      .addColumn('uuid', 'text', (column) => column.primaryKey())
      .addColumn('sub', 'text', (column) => column.unique())
      .addColumn('handle', 'text', (column) => column.notNull())
      .addColumn('handleKey', 'text', (column) => column.notNull().unique())
      .addColumn('wantedHandle', 'text')
      .addColumn('displayName', 'text', (column) => column.notNull())
      .addColumn('createdAt', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('cruds')
      .addColumn('uuid', 'text', (column) => column.primaryKey())
      .addColumn('authorUuid', 'text', (column) => column.notNull().references('profiles.uuid'))
      .addColumn('message', 'text', (column) => column.notNull())
      .addColumn('audience', 'text', (column) => column.notNull())
      .addColumn('sample', 'integer', (column) => column.notNull())
      .addColumn('rootUuid', 'text')
      .addColumn('replyToUuid', 'text')
      .addColumn('likesCount', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('repostsCount', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('createdAt', 'bigint', (column) => column.notNull())
      .addColumn('expiresAt', 'bigint', (column) => column.notNull())
      .execute();
    const indexes = { feed: ['audience', 'createdAt'], author: ['authorUuid', 'createdAt'], replies: ['rootUuid'] };
    for (const [name, columns] of Object.entries({ ...indexes, answers: ['replyToUuid'], expiry: ['expiresAt'] }))
      await db.schema.createIndex(`cruds_${name}`).on('cruds').columns(columns).execute();
  },
};

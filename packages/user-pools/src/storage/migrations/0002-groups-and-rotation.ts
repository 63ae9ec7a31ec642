import type { Migration } from 'kysely/migration';
import { addColumn, createTables } from './tables.ts';

/** Groups with their members, and when a refresh token was exchanged for a newer one. */
export const groupsAndRotation: Migration = {
  async up(db) {
    await createTables(db, {
      groups: {
        columns: {
          poolId: 'text',
          name: 'text',
          description: 'text?',
          roleArn: 'text?',
          precedence: 'integer?',
          createdAt: 'integer',
          updatedAt: 'integer',
        },
        primaryKey: ['poolId', 'name'],
      },
      groupMembers: {
        columns: { poolId: 'text', groupName: 'text', sub: 'text', createdAt: 'integer' },
        primaryKey: ['poolId', 'groupName', 'sub'],
        indexes: [['poolId', 'sub']],
      },
    });
    await addColumn(db, 'refreshTokens', 'rotatedAt', 'integer?');
  },
};

import type { Migration } from 'kysely/migration';
import { createTables, type Tables } from './tables.ts';

const tables: Tables = {
  dataKeys: { columns: { scope: 'text', wrappedKey: 'text', createdAt: 'integer' }, primaryKey: ['scope'] },
  accessKeys: { columns: { id: 'text', secret: 'text', createdAt: 'integer' }, primaryKey: ['id'] },
  pools: {
    columns: { id: 'text', name: 'text', settings: 'text', createdAt: 'integer', updatedAt: 'integer' },
    primaryKey: ['id'],
  },
  clients: {
    columns: {
      poolId: 'text',
      id: 'text',
      name: 'text',
      secret: 'text?',
      settings: 'text',
      createdAt: 'integer',
      updatedAt: 'integer',
    },
    primaryKey: ['poolId', 'id'],
    unique: [['id']],
  },
  signingKeys: {
    columns: { poolId: 'text', kid: 'text', use: 'text', publicJwk: 'text', privateKey: 'text', createdAt: 'integer' },
    primaryKey: ['poolId', 'kid'],
  },
  users: {
    columns: {
      poolId: 'text',
      sub: 'text',
      username: 'text',
      usernameKey: 'text',
      status: 'text',
      enabled: 'integer',
      attributes: 'text',
      passwordHash: 'text?',
      srpSalt: 'text?',
      srpVerifier: 'text?',
      temporaryPasswordExpiresAt: 'integer?',
      createdAt: 'integer',
      updatedAt: 'integer',
    },
    primaryKey: ['poolId', 'sub'],
    unique: [['poolId', 'usernameKey']],
    // Finds, on every sign-in with a password, whether some user of the pool still lacks an SRP verifier.
    indexes: [['poolId', 'srpSalt']],
  },
  userAliases: {
    columns: { poolId: 'text', kind: 'text', valueKey: 'text', sub: 'text' },
    primaryKey: ['poolId', 'kind', 'valueKey'],
    indexes: [['poolId', 'sub']],
  },
  userSearch: {
    columns: { poolId: 'text', attribute: 'text', valueKey: 'text', sub: 'text' },
    primaryKey: ['poolId', 'attribute', 'valueKey', 'sub'],
    indexes: [['poolId', 'sub']],
  },
  codes: {
    columns: {
      poolId: 'text',
      sub: 'text',
      purpose: 'text',
      codeHash: 'text',
      payload: 'text?',
      expiresAt: 'integer',
      createdAt: 'integer',
    },
    primaryKey: ['poolId', 'sub', 'purpose'],
    indexes: [['expiresAt']],
  },
  quotas: {
    columns: { poolId: 'text', subject: 'text', action: 'text', windowStartedAt: 'integer', used: 'integer' },
    primaryKey: ['poolId', 'subject', 'action'],
    indexes: [['windowStartedAt']],
  },
  lockouts: {
    columns: { poolId: 'text', subject: 'text', failures: 'integer', lastFailureAt: 'integer', lockedUntil: 'integer' },
    primaryKey: ['poolId', 'subject'],
    indexes: [['lastFailureAt']],
  },
  tokenFamilies: {
    columns: {
      poolId: 'text',
      originJti: 'text',
      sub: 'text',
      clientId: 'text',
      authTime: 'integer',
      createdAt: 'integer',
      expiresAt: 'integer',
      revokedAt: 'integer?',
    },
    primaryKey: ['poolId', 'originJti'],
    indexes: [['poolId', 'sub'], ['expiresAt']],
  },
  refreshTokens: {
    columns: { poolId: 'text', tokenHash: 'text', originJti: 'text', expiresAt: 'integer', createdAt: 'integer' },
    primaryKey: ['poolId', 'tokenHash'],
    indexes: [['poolId', 'originJti'], ['expiresAt']],
  },
  consumedSessions: {
    columns: { poolId: 'text', id: 'text', expiresAt: 'integer' },
    primaryKey: ['poolId', 'id'],
    indexes: [['expiresAt']],
  },
  outbox: {
    columns: {
      poolId: 'text',
      id: 'text',
      body: 'text',
      attempts: 'integer',
      nextAttemptAt: 'integer',
      createdAt: 'integer',
    },
    primaryKey: ['poolId', 'id'],
    indexes: [['nextAttemptAt']],
  },
  mailbox: {
    columns: { poolId: 'text', id: 'text', body: 'text', sentAt: 'integer' },
    primaryKey: ['poolId', 'id'],
    indexes: [['sentAt']],
  },
};

/** The first schema: pools, clients, keys, users, codes, limits, tokens, messages. */
export const init: Migration = {
  up: (db) => createTables(db, tables),
};

import { join } from 'node:path';
import { migrate, openSqlite } from '@cruddur/database';
import { createVerifier, type Verifier } from '@cruddur/jwt-verifier';
import { type Logger, pino } from 'pino';
import { type ApiConfig, issuerOf } from './config.ts';
import { createIds } from './cruds/ids.ts';
import { createUpkeep, type Upkeep } from './cruds/upkeep.ts';
import { createFetchUser, type FetchUser } from './profiles/fetch-user.ts';
import { createProfiles, type Profiles } from './profiles/profiles.ts';
import { migrations } from './storage/migrations/index.ts';
import type { Database, Schema } from './storage/schema.ts';

/** Milliseconds since 1970. Injected, so that tests move time instead of sleeping. */
export interface Clock {
  now(): number;
}

/** Everything a route may use; built here, and what is from outside is replaceable in tests. */
export interface Context {
  config: ApiConfig;
  db: Database;
  clock: Clock;
  log: Logger;
  verifier: Verifier;
  profiles: Profiles;
  upkeep: Upkeep;
  /** UUIDs in the order of making. */
  newId: (now: number) => string;
}

export interface Replacements {
  clock?: Clock;
  log?: Logger;
  fetchUser?: FetchUser;
}

/**
 * Opens the database and brings it up to date.
 *
 * @throws DatabaseUnavailableError
 */
export async function createContext(
  config: ApiConfig,
  replace: Replacements = {},
): Promise<Context & { close(): Promise<void> }> {
  const { clock = Date, log = pino({ level: config.logLevel }) } = replace;
  const issuer = issuerOf(config);
  const verifier = createVerifier({ issuer, clientId: config.userPoolClientId, tokenUse: 'access', clock });
  const db = await openDatabase(config);
  const newId = createIds();
  const pool = createFetchUser({ region: config.region, endpoint: config.userPoolEndpoint });
  const { fetchUser = pool.fetchUser } = replace;
  const upkeep = createUpkeep({ db, clock, newId, log, again: config.sampleCruds });
  return {
    config,
    db,
    clock,
    log,
    verifier,
    profiles: createProfiles({ db, clock, fetchUser }),
    upkeep,
    newId,
    async close() {
      await upkeep.close();
      pool.close();
      await db.destroy();
    },
  };
}

async function openDatabase({ dataDir }: ApiConfig): Promise<Database> {
  const db: Database = openSqlite<Schema>({ file: join(dataDir, 'cruddur-api.sqlite') });
  try {
    await migrate(db, migrations);
    return db;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

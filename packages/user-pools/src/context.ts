import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { migrate, openSqlite } from '@cruddur/database';
import { type Logger, pino } from 'pino';
import { type Config, ConfigError } from './config.ts';
import { type Keyring, openKeyring } from './keys/keyring.ts';
import { loadMasterKey } from './keys/master-key.ts';
import { createRandom } from './keys/random.ts';
import { createSigningKeys, type SigningKeys } from './keys/signing-keys.ts';
import { createOutbox, type Outbox } from './messages/outbox.ts';
import { createPasswordHasher, type PasswordHasher } from './passwords/hasher.ts';
import { createSrpMath, type SrpMath } from './srp/math.ts';
import { migrations } from './storage/migrations/index.ts';
import type { Database, Schema } from './storage/schema.ts';

/** Milliseconds since 1970. Injected, so that tests move time instead of sleeping. */
export interface Clock {
  now(): number;
}

/** Cryptographic randomness. Injected, so that tests can fix it. */
export interface Random {
  bytes(length: number): Buffer;
}

/** Everything an operation may use; built in one place, any member replaceable in tests. */
export interface Context {
  config: Config;
  db: Database;
  keyring: Keyring;
  signingKeys: SigningKeys;
  passwords: PasswordHasher;
  srp: SrpMath;
  outbox: Outbox;
  clock: Clock;
  random: Random;
  log: Logger;
}

/** What a test or an embedding program may bring along. */
export type ContextParts = Partial<Pick<Context, 'clock' | 'random' | 'log'>>;

/**
 * Opens the data folder and everything that hangs on it; `close` lets go of it in reverse order.
 *
 * @throws ConfigError when the folder cannot be made, DatabaseUnavailableError, MasterKeyError.
 */
export async function createContext(
  config: Config,
  replace: ContextParts = {},
): Promise<Context & { close(): Promise<void> }> {
  const clock = replace.clock ?? { now: () => Date.now() };
  const random = replace.random ?? createRandom();
  const log = replace.log ?? openLog(config);
  makeFolder(config.dataDir);
  const file = join(config.dataDir, 'user-pools.sqlite');
  // The key comes first: a database is made only when the key that will open it is there.
  const masterKey = loadMasterKey(config, existsSync(file), random);

  await using opened = new AsyncDisposableStack();
  const db = opened.adopt(openSqlite<Schema>({ file }), (open) => open.destroy());
  await migrate(db, migrations);
  const keyring = await openKeyring(db, masterKey, random, clock);
  const signingKeys = createSigningKeys(db, keyring);
  const passwords = opened.adopt(createPasswordHasher(), (hasher) => hasher.close());
  const srp = opened.adopt(createSrpMath(), (math) => math.close());
  const outbox = opened.adopt(await createOutbox({ db, keyring, config, clock, random, log }), (worker) =>
    worker.close(),
  );
  const parts = opened.move();
  const close = () => parts.disposeAsync();
  return { config, db, keyring, signingKeys, passwords, srp, outbox, clock, random, log, close };
}

/** Written before the call goes on: a line costs a tenth of what handing it to the thread pool does, and no crash loses it. */
function openLog({ logLevel }: Config): Logger {
  return pino({ level: logLevel, name: 'user-pools' }, pino.destination({ sync: true }));
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError([`USER_POOLS_DATA_DIR: the folder cannot be made (${reason}).`]);
  }
}

/** Keys: the master key, the data keys it wraps, each pool's signing keys, and IAM access keys. */
import type { Clock, Random } from '../context.ts';
import { errors } from '../errors.ts';
import { findDataKey, insertDataKey, insertMissingDataKey } from '../storage/keys.ts';
import type { Database } from '../storage/schema.ts';
import { createKeyCache } from './key-cache.ts';
import { MasterKeyError } from './master-key.ts';
import { createSealer } from './sealing.ts';

/** Seals and opens one scope's secrets: AES-256-GCM under the scope's data key. */
export interface Sealer {
  /** @param identity names the row and column the value belongs to, so that a sealed value cannot be moved to another row. */
  seal(identity: string, secret: string | Uint8Array): string;
  /** @throws Error when the value was altered or belongs elsewhere. */
  open(identity: string, sealed: string): Buffer;
  /** HMAC-SHA-256 in base64url, under a key derived for `purpose`: how codes and tokens are stored and looked up. */
  keyedHash(purpose: string, value: string): string;
}

/** The data keys, one a scope: a pool id, or `server` for what belongs to no pool. */
export interface Keyring {
  /**
   * The sealer of a scope; remembered after the first use, which reads the database: never inside a transaction.
   *
   * @throws ResourceNotFoundException when the scope has no key: its pool is gone, if only since this request began.
   */
  scope(scope: string): Promise<Sealer>;
  /** Makes the key of a new scope in the caller's transaction. */
  create(db: Database, scope: string): Promise<Sealer>;
  /** To be called once the scope's row is gone: what it sealed can then be opened by nobody. */
  forget(scope: string): void;
}

const keyLength = 32;
const wrongKey =
  'This master key does not open this database. Give back the key the database was made with, or name another data folder.';

/**
 * Opens the keyring, and makes the `server` key at first start.
 *
 * @param masterKey 32 bytes; wraps every data key.
 * @throws MasterKeyError when the database was made with another master key.
 */
export async function openKeyring(db: Database, masterKey: Buffer, random: Random, clock: Clock): Promise<Keyring> {
  const master = createSealer(masterKey, random);
  const make = (scope: string) => {
    const key = random.bytes(keyLength);
    const row = { scope, wrappedKey: master.seal(dataKeyIdentity(scope), key), createdAt: clock.now() };
    return { row, sealer: createSealer(key, random) };
  };
  const sealers = createKeyCache(async (scope) => {
    const row = await findDataKey(db, scope);
    return row && createSealer(master.open(dataKeyIdentity(scope), row.wrappedKey), random);
  });

  await insertMissingDataKey(db, make('server').row);
  await sealers.get('server').catch((cause) => {
    throw new MasterKeyError(wrongKey, { cause });
  });
  return {
    async scope(scope) {
      const sealer = await sealers.get(scope);
      if (!sealer) throw errors.poolNotFound(scope);
      return sealer;
    },
    async create(into, scope) {
      const { row, sealer } = make(scope);
      await insertDataKey(into, row);
      return sealer;
    },
    forget: sealers.forget,
  };
}

function dataKeyIdentity(scope: string): string {
  return `data-key:${scope}`;
}

import { closeSync, fstatSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Random } from '../context.ts';

/** The master key is missing, unreadable or wrong. `message` is one line: what, and how to mend it. */
export class MasterKeyError extends Error {
  override name = 'MasterKeyError';
}

const keyLength = 32;

/**
 * The master key: USER_POOLS_MASTER_KEY when given, else the file `master-key` of the data folder, which the first start makes.
 *
 * Never makes a key beside a database that exists: it could open nothing, and would hide that the right one is lost.
 *
 * @throws MasterKeyError
 */
export function loadMasterKey(
  config: Pick<Config, 'dataDir' | 'masterKey'>,
  databaseExists: boolean,
  random: Random,
): Buffer {
  if (config.masterKey !== undefined) return fromEnvironment(config.masterKey);
  const file = join(config.dataDir, 'master-key');
  return readKey(file) ?? (databaseExists ? refuse(file) : makeKey(file, config.dataDir, random));
}

function fromEnvironment(text: string): Buffer {
  const key = decode(text);
  if (!key)
    throw new MasterKeyError('USER_POOLS_MASTER_KEY must be 32 bytes in base64, as `openssl rand -base64 32` prints.');
  return key;
}

function refuse(file: string): never {
  throw new MasterKeyError(
    `The master key ${file} is missing, and the database beside it cannot be read without it. Put the file back or set USER_POOLS_MASTER_KEY.`,
  );
}

/** Undefined when there is no file. */
function readKey(file: string): Buffer | undefined {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new MasterKeyError(`The master key ${file} cannot be read (${codeOf(error)}). Let this user read it.`, {
      cause: error,
    });
  }
  try {
    // Windows keeps access lists, of which the mode says nothing.
    const open = process.platform !== 'win32' && (fstatSync(descriptor).mode & 0o077) !== 0;
    if (open) throw new MasterKeyError(`The master key ${file} is open to other users. Close it: chmod 600 ${file}`);
    const key = decode(readFileSync(descriptor, 'utf8').trim());
    if (!key) throw new MasterKeyError(`The file ${file} does not hold a master key. Put the right file back.`);
    return key;
  } finally {
    closeSync(descriptor);
  }
}

/** Made for this user alone, and on the disk before anything is sealed with it; `wx` so that a second start cannot replace it. */
function makeKey(file: string, folder: string, random: Random): Buffer {
  const key = random.bytes(keyLength);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const descriptor = openSync(file, 'wx', 0o600);
    try {
      writeSync(descriptor, `${key.toString('base64')}\n`);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw new MasterKeyError(
      `The master key ${file} cannot be made (${codeOf(error)}). Let this user write the folder.`,
      {
        cause: error,
      },
    );
  }
  return key;
}

function decode(text: string): Buffer | undefined {
  if (!/^[A-Za-z0-9+/]{43}=$/.test(text)) return undefined;
  return Buffer.from(text, 'base64');
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

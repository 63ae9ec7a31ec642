import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadMasterKey, MasterKeyError } from './master-key.ts';

const random = { bytes: (length: number) => randomBytes(length) };

let dataDir: string;
let file: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'master-key-'));
  file = join(dataDir, 'master-key');
});

afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const load = (databaseExists: boolean, masterKey?: string) =>
  loadMasterKey({ dataDir, masterKey }, databaseExists, random);

test('the first start makes a key for this user alone, the next reads it', () => {
  const key = load(false);
  expect(key.length).toBe(32);
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(load(true)).toEqual(key);
  expect(load(false)).toEqual(key);
});

test('a data folder that does not exist yet is made', () => {
  const deep = join(dataDir, 'a', 'b');
  expect(loadMasterKey({ dataDir: deep, masterKey: undefined }, false, random).length).toBe(32);
  expect(existsSync(join(deep, 'master-key'))).toBe(true);
});

test('a lost key is not replaced while there is a database', () => {
  expect(() => load(true)).toThrow(MasterKeyError);
  expect(() => load(true)).toThrow(
    /^The master key .* is missing[^\n]*Put the file back or set USER_POOLS_MASTER_KEY\.$/,
  );
  expect(existsSync(file)).toBe(false);
});

test('a file that holds no key is named, and left as it is', () => {
  writeFileSync(file, 'not a key\n', { mode: 0o600 });
  expect(() => load(false)).toThrow(`The file ${file} does not hold a master key.`);
  expect(readFileSync(file, 'utf8')).toBe('not a key\n');
});

test.skipIf(process.platform === 'win32')('a key that others may read is refused', () => {
  load(false);
  chmodSync(file, 0o640);
  expect(() => load(true)).toThrow(`chmod 600 ${file}`);
});

test('the environment gives the key, and no file is made', () => {
  const key = randomBytes(32);
  expect(load(true, key.toString('base64'))).toEqual(key);
  expect(existsSync(file)).toBe(false);
});

test.each(['', 'short', randomBytes(31).toString('base64'), randomBytes(33).toString('base64'), `${'#'.repeat(43)}=`])(
  'USER_POOLS_MASTER_KEY=%j is refused without being repeated',
  (text) => {
    expect(() => load(false, text)).toThrow(
      /^USER_POOLS_MASTER_KEY must be 32 bytes in base64, as `openssl rand -base64 32` prints\.$/,
    );
  },
);

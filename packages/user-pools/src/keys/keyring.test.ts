import { randomBytes } from 'node:crypto';
import { migrate, openSqlite } from '@cruddur/database';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrations } from '../storage/migrations/index.ts';
import type { Database, Schema } from '../storage/schema.ts';
import { type Keyring, openKeyring } from './keyring.ts';
import { MasterKeyError } from './master-key.ts';

const random = { bytes: (length: number) => randomBytes(length) };
const clock = { now: () => 1_700_000_000_000 };
const masterKey = randomBytes(32);

let db: Database;
let keyring: Keyring;

beforeEach(async () => {
  db = openSqlite<Schema>({ file: ':memory:' });
  await migrate(db, migrations);
  keyring = await openKeyring(db, masterKey, random, clock);
});

afterEach(() => db.destroy());

describe('a sealer', () => {
  test('opens what it sealed, text and bytes', async () => {
    const sealer = await keyring.scope('server');
    expect(sealer.open('a', sealer.seal('a', 'geheim – 秘密')).toString()).toBe('geheim – 秘密');
    const bytes = randomBytes(100);
    expect(sealer.open('a', sealer.seal('a', bytes))).toEqual(bytes);
    expect(sealer.open('a', sealer.seal('a', '')).length).toBe(0);
  });

  test('never seals a value twice the same way', async () => {
    const sealer = await keyring.scope('server');
    expect(sealer.seal('a', 'same')).not.toBe(sealer.seal('a', 'same'));
  });

  test('refuses a value moved to another row', async () => {
    const sealer = await keyring.scope('server');
    const sealed = sealer.seal('client-secret:one', 'secret');
    expect(() => sealer.open('client-secret:two', sealed)).toThrow('altered, or belongs elsewhere');
  });

  test('refuses a value altered in any byte', async () => {
    const sealer = await keyring.scope('server');
    const [form, text = ''] = sealer.seal('a', 'secret').split('.');
    const bytes = Buffer.from(text, 'base64url');
    for (let place = 0; place < bytes.length; place += 1) {
      const altered = Buffer.from(bytes);
      altered[place] = (altered[place] ?? 0) ^ 1;
      expect(() => sealer.open('a', `${form}.${altered.toString('base64url')}`), `byte ${place}`).toThrow();
    }
  });

  test.each(['', 'v1', 'v1.', 'v1.AAAA', 'v2.AAAA', 'plain text'])('refuses %j', async (sealed) => {
    const sealer = await keyring.scope('server');
    expect(() => sealer.open('a', sealed)).toThrow('altered, or belongs elsewhere');
  });

  test('refuses a value cut short', async () => {
    const sealer = await keyring.scope('server');
    const sealed = sealer.seal('a', 'secret');
    expect(() => sealer.open('a', sealed.slice(0, -4))).toThrow();
    expect(() => sealer.open('a', sealed.replace('v1.', 'v2.'))).toThrow();
  });

  test('hashes the same value differently for another purpose and in another scope', async () => {
    const server = await keyring.scope('server');
    await keyring.create(db, 'us-east-1_abcDEF123');
    const pool = await keyring.scope('us-east-1_abcDEF123');
    expect(server.keyedHash('code', '123456')).toBe(server.keyedHash('code', '123456'));
    expect(server.keyedHash('code', '123456')).toMatch(/^[\w-]{43}$/);
    expect(server.keyedHash('code', '123456')).not.toBe(server.keyedHash('token', '123456'));
    expect(server.keyedHash('code', '123456')).not.toBe(pool.keyedHash('code', '123456'));
  });
});

describe('the keyring', () => {
  const poolId = 'us-east-1_abcDEF123';

  test('opens what was sealed before a restart', async () => {
    const sealed = (await keyring.create(db, poolId)).seal('a', 'secret');
    const hash = (await keyring.scope(poolId)).keyedHash('code', '123456');
    const again = await (await openKeyring(db, masterKey, random, clock)).scope(poolId);
    expect(again.open('a', sealed).toString()).toBe('secret');
    expect(again.keyedHash('code', '123456')).toBe(hash);
  });

  test('keeps scopes apart', async () => {
    const one = await keyring.create(db, 'us-east-1_one');
    const two = await keyring.create(db, 'us-east-1_two');
    expect(() => two.open('a', one.seal('a', 'secret'))).toThrow();
  });

  test('refuses a data key moved to another scope', async () => {
    await keyring.create(db, 'us-east-1_one');
    await db.updateTable('dataKeys').set({ scope: 'us-east-1_two' }).where('scope', '=', 'us-east-1_one').execute();
    await expect(keyring.scope('us-east-1_two')).rejects.toThrow('altered, or belongs elsewhere');
  });

  test('does not know a scope that never was, or was forgotten with its row', async () => {
    await expect(keyring.scope(poolId)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await keyring.create(db, poolId);
    await keyring.scope(poolId);
    await db.deleteFrom('dataKeys').where('scope', '=', poolId).execute();
    keyring.forget(poolId);
    await expect(keyring.scope(poolId)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('does not remember a scope that is forgotten while it is read', async () => {
    await keyring.create(db, poolId);
    const reading = keyring.scope(poolId);
    keyring.forget(poolId);
    await reading;
    await db.deleteFrom('dataKeys').where('scope', '=', poolId).execute();
    await expect(keyring.scope(poolId)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('says so when the master key is another, and changes nothing', async () => {
    const before = await db.selectFrom('dataKeys').selectAll().execute();
    const opening = openKeyring(db, randomBytes(32), random, clock);
    await expect(opening).rejects.toThrow(MasterKeyError);
    await expect(opening).rejects.toThrow(/^This master key does not open this database\. [^\n]+$/);
    expect(await db.selectFrom('dataKeys').selectAll().execute()).toEqual(before);
  });
});

import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Context } from '../context.ts';
import { findAccessKey, insertAccessKey, listAccessKeys } from '../storage/access-keys.ts';
import type { AccessKeysTable } from '../storage/schema.ts';
import type { Sealer } from './keyring.ts';
import { digits, lowerCase, randomText, upperCase } from './random-text.ts';

/** What signs the calls of an administrator. */
export interface AccessKey {
  accessKeyId: string;
  secretAccessKey: string;
}

/** What every access key id of a long-lived user begins with (IAM, "Unique identifiers"). */
const prefix = 'AKIA';

/** The oldest access key; the first start makes one. */
export async function ensureAccessKey(
  ctx: Pick<Context, 'db' | 'keyring' | 'random' | 'clock'>,
): Promise<AccessKey & { created: boolean }> {
  const sealer = await ctx.keyring.scope('server');
  const [oldest] = await listAccessKeys(ctx.db);
  if (oldest) return { accessKeyId: oldest.id, secretAccessKey: openSecret(sealer, oldest), created: false };
  const accessKeyId = `${prefix}${randomText(ctx.random, `${upperCase}234567`, 16)}`;
  const secretAccessKey = randomText(ctx.random, `${upperCase}${lowerCase}${digits}+/`, 40);
  const secret = sealer.seal(accessKeyIdentity(accessKeyId), secretAccessKey);
  await insertAccessKey(ctx.db, { id: accessKeyId, secret, createdAt: ctx.clock.now() });
  return { accessKeyId, secretAccessKey, created: true };
}

/** The secret of an access key; undefined when there is no such key. */
export async function openAccessKey(ctx: Pick<Context, 'db' | 'keyring'>, id: string): Promise<string | undefined> {
  const row = await findAccessKey(ctx.db, id);
  return row && openSecret(await ctx.keyring.scope('server'), row);
}

/**
 * Writes `key` as profile `cruddur` of a shared credentials file, for this user alone; whatever the file held is replaced.
 * The AWS CLI and the SDKs read the region from it too.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 */
export async function writeCredentialsFile(path: string, key: AccessKey, region: string): Promise<void> {
  const text = `[cruddur]
aws_access_key_id = ${key.accessKeyId}
aws_secret_access_key = ${key.secretAccessKey}
region = ${region}
`;
  // Written beside and renamed: a reader never sees half a file, and the mode holds even where the old file was open to others.
  const unfinished = `${path}.${randomUUID()}`;
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const file = await open(unfinished, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

function openSecret(sealer: Sealer, row: AccessKeysTable): string {
  return sealer.open(accessKeyIdentity(row.id), row.secret).toString();
}

function accessKeyIdentity(id: string): string {
  return `access-key:${id}`;
}

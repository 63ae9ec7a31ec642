import { createPublicKey, randomBytes, sign, verify } from 'node:crypto';
import { mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteUserPoolCommand, DescribeUserPoolClientCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ensureAccessKey } from '../src/index.ts';
import { openAccessKey, writeCredentialsFile } from '../src/keys/access-keys.ts';
import type { Jwk } from '../src/keys/signing-keys.ts';
import { startTestServer, type TestServer } from './server.ts';

let server: TestServer;

beforeEach(async () => {
  server = await startTestServer();
});

afterEach(() => server.close());

/** All bytes of the database, its log included. */
async function databaseBytes(dataDir: string): Promise<Buffer> {
  const names = (await readdir(dataDir)).filter((name) => name.startsWith('user-pools.sqlite'));
  return Buffer.concat(await Promise.all(names.map((name) => readFile(join(dataDir, name)))));
}

describe('at rest', () => {
  test('no secret stands in the database as it is', async () => {
    const { poolId } = await server.createPool();
    const { clientId, clientSecret = '' } = await server.createClient(poolId, { GenerateSecret: true });
    const { secretAccessKey } = await ensureAccessKey(server.ctx);
    const masterKey = (await readFile(join(server.ctx.config.dataDir, 'master-key'), 'utf8')).trim();
    const bytes = await databaseBytes(server.ctx.config.dataDir);
    expect(bytes.includes(clientId), 'the client is in the bytes that are searched').toBe(true);
    for (const secret of [clientSecret, secretAccessKey, 'PRIVATE KEY', masterKey]) {
      expect(secret.length).toBeGreaterThan(10);
      expect(bytes.includes(secret)).toBe(false);
      expect(bytes.includes(Buffer.from(secret).toString('base64').replace(/=+$/, ''))).toBe(false);
    }
    const { privateKey } = (await server.ctx.signingKeys.forSigning(poolId)).id;
    expect(bytes.includes(privateKey.export({ type: 'pkcs8', format: 'der' }))).toBe(false);
  });

  test('a client secret moved to another client opens nothing', async () => {
    const { poolId } = await server.createPool();
    const one = await server.createClient(poolId, { GenerateSecret: true });
    const two = await server.createClient(poolId, { GenerateSecret: true });
    const { db } = server.ctx;
    const { secret } = await db
      .selectFrom('clients')
      .select('secret')
      .where('id', '=', one.clientId)
      .executeTakeFirstOrThrow();
    await db.updateTable('clients').set({ secret }).where('id', '=', two.clientId).execute();
    const read = new DescribeUserPoolClientCommand({ UserPoolId: poolId, ClientId: two.clientId });
    await expect(server.admin.send(read)).rejects.toMatchObject({ name: 'InternalErrorException' });
  });
});

describe('the master key', () => {
  let dataDir: string;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'keys-'));
  });

  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  test('after a restart with the same key, secrets and signing keys are the same', async () => {
    const first = await startTestServer({ dataDir });
    const { poolId } = await first.createPool();
    const { clientId, clientSecret } = await first.createClient(poolId, { GenerateSecret: true });
    const published = await first.ctx.signingKeys.published(poolId);
    await first.close();
    const second = await startTestServer({ dataDir });
    const read = new DescribeUserPoolClientCommand({ UserPoolId: poolId, ClientId: clientId });
    expect((await second.admin.send(read)).UserPoolClient?.ClientSecret).toBe(clientSecret);
    expect(await second.ctx.signingKeys.published(poolId)).toEqual(published);
    await second.close();
  });

  test('of a deleted pool nothing that opened its secrets stays in the file', async () => {
    const first = await startTestServer({ dataDir });
    const { poolId } = await first.createPool();
    const { db } = first.ctx;
    const { wrappedKey } = await db
      .selectFrom('dataKeys')
      .select('wrappedKey')
      .where('scope', '=', poolId)
      .executeTakeFirstOrThrow();
    expect((await databaseBytes(dataDir)).includes(wrappedKey)).toBe(true);
    await first.admin.send(new DeleteUserPoolCommand({ UserPoolId: poolId }));
    await first.close();
    expect((await databaseBytes(dataDir)).includes(wrappedKey)).toBe(false);
  });

  test('another key, or none, stops the start with one line and leaves everything as it was', async () => {
    const masterKey = randomBytes(32).toString('base64');
    await (await startTestServer({ dataDir, masterKey })).close();
    const before = await readFile(join(dataDir, 'user-pools.sqlite'));
    const other = startTestServer({ dataDir, masterKey: randomBytes(32).toString('base64') });
    await expect(other).rejects.toMatchObject({ name: 'MasterKeyError', message: expect.stringMatching(/^[^\n]+$/) });
    const none = startTestServer({ dataDir });
    await expect(none).rejects.toMatchObject({ name: 'MasterKeyError', message: expect.stringMatching(/is missing/) });
    expect(await readFile(join(dataDir, 'user-pools.sqlite'))).toEqual(before);
    await (await startTestServer({ dataDir, masterKey })).close();
  });

  test('a key file that was put away can be put back', async () => {
    await (await startTestServer({ dataDir })).close();
    const file = join(dataDir, 'master-key');
    await rename(file, `${file}.away`);
    await expect(startTestServer({ dataDir })).rejects.toMatchObject({ name: 'MasterKeyError' });
    await rename(`${file}.away`, file);
    await (await startTestServer({ dataDir })).close();
  });
});

describe('signing keys', () => {
  test('two are published, with exactly the members Cognito shows, and verify what is signed', async () => {
    const { poolId } = await server.createPool();
    const answer = await fetch(`${server.url}/${poolId}/.well-known/jwks.json`);
    const { keys } = (await answer.json()) as { keys: Jwk[] };
    expect(keys.length).toBe(2);
    for (const key of keys) {
      expect(key).toEqual({
        alg: 'RS256',
        e: 'AQAB',
        kid: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
        kty: 'RSA',
        n: expect.stringMatching(/^[\w-]{342}$/),
        use: 'sig',
      });
    }
    const signing = await server.ctx.signingKeys.forSigning(poolId);
    expect(new Set([signing.id.kid, signing.access.kid])).toEqual(new Set(keys.map(({ kid }) => kid)));
    for (const { kid, privateKey } of [signing.id, signing.access]) {
      const signature = sign('RSA-SHA256', Buffer.from('text'), privateKey);
      const key = await server.ctx.signingKeys.forVerifying(poolId, kid);
      if (!key) throw new Error('no key');
      expect(verify('RSA-SHA256', Buffer.from('text'), key, signature)).toBe(true);
      const jwk = keys.find((candidate) => candidate.kid === kid);
      expect(
        verify('RSA-SHA256', Buffer.from('text'), createPublicKey({ key: { ...jwk }, format: 'jwk' }), signature),
      ).toBe(true);
    }
  });

  test('one pool does not verify what another signed', async () => {
    const one = await server.createPool();
    const two = await server.createPool();
    const { access } = await server.ctx.signingKeys.forSigning(one.poolId);
    expect(await server.ctx.signingKeys.forVerifying(two.poolId, access.kid)).toBeUndefined();
    expect(await server.ctx.signingKeys.forVerifying('us-east-1_missing00', access.kid)).toBeUndefined();
  });
});

describe('the access key', () => {
  test('is made once, and written for the AWS CLI for this user alone', async () => {
    const key = await ensureAccessKey(server.ctx);
    expect(key).toEqual({
      accessKeyId: expect.stringMatching(/^AKIA[A-Z2-7]{16}$/),
      secretAccessKey: expect.stringMatching(/^[A-Za-z0-9+/]{40}$/),
      created: false,
    });
    expect(await ensureAccessKey(server.ctx)).toEqual(key);
    expect(await openAccessKey(server.ctx, key.accessKeyId)).toBe(key.secretAccessKey);
    expect(await openAccessKey(server.ctx, `${key.accessKeyId.slice(0, -1)}0`)).toBeUndefined();
    const file = join(server.ctx.config.dataDir, 'written', 'aws-credentials');
    for (let time = 0; time < 2; time += 1) await writeCredentialsFile(file, key, 'eu-west-1');
    expect(await readFile(file, 'utf8')).toBe(
      `[cruddur]\naws_access_key_id = ${key.accessKeyId}\naws_secret_access_key = ${key.secretAccessKey}\nregion = eu-west-1\n`,
    );
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(server.ctx.config.dataDir, 'written'))).toEqual(['aws-credentials']);
  });
});

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { post } from './wire.ts';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
let folder: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'user-pools-main-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

function start(env: Record<string, string> = {}, options: string[] = []) {
  const child = spawn(process.execPath, [main, ...options], {
    env: {
      USER_POOLS_DATA_DIR: join(folder, 'data'),
      USER_POOLS_PORT: '0',
      USER_POOLS_MAILBOX_PORT: '0',
      USER_POOLS_LOG_LEVEL: 'silent',
      ...env,
    },
  });
  children.push(child);
  const output = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    output.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output.err += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { child, output, ended };
}

/** Waits until the server has said where it listens. */
async function ready({ output, child }: ReturnType<typeof start>): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const url = /User pools\s+(http\S+)[\s\S]*Try .*\n/.exec(output.out)?.[1];
      if (url) resolve(url);
    };
    child.stdout?.on('data', look);
    child.on('close', () => reject(new Error(`It ended: ${output.err}`)));
  });
}

async function failure(env: Record<string, string>, options: string[] = []): Promise<string> {
  const { ended, output } = start(env, options);
  expect(await ended).toBe(1);
  expect(output.out).toBe('');
  expect(output.err.trim().split('\n')).toHaveLength(1);
  return output.err.trim();
}

describe('a start', () => {
  test('says where it listens, leaves credentials for the CLI, and ends cleanly when asked', async () => {
    const server = start();
    const url = await ready(server);
    expect((await post(url, 'GetUser', { AccessToken: 'x' })).body.message).toBe('Invalid Access Token');
    const credentials = join(folder, 'data', 'aws-credentials');
    expect(server.output.out).toContain(`AWS_SHARED_CREDENTIALS_FILE=${credentials} aws --profile cruddur`);
    expect((await stat(credentials)).mode & 0o777).toBe(0o600);
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    expect(server.output.err).toBe('');
    await expect(stat(join(folder, 'data', 'user-pools.sqlite-wal'))).rejects.toMatchObject({ code: 'ENOENT' });
    const again = start();
    await ready(again);
    again.child.kill('SIGINT');
    expect(await again.ended).toBe(0);
  });

  test('--help names every variable and starts nothing', async () => {
    const { ended, output } = start({}, ['--help']);
    expect(await ended).toBe(0);
    for (const name of ['USER_POOLS_PORT', 'USER_POOLS_MASTER_KEY', 'USER_POOLS_UNSAFE_SKIP_SIGNATURE_CHECK'])
      expect(output.out).toContain(name);
    await expect(stat(join(folder, 'data'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('one clear line', () => {
  test('an unknown option', async () => {
    expect(await failure({}, ['--prot'])).toMatch(/--prot.*--help/);
  });

  test('a busy port', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    try {
      expect(await failure({ USER_POOLS_PORT: port })).toMatch(
        new RegExp(`^Port ${port} is in use .* USER_POOLS_PORT`),
      );
      expect(await failure({ USER_POOLS_MAILBOX_PORT: port })).toMatch(
        new RegExp(`^Port ${port} is in use .* USER_POOLS_MAILBOX_PORT`),
      );
    } finally {
      other.close();
    }
  });

  test('a wrong configuration, every problem at once and no value repeated', async () => {
    const line = await failure({
      USER_POOLS_PORT: 'http',
      USER_POOLS_REGION: 'local',
      USER_POOLS_MASTER_KEY: 'not-a-key',
      USER_POOLS_UNSAFE_SKIP_SIGNATURE_CHECK: 'true',
      USER_POOLS_HOST: '0.0.0.0',
    });
    for (const name of ['USER_POOLS_PORT', 'USER_POOLS_REGION', 'USER_POOLS_MASTER_KEY', 'UNSAFE_SKIP_SIGNATURE_CHECK'])
      expect(line).toContain(name);
    expect(line).not.toContain('not-a-key');
  });

  test('a data folder that cannot be one', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    expect(await failure({ USER_POOLS_DATA_DIR: join(file, 'data') })).toContain('USER_POOLS_DATA_DIR');
  });

  test('a lost master key, and a wrong one, of which nothing is overwritten', async () => {
    const first = start();
    await ready(first);
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    const database = join(folder, 'data', 'user-pools.sqlite');
    const before = await stat(database);
    await rm(join(folder, 'data', 'master-key'));
    expect(await failure({})).toMatch(/master key.*missing/i);
    const other = Buffer.alloc(32, 1).toString('base64');
    expect(await failure({ USER_POOLS_MASTER_KEY: other })).toMatch(/master key/i);
    expect((await stat(database)).size).toBe(before.size);
    await expect(stat(join(folder, 'data', 'master-key'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('a folder that another server is using', async () => {
    const first = start();
    await ready(first);
    expect(await failure({})).toMatch(/another process is serving it/);
  });

  test('a damaged database', async () => {
    const first = start();
    await ready(first);
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    await writeFile(join(folder, 'data', 'user-pools.sqlite'), 'this is no database at all, it is a letter to my aunt');
    expect(await failure({})).toMatch(/not an SQLite database/);
  });
});

test('calls in flight are finished before the server ends', async () => {
  const server = start();
  const url = await ready(server);
  const calls = Array.from({ length: 20 }, () => post(url, 'GetUser', { AccessToken: 'x' }));
  await Promise.race(calls);
  server.child.kill('SIGTERM');
  const outcomes = await Promise.allSettled(calls);
  expect(await server.ended).toBe(0);
  // Whoever was let in got a whole answer; who came too late was refused the connection, or told to go elsewhere.
  const answered = outcomes.filter((outcome) => outcome.status === 'fulfilled');
  expect(answered.length).toBeGreaterThan(0);
  for (const { value } of answered) expect([400, 503]).toContain(value.status);
});

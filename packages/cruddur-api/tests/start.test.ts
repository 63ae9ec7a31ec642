import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { variables } from '../src/config.ts';

const main = join(import.meta.dirname, '../src/main.ts');
const blocker = createServer();
let folder: string;
let busyPort: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cruddur-api-'));
  await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
  busyPort = String((blocker.address() as AddressInfo).port);
});
afterAll(async () => {
  await new Promise((resolve) => blocker.close(resolve));
  rmSync(folder, { recursive: true });
});

function start(args: string[], changes: Record<string, string> = {}): ChildProcess {
  const env = {
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_COGNITO_USER_POOL_ID: 'us-east-1_Example01',
    AWS_COGNITO_USER_POOL_CLIENT_ID: '3exampleclientid0000000000',
    CRUDDUR_API_PORT: '0',
    CRUDDUR_API_DATA_DIR: folder,
    ...changes,
  };
  return spawn(process.execPath, [main, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function run(args: string[], changes?: Record<string, string>) {
  const child = start(args, changes);
  const closed = once(child, 'close');
  const [out, err] = await Promise.all([text(child.stdout as never), text(child.stderr as never)]);
  return { code: (await closed)[0] as number, out, err };
}

test('--help names every variable and starts nothing', async () => {
  const { code, out } = await run(['--help']);
  expect(code).toBe(0);
  for (const name of Object.keys(variables)) expect(out).toContain(name);
});

test('an option it does not know: one line, exit 1', async () => {
  const { code, err } = await run(['--port', '1']);
  expect([code, err]).toEqual([1, expect.stringMatching(/^Unknown option '--port'.*\n$/)]);
});

test('wrong configuration: a line for every problem', async () => {
  const { code, err } = await run([], { AWS_COGNITO_USER_POOL_ID: '', CRUDDUR_API_PORT: 'x' });
  expect(code).toBe(1);
  expect(err.trimEnd().split('\n')).toEqual([
    expect.stringContaining('CRUDDUR_API_PORT'),
    expect.stringContaining('BACKEND_URL'),
    expect.stringContaining('AWS_COGNITO_USER_POOL_ID'),
  ]);
});

test('a busy port: one clear line, and the database is closed again', async () => {
  const { code, err } = await run([], { CRUDDUR_API_PORT: busyPort });
  const where = `127.0.0.1:${busyPort}`;
  expect(code).toBe(1);
  expect(err).toBe(`Another program listens on ${where}. Stop it, or set CRUDDUR_API_PORT to another port.\n`);
});

test('a file that is no database: one clear line, and the file is left alone', async () => {
  const elsewhere = join(folder, 'damaged');
  mkdirSync(elsewhere);
  writeFileSync(join(elsewhere, 'cruddur-api.sqlite'), 'not a database, but somebody may need it'.repeat(100));
  const { code, err } = await run([], { CRUDDUR_API_DATA_DIR: elsewhere });
  expect([code, err]).toEqual([1, expect.stringMatching(/^Cannot open the database .*cruddur-api\.sqlite: .*\n$/)]);
});

test.each(['SIGINT', 'SIGTERM'] as const)('starts alone, serves, and on %s ends with exit 0', async (signal) => {
  const child = start([]);
  const closed = once(child, 'close');
  const [line] = (await once(child.stdout as NodeJS.EventEmitter, 'data')) as [Buffer];
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(String(line))?.[0];
  const response = await fetch(`${url}/api/activities/home`);
  expect(await response.json()).toHaveLength(3);
  const second = await run([]);
  expect(second.err).toMatch(/^Cannot open the database .*another process is serving it.*\n$/);
  child.kill(signal);
  expect(await closed).toEqual([0, null]);
});

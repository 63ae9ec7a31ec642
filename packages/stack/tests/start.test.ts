import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { root } from '../src/paths.ts';
import { ensureWebBuild } from '../src/web-build.ts';
import { makeFolder, type Program, quietEnvironment, runProgram, runProgramFile } from './program.ts';

let folder: string;
const programs: Program[] = [];

// Built once here, so that the programs below only find it done.
beforeAll(() => ensureWebBuild(() => {}), 120_000);

beforeEach(() => {
  folder = makeFolder();
});

afterEach(async () => {
  for (const { child, exited } of programs.splice(0)) {
    child.kill('SIGKILL');
    await exited;
  }
  rmSync(folder, { recursive: true, force: true });
});

function start(env: Record<string, string> = {}, args: string[] = ['--json']): Program {
  const program = runProgram('main.ts', { CRUDDUR_DATA_DIR: join(folder, 'data'), ...env }, args);
  programs.push(program);
  return program;
}

interface Addresses {
  webUrl: string;
  apiUrl: string;
  userPoolsUrl: string;
  mailboxUrl: string;
  userPoolId: string;
  userPoolClientId: string;
}

/** Waits for the one line of JSON. */
async function addressesOf(program: Program): Promise<Addresses> {
  const text = await program.said(/\{.*\}\n/);
  return JSON.parse(text);
}

/** It ends with code 1 and one line on stderr, which is returned; no stack trace. */
async function refusalOf(program: Program): Promise<string> {
  expect(await program.exited).toBe(1);
  const { stderr, stdout } = program.output();
  expect(stdout).not.toMatch(/running/i);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(stderr).not.toMatch(/^\s+at /m);
  return stderr;
}

/** New connections are refused. */
const isClosed = (url: string) =>
  fetch(url).then(
    () => false,
    () => true,
  );

async function stop(program: Program): Promise<number | null> {
  program.child.kill('SIGINT');
  return program.exited;
}

test('everything answers, and the printed lines say where', async () => {
  const program = start({}, []);
  const text = await program.said('aws --profile cruddur');
  expect(text).toContain('Starting the servers …');
  const address = (name: string) => new RegExp(`${name} +(http\\S+)`).exec(text)?.[1] ?? '';
  expect(await (await fetch(address('Web pages'))).text()).toContain('<title>Cruddur</title>');
  expect(await (await fetch(address('API'))).json()).toMatchObject({ success: true });
  expect((await fetch(`${address('User pools')}/health`)).status).toBe(200);
  expect((await fetch(address('Mailbox'))).status).toBe(200);
  const pages = await (await fetch(`${address('Web pages')}/config.json`)).json();
  expect(text).toContain(`pool ${pages.userPoolId}, app client ${pages.userPoolClientId}`);
  expect(await stop(program)).toBe(0);
  expect(program.output()).toMatchObject({ stderr: '', stdout: expect.stringMatching(/Stopped\.\n$/) });
});

test('--quiet prints nothing; the data folder is for this user alone', async () => {
  const program = start({}, ['--quiet']);
  const memory = join(folder, 'data', 'stack.json');
  await expect.poll(() => existsSync(memory), { timeout: 15_000 }).toBe(true);
  expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700);
  expect(statSync(join(folder, 'data', 'aws-credentials')).mode & 0o777).toBe(0o600);
  program.child.kill('SIGTERM');
  await program.exited;
  expect(program.output()).toEqual({ stdout: '', stderr: '' });
});

test('Ctrl-C lets the request in flight finish and leaves clean databases', async () => {
  const program = start();
  const { userPoolsUrl } = await addressesOf(program);
  const call = beginCall(userPoolsUrl);
  await call.accepted;
  program.child.kill('SIGINT');
  // New connections are refused before the old request is done.
  await expect.poll(() => isClosed(userPoolsUrl), { timeout: 5_000 }).toBe(true);
  call.finish('{"AccessToken":"no.token.atall"}');
  expect(await call.answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*NotAuthorizedException/);
  expect(await program.exited).toBe(0);
  expect(readdirSync(join(folder, 'data')).filter((name) => /-(wal|shm|journal)$/.test(name))).toEqual([]);
});

test('a second Ctrl-C does not wait for the request in flight; its echoes do not count as one', async () => {
  const program = start({}, []);
  const text = await program.said('aws --profile cruddur');
  const url = /User pools +(http\S+)/.exec(text)?.[1] ?? '';
  const call = beginCall(url);
  await call.accepted;
  program.child.kill('SIGINT');
  program.child.kill('SIGINT');
  await program.said('Stopping');
  // A person's pause between two key presses, which is what tells them from echoes.
  await wait(700);
  expect(program.child.exitCode).toBeNull();
  program.child.kill('SIGINT');
  expect(await program.exited).toBe(1);
});

test('when npm and its shell are ended from outside, nothing goes on without them', async () => {
  // What npm runs, with a shell that lives on beside it: only the shell gets the signal.
  const script = `"${process.execPath}" "${join(root, 'scripts', 'start.mjs')}" --json; exit`;
  const shell = runProgramFile('/bin/sh', ['-c', script], {
    env: { ...quietEnvironment, CRUDDUR_DATA_DIR: join(folder, 'data') },
  });
  programs.push(shell);
  const { userPoolsUrl } = await addressesOf(shell);
  expect((await fetch(`${userPoolsUrl}/health`)).status).toBe(200);
  shell.child.kill('SIGKILL');
  await expect.poll(() => isClosed(userPoolsUrl), { timeout: 10_000 }).toBe(true);
});

test('a busy port is named, with the variable that moves it', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await expect.poll(() => other.address()).not.toBeNull();
  const address = other.address();
  const port = String(typeof address === 'object' && address ? address.port : 0);
  for (const [variable, purpose] of [
    ['CRUDDUR_WEB_PORT', 'web pages'],
    ['CRUDDUR_API_PORT', 'API'],
    ['USER_POOLS_PORT', 'user pools'],
    ['USER_POOLS_MAILBOX_PORT', 'mailbox'],
  ] as const) {
    expect(await refusalOf(start({ [variable]: port }))).toBe(
      `Port ${port} (${purpose}) is in use by another program. Stop it, or choose another port with ${variable}.\n`,
    );
  }
  other.close();
  expect(existsSync(join(folder, 'data'))).toBe(false);
});

test('a second instance on the same folder is told so, and the first goes on', async () => {
  const first = start();
  const { userPoolsUrl } = await addressesOf(first);
  expect(await refusalOf(start())).toMatch(/another process is serving it\. Stop that process first\.$/m);
  expect((await fetch(`${userPoolsUrl}/health`)).status).toBe(200);
});

test('a lost master key: nothing is overwritten, and the key put back opens everything again', async () => {
  const first = start();
  const { userPoolId } = await addressesOf(first);
  expect(await stop(first)).toBe(0);
  const key = join(folder, 'data', 'master-key');
  const database = join(folder, 'data', 'user-pools.sqlite');
  const before = readFileSync(database);
  renameSync(key, join(folder, 'kept'));
  expect(await refusalOf(start())).toMatch(/The master key .* is missing.* Put the file back/);
  expect(existsSync(key)).toBe(false);
  expect(readFileSync(database).equals(before)).toBe(true);
  const wrongKey = Buffer.alloc(32, 7).toString('base64');
  expect(await refusalOf(start({ USER_POOLS_MASTER_KEY: wrongKey }))).toMatch(/master key/i);
  renameSync(join(folder, 'kept'), key);
  expect((await addressesOf(start())).userPoolId).toBe(userPoolId);
});

test('a data folder that cannot be used is named', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  expect(await refusalOf(start({ CRUDDUR_DATA_DIR: join(file, 'data') }))).toMatch(
    /^The data folder .* cannot be used \(ENOTDIR\)\. Let this user/,
  );
  const damaged = join(folder, 'damaged');
  mkdirSync(damaged);
  writeFileSync(join(damaged, 'user-pools.sqlite'), 'no database'.repeat(1000));
  writeFileSync(join(damaged, 'master-key'), `${Buffer.alloc(32, 7).toString('base64')}\n`, { mode: 0o600 });
  expect(await refusalOf(start({ CRUDDUR_DATA_DIR: damaged }))).toMatch(/not an SQLite database/);
  // Rights do not bind root, who runs the tests in a container.
  if (process.getuid?.() !== 0) {
    const closed = join(folder, 'closed');
    mkdirSync(closed);
    chmodSync(closed, 0);
    expect(await refusalOf(start({ CRUDDUR_DATA_DIR: closed }))).toMatch(/cannot be used \(EACCES\)/);
  }
});

test('wrong configuration: every problem in one line', async () => {
  const env = {
    CRUDDUR_WEB_PORT: 'three',
    USER_POOLS_ISSUER: 'me',
    CRUDDUR_API_HOST: 'a b',
    CRUDDUR_LOG_LEVEL: 'loud',
  };
  const line = await refusalOf(start(env));
  for (const name of ['CRUDDUR_WEB_PORT', 'USER_POOLS_ISSUER', 'CRUDDUR_API_HOST', 'LOG_LEVEL'])
    expect(line).toContain(name);
  expect(await refusalOf(start({}, ['--colour']))).toMatch(/--colour.*--help/);
});

test('a wrong pool file is named before anything is made', async () => {
  const infra = join(folder, 'pool');
  mkdirSync(infra);
  writeFileSync(join(infra, 'user-pool.json'), '{"PoolNam": "x"}');
  expect(await refusalOf(start({ CRUDDUR_INFRA_DIR: infra }))).toMatch(
    /user-pool\.json is wrong: PoolNam is no member/,
  );
});

/** A call of GetUser whose body is held back: the server has begun with it once it says `100 Continue`. */
function beginCall(url: string) {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), '127.0.0.1');
  let received = '';
  const accepted = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<string>();
  socket.on('data', (chunk) => {
    received += chunk;
    if (received.startsWith('HTTP/1.1 100 Continue')) accepted.resolve();
  });
  socket.on('end', () => answer.resolve(received.replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '')));
  socket.on('error', accepted.reject);
  const head = [
    'POST / HTTP/1.1',
    `Host: ${hostname}:${port}`,
    'Content-Type: application/x-amz-json-1.1',
    'X-Amz-Target: AWSCognitoIdentityProviderService.GetUser',
    'Content-Length: 32',
    'Connection: close',
    'Expect: 100-continue',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  return {
    accepted: accepted.promise,
    answer: answer.promise,
    finish: (body: string) => socket.write(body.padEnd(32)),
  };
}

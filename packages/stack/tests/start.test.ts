import { existsSync, readdirSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { root } from '../src/paths.ts';
import { quietEnvironment, runProgramFile } from './program.ts';
import { addressesOf, isClosed, stop, useStarts } from './starts.ts';

const { folder, keep, start } = useStarts();

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
  const memory = join(folder(), 'data', 'stack.json');
  await expect.poll(() => existsSync(memory), { timeout: 15_000 }).toBe(true);
  expect(statSync(join(folder(), 'data')).mode & 0o777).toBe(0o700);
  expect(statSync(join(folder(), 'data', 'aws-credentials')).mode & 0o777).toBe(0o600);
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
  expect(readdirSync(join(folder(), 'data')).filter((name) => /-(wal|shm|journal)$/.test(name))).toEqual([]);
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
    env: { ...quietEnvironment, CRUDDUR_DATA_DIR: join(folder(), 'data') },
  });
  keep(shell);
  const { userPoolsUrl } = await addressesOf(shell);
  expect((await fetch(`${userPoolsUrl}/health`)).status).toBe(200);
  shell.child.kill('SIGKILL');
  await expect.poll(() => isClosed(userPoolsUrl), { timeout: 10_000 }).toBe(true);
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

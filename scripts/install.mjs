// @ts-check
/** Installs the packages of the lock file, when they are not installed already. Runs on Node 20 without node_modules. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { capture } from './capture.mjs';
import { showProgress } from './progress.mjs';

/** The project's own folder. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Something the reader has to mend; `message` says what and how, and is all that is printed. */
export class SetupError extends Error {}

/**
 * Runs `npm ci` unless node_modules holds what package-lock.json asks for. Needs no network when there is nothing to do.
 *
 * @param {{ quiet?: boolean }} [options] quiet: no progress.
 * @throws {SetupError} with npm's own output, when npm fails.
 */
export async function installPackages({ quiet = false } = {}) {
  if (packagesAreInstalled()) return;
  const progress = showProgress('Installing packages', { quiet });
  const { code, output } = await runNpm(installArguments());
  progress.end(code === 0);
  if (code === 0) return;
  throw new SetupError(
    `${output.trim()}\nThe packages could not be installed (npm's words are above). Mend that, or try again once the network is there.`,
  );
}

/**
 * npm keeps a record of what it installed in node_modules/.package-lock.json and writes it last, so that an interrupted
 * install leaves none. Optional packages are those of other platforms.
 */
function packagesAreInstalled() {
  const wanted = readJson(join(root, 'package-lock.json'));
  const installed = readJson(join(root, 'node_modules', '.package-lock.json'));
  if (!wanted)
    throw new SetupError('package-lock.json is missing or damaged. Restore it: git checkout package-lock.json');
  if (!installed) return false;
  return Object.entries(wanted.packages).every(([path, { version, integrity, link, optional }]) => {
    if (!path.startsWith('node_modules/') || optional) return true;
    const found = installed.packages[path];
    return found?.link === link && found?.version === version && found?.integrity === integrity;
  });
}

/**
 * @param {string} file
 * @returns {{ packages: Record<string, { version?: string, integrity?: string, link?: boolean, optional?: boolean }> } | undefined}
 */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * `--include` because NODE_ENV=production, or a setting of the user's, would leave out what builds the pages and the pinned
 * Node. On Windows `npm ci` could not delete the node.exe that runs this script, so there what is installed is brought up to date.
 */
function installArguments() {
  const runsPinnedNode = process.execPath.startsWith(join(root, 'node_modules'));
  const command = process.platform === 'win32' && runsPinnedNode ? ['install', '--no-save'] : ['ci'];
  return [...command, '--include=dev', '--include=optional', '--loglevel=error', '--no-progress'];
}

/**
 * The npm that runs this script, else the one on the path.
 *
 * @param {string[]} args
 */
function runNpm(args) {
  const npmCli = process.env.npm_execpath;
  if (npmCli !== undefined && /^npm-cli\.c?js$/.test(basename(npmCli))) {
    return capture(process.env.npm_node_execpath ?? process.execPath, [npmCli, ...args], { cwd: root });
  }
  return capture('npm', args, { cwd: root, shell: process.platform === 'win32' });
}

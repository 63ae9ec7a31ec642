// @ts-check
/** What the tests need of the system: Chromium, and the AWS CLI and boto3 where apt can bring them. */
import { existsSync } from 'node:fs';
import { capture } from './capture.mjs';
import { findChromium } from './chromium.mjs';
import { SetupError } from './install.mjs';
import { showProgress } from './progress.mjs';

/** Installs by apt what is missing, where there is apt and root. @throws {SetupError} when there is no Chromium then. */
export async function ensureSystemPackages() {
  const wanted = [
    ...(findChromium() ? [] : ['chromium']),
    ...(existsSync('/usr/bin/aws') ? [] : ['awscli']),
    ...(existsSync('/usr/lib/python3/dist-packages/boto3') ? [] : ['python3-boto3']),
  ];
  if (wanted.length > 0 && canInstall()) await installWithApt(wanted);
  if (findChromium()) return;
  const command = hasApt() ? 'sudo apt-get install chromium' : 'npx playwright install chromium';
  throw new SetupError(`The browser tests need Chromium. Install it and run the tests again: ${command}`);
}

function hasApt() {
  return existsSync('/usr/bin/apt-get');
}

function canInstall() {
  return hasApt() && process.getuid?.() === 0;
}

/**
 * A package that cannot be had is not the end here: the tests of the AWS CLI and of boto3 say why they did not run, and the lack of
 * Chromium is reported by the caller.
 *
 * @param {string[]} names
 */
async function installWithApt(names) {
  const progress = showProgress(`Installing ${names.join(', ')}`);
  const failures = [];
  for (const args of [['update'], ...names.map((name) => ['install', '--yes', '--no-install-recommends', name])]) {
    const { code, output } = await capture('apt-get', args, {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (code !== 0) failures.push(`apt-get ${args.join(' ')}:\n${output}`);
  }
  progress.end(failures.length === 0);
  process.stderr.write(failures.join('\n'));
}

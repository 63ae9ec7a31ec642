/** The AWS CLI as an administrator uses it. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestNetwork } from '../src/test-network.ts';

/** Debian's package first: what lies earlier on somebody's path may be anything. */
const found = ['/usr/bin/aws', '/usr/local/bin/aws', '/opt/homebrew/bin/aws'].find((path) => existsSync(path));

/** Why the CLI's tests cannot run here; undefined when they can. */
export const missingCli =
  found === undefined
    ? 'there is no AWS CLI here, and `npm test` can install it only where there is apt and root'
    : undefined;

export interface CliAnswer {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs `aws <args>` with nothing of the tester's own AWS settings. */
export function runCli(args: string[], env: Record<string, string>): CliAnswer {
  const { status, stdout, stderr } = spawnSync(found ?? 'aws', args, {
    encoding: 'utf8',
    env: { PATH: '/usr/bin:/bin', HOME: mkdtempSync(join(tmpdir(), 'cruddur-home-')), AWS_PAGER: '', ...env },
  });
  return { code: status, stdout, stderr };
}

/** A CLI signed in with the network's own access key. */
export function cliOf({ credentialsFile, userPoolsUrl }: Pick<TestNetwork, 'credentialsFile' | 'userPoolsUrl'>) {
  return (...args: string[]): CliAnswer =>
    runCli(['--profile', 'cruddur', '--endpoint-url', userPoolsUrl, ...args], {
      AWS_SHARED_CREDENTIALS_FILE: credentialsFile,
    });
}

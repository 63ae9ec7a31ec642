/** The AWS CLI as an administrator uses it. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { root } from '../src/paths.ts';
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

/** Runs a program with nothing of the tester's own settings. Never blocks: the server it talks to runs in this process. */
export function runAlone(file: string, args: string[], env: Record<string, string>): Promise<CliAnswer> {
  const home = mkdtempSync(join(tmpdir(), 'cruddur-home-'));
  return new Promise((resolve) => {
    const options = { cwd: root, env: { PATH: '/usr/bin:/bin', HOME: home, AWS_PAGER: '', ...env } };
    const child = execFile(file, args, options, (_error, stdout, stderr) => {
      rmSync(home, { recursive: true, force: true });
      resolve({ code: child.exitCode, stdout, stderr });
    });
  });
}

/** Runs `aws <args>`. */
export function runCli(args: string[], env: Record<string, string>): Promise<CliAnswer> {
  return runAlone(found ?? 'aws', args, env);
}

/** The JSON that a call prints; it must have succeeded, without a word on stderr. */
export async function json(answer: Promise<CliAnswer>) {
  const { code, stdout, stderr } = await answer;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

/** A CLI signed in with the network's own access key. */
export function cliOf({ credentialsFile, userPoolsUrl }: Pick<TestNetwork, 'credentialsFile' | 'userPoolsUrl'>) {
  return (...args: string[]): Promise<CliAnswer> =>
    runCli(['--profile', 'cruddur', '--endpoint-url', userPoolsUrl, ...args], {
      AWS_SHARED_CREDENTIALS_FILE: credentialsFile,
    });
}

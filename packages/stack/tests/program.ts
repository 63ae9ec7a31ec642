/** Runs the stack's programs as a person at a terminal does, in a process of their own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('../src/', import.meta.url));

/** Any free port for each server, and no settings of whoever runs the tests. */
export const quietEnvironment = {
  PATH: '/usr/bin:/bin',
  CRUDDUR_WEB_PORT: '0',
  CRUDDUR_API_PORT: '0',
  USER_POOLS_PORT: '0',
  USER_POOLS_MAILBOX_PORT: '0',
};

export interface Program {
  child: ChildProcess;
  /** What it has written so far. */
  output(): { stdout: string; stderr: string };
  /** Resolves once standard output or error holds `text`; rejects when the program ends first. */
  said(text: string | RegExp): Promise<string>;
  /** The exit code. */
  exited: Promise<number | null>;
}

/** Starts `packages/stack/src/<file>`. */
export function runProgram(file: string, env: Record<string, string>, args: string[] = []): Program {
  return runProgramFile(process.execPath, [join(source, file), ...args], { env: { ...quietEnvironment, ...env } });
}

/** Starts any program in a process group of its own, with nobody at its standard input. */
export function runProgramFile(
  file: string,
  args: string[],
  options: { cwd?: string; env: Record<string, string> },
): Program {
  const child = spawn(file, args, { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const written = { stdout: '', stderr: '' };
  /** Both streams in the order of arrival. */
  let all = '';
  const waiting = new Set<() => void>();
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].on('data', (chunk: Buffer) => {
      written[stream] += chunk;
      all += chunk;
      for (const look of waiting) look();
    });
  }
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code));
  });
  const said = (text: string | RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        if (typeof text === 'string' ? all.includes(text) : text.test(all)) resolve(all);
      };
      waiting.add(look);
      look();
      exited.then(() => reject(new Error(`It ended without saying ${text}:\n${all}`)), reject);
    });
  return { child, output: () => ({ ...written }), said, exited };
}

export function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), 'cruddur-stack-'));
}

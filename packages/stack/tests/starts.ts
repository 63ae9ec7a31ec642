/** `npm start` in processes of their own, on a data folder that goes with the test. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import { makeFolder, type Program, runProgram } from './program.ts';

export interface Addresses {
  webUrl: string;
  apiUrl: string;
  userPoolsUrl: string;
  mailboxUrl: string;
  userPoolId: string;
  userPoolClientId: string;
}

export interface Starts {
  /** A folder of the test's own; `data` in it is the data folder. */
  folder(): string;
  /** What `npm start` runs, by default with `--json`. */
  start(env?: Record<string, string>, args?: string[]): Program;
  /** Ends it with the test. */
  keep(program: Program): Program;
}

/** Registers what starts and ends the programs of this file's tests. */
export function useStarts(): Starts {
  let folder = '';
  const programs: Program[] = [];
  const keep = (program: Program) => {
    programs.push(program);
    return program;
  };

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

  return {
    folder: () => folder,
    keep,
    start: (env = {}, args = ['--json']) =>
      keep(runProgram('main.ts', { CRUDDUR_DATA_DIR: join(folder, 'data'), ...env }, args)),
  };
}

/** Waits for the one line of JSON. */
export async function addressesOf(program: Program): Promise<Addresses> {
  const text = await program.said(/\{.*\}\n/);
  return JSON.parse(text);
}

/** It ends with code 1 and one line on stderr, which is returned; no stack trace. */
export async function refusalOf(program: Program): Promise<string> {
  expect(await program.exited).toBe(1);
  const { stderr, stdout } = program.output();
  expect(stdout).not.toMatch(/running/i);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(stderr).not.toMatch(/^\s+at /m);
  return stderr;
}

export async function stop(program: Program): Promise<number | null> {
  program.child.kill('SIGINT');
  return program.exited;
}

/** New connections are refused. */
export const isClosed = (url: string) =>
  fetch(url).then(
    () => false,
    () => true,
  );

import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf, StackError } from '../errors.ts';
import type { Members } from './changes.ts';

/** What the stack remembers of its pool, in `stack.json` of the data folder. */
export interface Memory {
  userPoolId: string;
  appClientId: string;
  /** The two files as they were last carried out. */
  applied: { pool: Members; client: Members };
}

const name = 'stack.json';

/**
 * Undefined before the first start.
 *
 * @throws StackError
 */
export function recall(dataDir: string): Memory | undefined {
  const file = join(dataDir, name);
  try {
    const { userPoolId, appClientId, applied } = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof userPoolId !== 'string' || typeof appClientId !== 'string') throw new Error('it names no pool');
    return { userPoolId, appClientId, applied: { pool: applied?.pool ?? {}, client: applied?.client ?? {} } };
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === 'ENOENT') return undefined;
    throw new StackError(`${file} cannot be read (${reason}). Delete it: the pool is then found by its name.`, {
      cause: error,
    });
  }
}

/** Written beside and renamed, so that a stop in between leaves the old one. */
export function remember(dataDir: string, memory: Memory): void {
  const file = join(dataDir, name);
  writeFileSync(`${file}.new`, `${JSON.stringify(memory, undefined, 2)}\n`);
  renameSync(`${file}.new`, file);
}

/** What `npm run reset` runs: says what it would delete, asks, and deletes it. `--yes` answers for scripts. */
import { createInterface } from 'node:readline/promises';
import { readDataDir } from './config.ts';
import { StackError } from './errors.ts';
import { explain } from './explain.ts';
import { assertNotServed, assertOurs, emptyFolder, listContents } from './reset.ts';

try {
  await reset(readDataDir(), readOptions());
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}

async function reset(dataDir: string, { yes }: { yes: boolean }): Promise<void> {
  const contents = listContents(dataDir);
  if (contents.length === 0) return say(`There is nothing to delete in ${dataDir}.`);
  assertOurs(dataDir, contents);
  await assertNotServed(dataDir);
  say(`This deletes every pool, user and crud in ${dataDir}, with the keys that open them: ${contents.join(', ')}`);
  if (!yes && !(await confirm())) return say('Nothing was deleted.');
  emptyFolder(dataDir);
  say('Deleted. The next `npm start` begins afresh.');
}

async function confirm(): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new StackError('Nothing was deleted, since nobody is there to answer. In scripts: npm run reset -- --yes');
  const questions = createInterface({ input: process.stdin, output: process.stdout });
  try {
    // Ctrl-C and Ctrl-D end the question without an answer.
    const answer = await questions.question('Delete all of it? [y/N] ').catch(() => '');
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    questions.close();
  }
}

function readOptions(): { yes: boolean } {
  const unknown = process.argv.slice(2).find((argument) => argument !== '--yes');
  if (unknown !== undefined) throw new StackError(`Unknown option ${unknown}. The only one is --yes.`);
  return { yes: process.argv.includes('--yes') };
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

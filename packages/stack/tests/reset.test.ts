import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestNetwork } from '../src/test-network.ts';
import { makeFolder, runProgram } from './program.ts';

let folder: string;

beforeEach(() => {
  folder = makeFolder();
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function reset(dataDir: string, ...args: string[]) {
  const program = runProgram('reset-main.ts', { CRUDDUR_DATA_DIR: dataDir }, args);
  return { code: await program.exited, ...program.output() };
}

function fill(dataDir: string): void {
  mkdirSync(join(dataDir, 'sub'), { recursive: true });
  for (const name of ['stack.json', 'master-key', 'sub/file']) writeFileSync(join(dataDir, name), '{}');
}

test('--yes empties the folder and keeps it', async () => {
  const dataDir = join(folder, 'data');
  fill(dataDir);
  const { code, stdout } = await reset(dataDir, '--yes');
  expect(code).toBe(0);
  expect(stdout).toContain(`every pool, user and crud in ${dataDir}`);
  expect(stdout).toContain('master-key, stack.json, sub');
  expect(readdirSync(dataDir)).toEqual([]);
  expect(await reset(dataDir)).toMatchObject({ code: 0, stdout: `There is nothing to delete in ${dataDir}.\n` });
});

test('without a terminal nobody can be asked, so nothing is deleted', async () => {
  const dataDir = join(folder, 'data');
  fill(dataDir);
  expect(await reset(dataDir)).toMatchObject({ code: 1, stderr: expect.stringContaining('npm run reset -- --yes') });
  expect(await reset(dataDir, '-y')).toMatchObject({ code: 1, stderr: expect.stringContaining('Unknown option -y') });
  expect(readdirSync(dataDir)).toHaveLength(3);
});

test('a folder that is served, or that is not ours, is left alone', async () => {
  const network = await createTestNetwork({ web: false });
  try {
    const { code, stderr } = await reset(network.dataDir, '--yes');
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^Cruddur is running on .*Stop it first/)]);
    const { UserPools } = await network.userPools.call('ListUserPools', { MaxResults: 1 });
    expect(UserPools).toHaveLength(1);
  } finally {
    await network.close();
  }
  writeFileSync(join(folder, 'thesis.txt'), 'years of work');
  expect(await reset(folder, '--yes')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('does not look like'),
  });
  expect(readdirSync(folder)).toEqual(['thesis.txt']);
});

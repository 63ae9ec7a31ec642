// @ts-check
/** `npm test`: installs what is missing, then types, lint, unit, whole-server and browser tests, and one line that sums up. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPackages } from './install.mjs';
import { commandOf, findNode, passSignalsTo, runScript, startNode } from './run.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */
/**
 * One step. `count` reads how many tests ran from the report that the step wrote.
 *
 * @typedef {{ name: string, args: string[], env?: Record<string, string>, count?: () => Counts }} Step
 */

const reports = mkdtempSync(join(tmpdir(), 'cruddur-test-'));

/** @returns {Step[]} */
function steps() {
  const browserReport = join(reports, 'browser.json');
  return [
    { name: 'types', args: [commandOf('typescript', 'tsc'), '--noEmit'] },
    { name: 'lint', args: [commandOf('@biomejs/biome', 'biome'), 'check', '--error-on-warnings'] },
    vitest('unit'),
    vitest('server'),
    {
      name: 'browser',
      args: [commandOf('@playwright/test', 'playwright'), 'test', '--config=e2e', '--reporter=list,json'],
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport },
      count: () => {
        const { stats, errors } = JSON.parse(readFileSync(browserReport, 'utf8'));
        return {
          passed: stats.expected + stats.flaky,
          failed: stats.unexpected + errors.length,
          skipped: stats.skipped,
        };
      },
    },
  ];
}

/**
 * @param {string} project
 * @returns {Step}
 */
function vitest(project) {
  const report = join(reports, `${project}.json`);
  const output = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return {
    name: project,
    args: [commandOf('vitest'), 'run', `--project=${project}`, ...output],
    count: () => {
      const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
        readFileSync(report, 'utf8'),
      );
      return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
    },
  };
}

/**
 * @param {Step} step
 * @param {string} node
 * @returns {Promise<Counts & { succeeded: boolean }>}
 */
async function runStep({ name, args, env, count }, node) {
  process.stdout.write(`\n── ${name} ──\n`);
  const { child, exited } = startNode(args, { node, env });
  running.push(child);
  const code = await exited;
  const counts = { passed: 0, failed: 0, skipped: 0, ...readCounts(count) };
  // A step that failed without a failed test (types, lint, a file that would not load) counts as one.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return { ...counts, succeeded: code === 0 && counts.failed === 0 };
}

/** @param {Step['count']} count */
function readCounts(count) {
  try {
    return count?.();
  } catch {
    return { failed: 1 };
  }
}

/** @type {import('node:child_process').ChildProcess[]} */
const running = [];

await runScript(async () => {
  try {
    await installPackages();
    const node = findNode();
    await ensureSystemPackages();
    const signals = passSignalsTo(running);
    /** @type {(Counts & { name: string, succeeded: boolean })[]} */
    const results = [];
    for (const step of steps()) {
      if (!signals.received) results.push({ name: step.name, ...(await runStep(step, node)) });
    }
    const total = (/** @type {keyof Counts} */ key) => results.reduce((sum, result) => sum + result[key], 0);
    const words = results.map(({ name, succeeded }) => `${name} ${succeeded ? 'ok' : 'FAILED'}`);
    process.stdout.write(`\n${words.join(' · ')}\n`);
    const skipped = total('skipped');
    process.stdout.write(
      `${total('passed')} passed, ${total('failed')} failed${skipped ? `, ${skipped} skipped` : ''}\n`,
    );
    return !signals.received && results.every(({ succeeded }) => succeeded) ? 0 : 1;
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
});

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Result } from '../result.ts';
import { scenarioNames } from '../scenarios.ts';

function bench(...args: string[]): Promise<{ code: number | null; output: string; errors: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [fileURLToPath(new URL('../main.ts', import.meta.url)), ...args]);
    let [output, errors] = ['', ''];
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (errors += chunk));
    child.on('close', (code) => resolve({ code, output, errors }));
  });
}

test('a quick run measures every scenario at both sizes, with its floor', async () => {
  const { code, output, errors } = await bench('--quick', '--no-peers', '--json', '--quiet');
  expect([errors, code]).toEqual(['', 0]);
  const { costs, memory } = JSON.parse(output) as Result;
  expect(costs.map(({ scenario, users }) => [scenario, users])).toEqual(
    scenarioNames.flatMap((name) => [20, 100].map((users) => [name, users])),
  );
  for (const { cpuMs, measured } of costs) {
    expect(cpuMs.median).toBeGreaterThan(0);
    expect(measured?.median).toBeGreaterThan(0);
  }
  for (const { started, loaded } of memory) expect(Math.min(started, loaded)).toBeGreaterThan(10 * 2 ** 20);
});

test('what cannot be measured is said in one line', async () => {
  const { code, output, errors } = await bench('sign-out');
  expect([code, output]).toEqual([1, '']);
  expect(errors).toMatch(/^There is no scenario sign-out\. There are: srp-sign-in, .*\n$/);
});

/** Python with boto3 as an administrator has it: scripts that use this server, and what they found. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, test as always, beforeAll } from 'vitest';
import { startTestServer, type TestServer } from './server.ts';

const candidates = ['/usr/bin/python3', '/usr/local/bin/python3', '/opt/homebrew/bin/python3'];
const hasBoto3 = 'import importlib.util, sys; sys.exit(importlib.util.find_spec("boto3") is None)';
/** Nothing of the tester's own settings, nor what the tester alone has installed. */
const alone = {
  HOME: tmpdir(),
  PATH: '/usr/bin:/bin',
  AWS_EC2_METADATA_DISABLED: 'true',
  PYTHONDONTWRITEBYTECODE: '1',
};
const python = candidates.find(
  (path) => existsSync(path) && spawnSync(path, ['-c', hasBoto3], { env: alone }).status === 0,
);

const missing = 'there is no Python with boto3 here, and `npm test` can install it only where there is apt and root';
if (!python) process.stdout.write(`boto3's tests do not run: ${missing}.\n`);

/** Vitest's `test` where there is boto3. */
export const test = always.runIf(python);

interface Outcome {
  answer?: unknown;
  traceback?: string;
}

/**
 * Before the tests of this file, runs the scenarios of modules in tests/python against a server of its own, with a pool
 * whose user names are e-mail addresses, and a client that tells who exists.
 *
 * @returns a function that gives a scenario's answer, or throws its traceback.
 */
export function useScenarios(...modules: string[]): <Answer>(scenario: string) => Answer {
  let server: TestServer | undefined;
  let outcomes: Record<string, Outcome> = {};
  beforeAll(async () => {
    if (!python) return;
    server = await startTestServer();
    outcomes = await runScenarios(python, server, modules);
  }, 120_000);
  afterAll(() => server?.close());
  return <Answer>(scenario: string): Answer => {
    const { answer, traceback } = outcomes[scenario] ?? { traceback: `There is no scenario ${scenario}` };
    if (traceback) throw new Error(traceback);
    return answer as Answer;
  };
}

async function runScenarios(file: string, server: TestServer, modules: string[]): Promise<Record<string, Outcome>> {
  const { poolId } = await server.createPool();
  const { clientId } = await server.createClient(poolId);
  const { url, mailboxUrl, ctx } = server;
  const settings = { url, mailboxUrl, region: ctx.config.region, poolId, clientId };
  const env = { AWS_SHARED_CREDENTIALS_FILE: join(ctx.config.dataDir, 'aws-credentials') };
  return JSON.parse(await runPython(file, modules, JSON.stringify(settings), env)) as Record<string, Outcome>;
}

/** Never blocks: the server it talks to runs in this process. */
async function runPython(file: string, modules: string[], input: string, more: NodeJS.ProcessEnv): Promise<string> {
  const home = mkdtempSync(join(tmpdir(), 'boto3-home-'));
  const script = join(import.meta.dirname, 'python', 'run.py');
  const env = { ...alone, HOME: home, ...more };
  const child = spawn(file, [script, ...modules], { env });
  const texts = Promise.all([textOf(child.stdout), textOf(child.stderr)]);
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  rmSync(home, { recursive: true, force: true });
  const [stdout, stderr] = await texts;
  if (code !== 0) throw new Error(`Python ended with ${code}:\n${stderr}`);
  return stdout;
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of stream.setEncoding('utf8')) text += chunk;
  return text;
}

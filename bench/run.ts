import { mkdtemp, rm } from 'node:fs/promises';
import { arch, cpus, platform, release, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Options } from './options.ts';
import { judge, judgeMemory, type Result } from './result.ts';
import { type Length, measure } from './rounds.ts';
import { scenarios } from './scenarios.ts';
import { startCognitoLocal } from './targets/cognito-local.ts';
import type { Target } from './targets/target.ts';
import { startFirst, startOurs } from './targets/user-pools.ts';

const lengths: Record<'full' | 'quick', Length> = {
  full: { rounds: 21, batchMs: 120, warmUp: { requests: 1000, leastMs: 4000, mostMs: 10_000 } },
  quick: { rounds: 2, batchMs: 10, warmUp: { requests: 0, leastMs: 10, mostMs: 10 } },
};

/**
 * Starts the servers, measures the scenarios one after the other, and stops the servers.
 *
 * @param withPeers also measures cognito-local, which is installed.
 * @param say told what is going on.
 */
export async function run(options: Options, withPeers: boolean, say: (text: string) => void): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'cruddur-bench-'));
  const targets: Target[] = [];
  const length = lengths[options.quick ? 'quick' : 'full'];
  const compiledDir = join(folder, 'compiled');
  try {
    say('Starting user-pools once, so that compiled code is kept');
    const firstStart = await startFirst(join(folder, 'first'), compiledDir);
    for (const users of options.sizes) {
      const ours = { compiledDir, profileDir: options.profileDir };
      say(`Starting user-pools with ${users} users`);
      targets.push(await startOurs(join(folder, `user-pools-${users}`), users, ours));
      if (!withPeers) continue;
      say(`Starting cognito-local with ${users} users`);
      targets.push(await startCognitoLocal(join(folder, `cognito-local-${users}`), users));
    }
    const started = await memoryOf(targets);
    const costs: Result['costs'] = [];
    for (const name of options.scenarios) {
      say(`Measuring: ${scenarios[name].title}`);
      costs.push(...judge(name, await measure(name, targets, length)));
    }
    const memory = judgeMemory(targets, started, await memoryOf(targets));
    const date = new Date().toISOString().slice(0, 10);
    return { date, machine: machine(), rounds: length.rounds, costs, memory, firstStart };
  } finally {
    for (const { http, server } of targets) {
      http.close();
      await server.stop();
    }
    await rm(folder, { recursive: true, force: true });
  }
}

async function memoryOf(targets: Target[]): Promise<number[]> {
  return await Promise.all(targets.map(async ({ server }) => (await server.ask({ ask: 'usage' })).rss));
}

function machine(): Result['machine'] {
  const [first, ...others] = cpus();
  return {
    cpu: first?.model.trim() ?? 'unknown',
    cores: others.length + 1,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${arch()} ${release().split('-')[0]}`,
    node: process.version,
  };
}

import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { arch, cpus, platform, release, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Options } from './options.ts';
import { judge, type Memory, mostMemory, type Result } from './result.ts';
import { type Length, measure } from './rounds.ts';
import { scenarios } from './scenarios.ts';
import { startCognitoLocal } from './targets/cognito-local.ts';
import type { Target } from './targets/target.ts';
import { startOurs } from './targets/user-pools.ts';

const lengths: Record<'full' | 'quick', Length> = {
  full: { rounds: 21, batchMs: 120, warmUpMs: 4000 },
  quick: { rounds: 2, batchMs: 10, warmUpMs: 10 },
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
  try {
    for (const users of options.sizes) {
      say(`Starting user-pools with ${users} users`);
      targets.push(await startOurs(join(folder, `ours-${users}`), users, options.profileDir));
      if (!withPeers) continue;
      say(`Starting cognito-local with ${users} users`);
      const dataDir = join(folder, `cognito-local-${users}`);
      await mkdir(dataDir);
      targets.push(await startCognitoLocal(dataDir, users));
    }
    const started = await memoryOf(targets);
    const costs: Result['costs'] = [];
    for (const name of options.scenarios) {
      say(`Measuring: ${scenarios[name].title}`);
      costs.push(...judge(name, await measure(name, targets, length)));
    }
    const loaded = await memoryOf(targets);
    const memory = targets.map(
      ({ name, users }, place): Memory => ({
        target: name,
        users,
        started: started[place] ?? Number.NaN,
        loaded: loaded[place] ?? Number.NaN,
        ...(name === 'user-pools' && { holds: (loaded[place] ?? Number.NaN) <= mostMemory }),
      }),
    );
    return { date: new Date().toISOString().slice(0, 10), machine: machine(), rounds: length.rounds, costs, memory };
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

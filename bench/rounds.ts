import { repeat } from './http-client.ts';
import { type Scenario, type ScenarioName, scenarios } from './scenarios.ts';
import type { ServerProcess } from './targets/server-process.ts';
import type { Target } from './targets/target.ts';

/** One target's share of one round: milliseconds of CPU a request, and for the same arithmetic alone. */
export interface Sample {
  cpuMs: number;
  floorMs: number | undefined;
}

export interface Samples {
  target: Target;
  samples: Sample[];
}

/** How long is measured. */
export interface Length {
  rounds: number;
  /** CPU time that a batch should take, in milliseconds. */
  batchMs: number;
  /** Before anything counts, so that the compiler is done with what is measured: so many requests, and so much CPU time. */
  warmUp: { requests: number; leastMs: number; mostMs: number };
}

/** Requests to one target, in batches of a size that was found while warming up. */
interface Load {
  target: Target;
  /** Sends a batch. Resolves to the CPU milliseconds of one request. */
  batch(): Promise<number>;
  floor(): Promise<number | undefined>;
  samples: Sample[];
}

const mostInBatch = 500;

/**
 * Measures a scenario on every target that can do it, in turns: a round is a batch to each target and its floor beside it, so that
 * what else the machine does falls on all of them alike.
 */
export async function measure(name: ScenarioName, targets: Target[], length: Length): Promise<Samples[]> {
  const scenario = scenarios[name];
  const able = targets.filter((target) => scenario.targets.includes(target.name));
  const loads: Load[] = [];
  for (const target of able) loads.push(await prepareLoad(scenario, target, length));
  for (let round = 0; round < length.rounds; round += 1) {
    // Nobody is always the first: the first after a pause finds cold caches.
    const first = round % loads.length;
    for (const load of [...loads.slice(first), ...loads.slice(0, first)]) {
      const cpuMs = await load.batch();
      load.samples.push({ cpuMs, floorMs: await load.floor() });
    }
  }
  return loads.map(({ target, samples }) => ({ target, samples }));
}

async function prepareLoad(scenario: Scenario, target: Target, { batchMs, warmUp }: Length): Promise<Load> {
  const { server } = target;
  const send = await scenario.prepare(target);
  let sent = 0;
  const sendBatch = async (times: number) => {
    const from = sent;
    sent += times;
    return await costOf(server, times, () => repeat(times, (index) => send(from + index)));
  };
  let cost = await sendBatch(2);
  for (let spent = 2 * cost; spent < warmUp.mostMs && (spent < warmUp.leastMs || sent < warmUp.requests); ) {
    const times = timesFor(cost, batchMs);
    cost = await sendBatch(times);
    spent += times * cost;
  }
  const times = timesFor(cost, batchMs);
  const { floor } = scenario;
  const floorOf =
    floor && target.name === 'user-pools' ? await prepareFloor(server, floor, batchMs) : async () => undefined;
  return { target, batch: () => sendBatch(times), floor: floorOf, samples: [] };
}

async function prepareFloor(server: ServerProcess, floor: NonNullable<Scenario['floor']>, batchMs: number) {
  const run = async (times: number) => (await server.ask({ ask: 'floor', floor, times })).cpuMs / times;
  await run(3);
  const times = timesFor(await run(3), batchMs);
  return () => run(times);
}

/** CPU milliseconds of one of `times` things, all that follows from them included. */
async function costOf(server: ServerProcess, times: number, work: () => Promise<void>): Promise<number> {
  const before = await server.ask({ ask: 'usage' });
  await work();
  await server.ask({ ask: 'settle' });
  const after = await server.ask({ ask: 'usage' });
  return (after.cpuMs - before.cpuMs) / times;
}

function timesFor(cost: number, batchMs: number): number {
  return Math.min(mostInBatch, Math.max(1, Math.round(batchMs / cost)));
}

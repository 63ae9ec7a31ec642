import type { Sample, Samples } from './rounds.ts';
import { type Aim, type ScenarioName, scenarios } from './scenarios.ts';
import { type Spread, spreadOf } from './statistics.ts';
import type { Target, TargetName } from './targets/target.ts';

/** All that a run found, as `--json` prints it. */
export interface Result {
  date: string;
  machine: { cpu: string; cores: number; memoryGiB: number; system: string; node: string };
  rounds: number;
  costs: Cost[];
  memory: Memory[];
  /** Resident memory of our server at the very first start, with nobody in it, in bytes. */
  firstStart: number;
}

/** What one scenario costs one server with one number of users. */
export interface Cost {
  scenario: ScenarioName;
  target: TargetName;
  users: number;
  /** CPU milliseconds a request. */
  cpuMs: Spread;
  /** The same for the floor's arithmetic alone. */
  floorMs?: Spread;
  /** What the aim is about: times the floor, milliseconds, or times the cost in the smallest pool. */
  measured?: Spread;
  /** Absent where the scenario has no aim for this target. */
  holds?: boolean;
}

export interface Memory {
  target: TargetName;
  users: number;
  /** Resident memory, in bytes, once the server is up. */
  started: number;
  /** The same after all scenarios. */
  loaded: number;
  holds?: boolean;
}

/** Resident memory that our server may take with the largest pool. */
export const mostMemory = 150 * 1024 * 1024;

/** Sums a scenario up. */
export function judge(scenario: ScenarioName, all: Samples[]): Cost[] {
  const smallest = Math.min(...all.map(({ target }) => target.users));
  return all.map(({ target, samples }) => {
    const { name, users } = target;
    const floors = samples.flatMap(({ floorMs }) => floorMs ?? []);
    const cost: Cost = { scenario, target: name, users, cpuMs: spreadOf(samples.map(({ cpuMs }) => cpuMs)) };
    if (floors.length > 0) cost.floorMs = spreadOf(floors);
    if (name !== 'user-pools') return cost;
    const base = all.find(({ target: other }) => other.name === name && other.users === smallest)?.samples;
    const { aim } = scenarios[scenario];
    const measured = spreadOf(samples.map((sample, round) => measuredBy(aim, sample, base?.[round])));
    return { ...cost, measured, holds: measured.median <= aim.most };
  });
}

/** Puts together what each server's memory was, in bytes, in the order of the servers. */
export function judgeMemory(targets: Pick<Target, 'name' | 'users'>[], started: number[], loaded: number[]): Memory[] {
  return targets.map(({ name, users }, place) => {
    const memory = { target: name, users, started: started[place] ?? Number.NaN, loaded: loaded[place] ?? Number.NaN };
    return name === 'user-pools' ? { ...memory, holds: memory.loaded <= mostMemory } : memory;
  });
}

/** Each round is compared with itself: a disturbance that lasts longer falls out of the ratio. */
function measuredBy(aim: Aim, { cpuMs, floorMs }: Sample, base: Sample | undefined): number {
  if (aim.kind === 'floor') return cpuMs / (floorMs ?? Number.NaN);
  if (aim.kind === 'size') return cpuMs / (base?.cpuMs ?? Number.NaN);
  return cpuMs;
}

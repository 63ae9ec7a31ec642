import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operations } from '../src/operations/index.ts';
import type { OperationName } from '../src/operations/operation.ts';
import { validateInput } from '../src/protocol/validate.ts';
import { goodInput } from './hostile/permitted.ts';
import { expectFraming, expectRefused, permittedRefusals } from './hostile/refusals.ts';
import { longLists, type SpoiledInput, spoiledInput } from './hostile/spoiled.ts';
import { createWorld, type World } from './hostile/world.ts';

const seed = Number(process.env.HOSTILE_SEED ?? Date.now() % 2 ** 31);
const runs = Number(process.env.HOSTILE_RUNS ?? 30);

/** What counts tries, whether or not they succeed. */
const counters = ['lockouts', 'quotas'];

const built = (Object.keys(operations) as OperationName[]).filter((name) => operations[name].handler);

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.server.close());

describe.each(built)(`%s, HOSTILE_SEED=${seed}`, (operation) => {
  const permitted = permittedRefusals(operation);

  test('a spoiled member is refused for what it is, and nothing is changed', async () => {
    const inputs = spoiledInput(operation, world.known);
    await fc.assert(
      fc.asyncProperty(inputs, (spoiled) => attack(operation, spoiled, permitted)),
      { seed, numRuns: runs },
    );
  });

  test('a list without end is not answered without end', async () => {
    for (const inputs of longLists(operation, world.known))
      for (const input of fc.sample(inputs, { seed, numRuns: 3 }))
        await expectHonest(operation, JSON.stringify(input), permitted);
  });

  test('a well-formed input is answered or refused, never a fault', async () => {
    const inputs = goodInput(operation, world.known);
    await fc.assert(
      fc.asyncProperty(inputs, async (input) => {
        const body = JSON.stringify(input);
        validateInput(operation, JSON.parse(body) as object);
        await expectHonest(operation, body, permitted);
      }),
      { seed, numRuns: Math.ceil(runs / 3) },
    );
  });
});

async function attack(operation: OperationName, { input, fate, at }: SpoiledInput, permitted: ReadonlySet<string>) {
  const body = JSON.stringify(input);
  if (fate === 'open') return expectHonest(operation, body, permitted);
  const answer = await world.call(operation, body);
  if (fate === 'serialization') expectRefused(answer, new Set(['SerializationException']));
  else {
    expectRefused(answer, new Set(['InvalidParameterException']));
    expect(answer.body.message).toMatch(/^\d+ validation errors? detected: Value/);
    expect(answer.body.message).toContain(` at '${at}`);
  }
  // Refused at the edge, before anything was counted.
  expect(await world.wrote()).toBe(false);
}

/** 200, or a refusal that changed nothing but the counters. */
async function expectHonest(operation: OperationName, body: string, permitted: ReadonlySet<string>) {
  try {
    const answer = await world.call(operation, body);
    if (answer.status !== 200) {
      expectRefused(answer, permitted);
      if (await world.wrote()) expect((await world.changes()).filter((table) => !counters.includes(table))).toEqual([]);
    } else expectFraming(answer);
  } finally {
    if (await world.wrote()) await world.restore();
  }
}

test('no prototype was polluted on the way', () => {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect({}).not.toHaveProperty('polluted');
});

import fc from 'fast-check';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operations } from '../src/operations/index.ts';
import type { OperationName } from '../src/operations/operation.ts';
import { validateInput } from '../src/protocol/validate.ts';
import { longLists } from './hostile/collections.ts';
import { goodInput } from './hostile/permitted.ts';
import { expectFraming, expectRefused, permittedRefusals } from './hostile/refusals.ts';
import { type SpoiledInput, spoiledInput } from './hostile/spoiled.ts';
import { createWorld, type World } from './hostile/world.ts';

// The same unless told otherwise, so that a run that turns red speaks of what was changed.
const seed = Number(process.env.HOSTILE_SEED ?? 20_261_124);
const runs = Number(process.env.HOSTILE_RUNS ?? 30);

/** What counts tries, whether or not they succeed. */
const counters = ['lockouts', 'quotas'];

/** What a refusal changes on purpose: a refresh token that was exchanged and comes again ends its sign-in. */
const consequences: Record<string, string[]> = { RefreshTokenReuseException: ['tokenFamilies'] };

const built = (Object.keys(operations) as OperationName[]).filter((name) => operations[name].handler);

const lines: string[] = [];
const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });

let world: World;
beforeAll(async () => {
  world = await createWorld(log);
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

  test('a list as long as it may be has no answer of its length', async () => {
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

async function attack(
  operation: OperationName,
  { input, fate, secret, at }: SpoiledInput,
  permitted: ReadonlySet<string>,
) {
  const body = JSON.stringify(input);
  if (fate === 'open') return expectHonest(operation, body, permitted);
  const answer = await world.call(operation, body);
  if (fate === 'serialization') expectRefused(answer, new Set(['SerializationException']), world.secrets);
  else {
    expectRefused(answer, new Set(['InvalidParameterException']), world.secrets);
    expect(answer.body.message).toMatch(/^\d+ validation errors? detected: Value/);
    expect(answer.body.message).toContain(` at '${at}`);
    if (secret) expect(answer.body.message).not.toContain("Value '");
  }
  // Refused at the edge, before anything was counted.
  expect(await world.wrote()).toBe(false);
}

/** 200, or a refusal that changed nothing but the counters. */
async function expectHonest(operation: OperationName, body: string, permitted: ReadonlySet<string>) {
  const answer = await world.call(operation, body);
  const wrote = await world.wrote();
  try {
    if (answer.status !== 200) {
      expectRefused(answer, permitted, world.secrets);
      const meant = [...counters, ...(consequences[answer.body.__type ?? ''] ?? [])];
      if (wrote) expect((await world.changes()).filter((table) => !meant.includes(table))).toEqual([]);
    } else expectFraming(answer);
  } finally {
    if (wrote) await world.restore();
  }
}

test('no prototype was polluted on the way', () => {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect({}).not.toHaveProperty('polluted');
});

test('the log has one short line for each call, no fault, and nothing of what the senders wrote', () => {
  expect(lines.length).toBeGreaterThan(built.length);
  for (const line of lines) {
    // Characters that end a line, hide text or turn its direction are not among these.
    expect(line).toMatch(/^[\x20-\x7e]{1,1500}\n$/);
    expect(JSON.parse(line)).toMatchObject({ level: 30 });
  }
  const whole = lines.join('');
  const personal = ['ada@example.com', 'ivy@example.com', 'Follow {##this##}', 'DROP TABLE', 'etc/passwd'];
  expect([...world.secrets, ...personal].filter((text) => whole.includes(text))).toEqual([]);
});

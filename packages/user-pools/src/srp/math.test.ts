import { afterAll, expect, test } from 'vitest';
import { scramblerOf, serverPublicValue, sessionKeyOf, verifierOf } from './handshake.ts';
import { createSrpMath } from './math.ts';

const math = createSrpMath();
afterAll(() => math.close());

const poolId = 'us-east-1_abcDEF123';
const identity = { poolName: 'abcDEF123', userId: 'someone' };
const salt = Buffer.alloc(16, 0x7f);
const b = Buffer.alloc(32, 0x2b);
const number = (bytes: Buffer) => BigInt(`0x${bytes.toString('hex')}`);

test('the thread computes what the formulas say', async () => {
  const verifier = verifierOf(identity, 'Pa55word!', number(salt));
  expect(await math.verifierFor(poolId, 'someone', 'Pa55word!', salt)).toBe(verifier.toString(16));
  const serverPublic = serverPublicValue(verifier, number(b));
  expect(await math.publicValueFor(verifier.toString(16), b)).toBe(serverPublic.toString(16));
  const scrambler = scramblerOf(4711n, serverPublic);
  const key = await math.sessionKeyFor({ clientPublic: 4711n, scrambler, b, verifier: verifier.toString(16) });
  expect(key).toEqual(sessionKeyOf(4711n, verifier, scrambler, number(b)));
});

test('answers in parallel reach the callers that asked', async () => {
  const names = Array.from({ length: 50 }, (_, place) => `user-${place}`);
  const verifiers = await Promise.all(names.map((name) => math.verifierFor(poolId, name, 'Pa55word!', salt)));
  expect(verifiers).toEqual(
    names.map((userId) => verifierOf({ ...identity, userId }, 'Pa55word!', number(salt)).toString(16)),
  );
});

test('the load is shed when too much waits, and closing refuses the rest', async () => {
  const busy = createSrpMath();
  const jobs = Array.from({ length: 2001 }, () => busy.publicValueFor('2', b));
  await expect(jobs.at(-1)).rejects.toMatchObject({ name: 'TooManyRequestsException' });
  const settled = Promise.allSettled(jobs);
  await busy.close();
  const refused = (await settled).filter(({ status }) => status === 'rejected');
  expect(refused.length).toBeGreaterThan(0);
  await expect(busy.publicValueFor('2', b)).rejects.toMatchObject({ name: 'TooManyRequestsException' });
});

test('a job that fails fails alone', async () => {
  const impossible = { clientPublic: -1n, scrambler: 1n, b, verifier: '2' };
  await expect(math.sessionKeyFor(impossible)).rejects.toThrow('SRP arithmetic failed');
  expect(await math.publicValueFor('2', b)).toMatch(/^[0-9a-f]+$/);
});

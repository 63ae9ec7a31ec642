import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureAccessKey, type OperationName } from '../src/index.ts';
import { operations } from '../src/operations/index.ts';
import { contractOf } from '../src/protocol/contract.ts';
import { expectUndone, mismatch, missing, naming, signDeletion, unrecognized } from './hostile/deletion.ts';
import { goodInput } from './hostile/permitted.ts';
import { createWorld, type World } from './hostile/world.ts';
import { foreignKeyId, send, sign } from './signing.ts';
import { post, type WireAnswer } from './wire.ts';

let world: World;
let headers: Record<string, string>;
let body: string;
beforeAll(async () => {
  world = await createWorld();
  ({ headers, body } = await signDeletion(world));
});
afterAll(() => world?.server.close());

const names = Object.keys(operations) as OperationName[];
const signed = names.filter((name) => contractOf(name).signed);
const unsigned = names.filter((name) => !contractOf(name).signed);

describe('every operation that wants a signature', () => {
  test('is refused without one, with a key that is not ours, and with a secret that is not the key’s', async () => {
    const { accessKeyId, secretAccessKey } = await ensureAccessKey(world.server.ctx);
    const foreign = { accessKeyId: foreignKeyId, secretAccessKey };
    const wrong = { accessKeyId, secretAccessKey: 'wrong' };
    expect(signed).toHaveLength(106);
    for (const name of signed) {
      const call = { body, headers: naming(name) };
      await expectUndone(world, post(world.server.url, name, body), missing);
      await expectUndone(
        world,
        send(world.server, await sign(world.server, { ...call, credentials: foreign }), body),
        unrecognized,
      );
      await expectUndone(
        world,
        send(world.server, await sign(world.server, { ...call, credentials: wrong }), body),
        mismatch,
      );
    }
  });

  test('is refused with the signature of another', async () => {
    for (const name of signed.filter((each) => each !== 'AdminDeleteUser'))
      await expectUndone(world, send(world.server, { ...headers, ...naming(name) }, body), mismatch);
  });
});

describe('every operation that wants none answers the same with a rubbish one', () => {
  const rubbish = [
    'Bearer x',
    'AWS4-HMAC-SHA256 nonsense',
    'AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=host, Signature=0',
  ];
  const outcome = ({ status, body: { __type, message } }: WireAnswer) => ({ status, __type, message });

  test('all 34', async () => {
    expect(unsigned).toHaveLength(34);
    for (const name of unsigned) {
      const [sample = {}] = fc.sample(goodInput(name, world.known), { seed: 1, numRuns: 1 });
      for (const input of [{}, sample]) {
        const plain = outcome(await post(world.server.url, name, input));
        await world.restore();
        for (const authorization of input === sample ? rubbish : rubbish.slice(0, 1)) {
          expect(outcome(await post(world.server.url, name, input, { authorization })), name).toEqual(plain);
          await world.restore();
        }
      }
    }
  });
});

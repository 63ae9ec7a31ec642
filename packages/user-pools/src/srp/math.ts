import { Worker } from 'node:worker_threads';
import { errors } from '../errors.ts';
import { srpPoolName } from './handshake.ts';
import type { Answer, TaskInput, TaskName, TaskResult } from './worker.ts';

/** SRP's modular exponentiations, off the main thread. Group elements are lower-case hex, as they are stored and sent. */
export interface SrpMath {
  /**
   * The verifier kept for a password.
   *
   * @param userId the user name the client will be told as USER_ID_FOR_SRP.
   * @param salt 16 random bytes.
   */
  verifierFor(poolId: string, userId: string, password: string, salt: Buffer): Promise<string>;
  /** B for the verifier and the secret b of this handshake. */
  publicValueFor(verifier: string, b: Buffer): Promise<string>;
  /**
   * The 16-byte key a client that knows the password arrives at too.
   *
   * @param handshake A and u must not be 0 (mod N): see `readPublicValue`.
   */
  sessionKeyFor(handshake: { clientPublic: bigint; scrambler: bigint; b: Buffer; verifier: string }): Promise<Buffer>;
  /** Ends the thread; what waits is refused. */
  close(): Promise<void>;
}

/** A job is about a millisecond: a longer queue would only keep callers waiting. Beyond it the load is shed. */
const longestQueue = 2000;

/** The thread starts with the first job, and again after it died: a crash fails the jobs at hand and no others. */
export function createSrpMath(): SrpMath {
  const thread = createThread();
  const number = (hex: string) => BigInt(`0x${hex}`);
  const hex = (bytes: Buffer) => number(bytes.toString('hex'));

  return {
    verifierFor: async (poolId, userId, password, salt) => {
      const identity = { poolName: srpPoolName(poolId), userId };
      return (await thread.run('verifier', [identity, password, hex(salt)])).toString(16);
    },
    publicValueFor: async (verifier, b) => (await thread.run('publicValue', [number(verifier), hex(b)])).toString(16),
    sessionKeyFor: async ({ clientPublic, scrambler, b, verifier }) =>
      Buffer.from(await thread.run('sessionKey', [clientPublic, number(verifier), scrambler, hex(b)])),
    close: () => thread.close(),
  };
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

function createThread() {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let lastId = 0;
  let closed = false;

  const settle = ({ id, result, error }: Answer) => {
    const job = waiting.get(id);
    waiting.delete(id);
    // An idle thread must not keep the process alive; a busy one must.
    if (waiting.size === 0) worker?.unref();
    if (error === undefined) job?.resolve(result);
    else job?.reject(new Error(`SRP arithmetic failed: ${error}`));
  };
  const lose = (cause: unknown) => {
    worker = undefined;
    for (const job of waiting.values()) job.reject(new Error('The SRP thread ended.', { cause }));
    waiting.clear();
  };
  const start = () => {
    const started = new Worker(new URL('./worker.ts', import.meta.url));
    started.on('message', settle);
    started.on('error', lose);
    started.on('exit', (code) => worker === started && lose(code));
    return started;
  };

  return {
    run<Name extends TaskName>(task: Name, input: TaskInput<Name>): Promise<TaskResult<Name>> {
      if (closed || waiting.size >= longestQueue) return Promise.reject(errors.tooManyRequests());
      worker ??= start();
      worker.ref();
      lastId += 1;
      const id = lastId;
      return new Promise<TaskResult<Name>>((resolve, reject) => {
        waiting.set(id, { resolve: (result) => resolve(result as TaskResult<Name>), reject });
        worker?.postMessage({ id, task, input });
      });
    },
    async close() {
      closed = true;
      await worker?.terminate();
    },
  };
}

import { Worker } from 'node:worker_threads';
import { errors } from '../errors.ts';
import type { Answer, TaskInput, TaskName, TaskResult } from './worker.ts';

/** A job is about a millisecond: a longer queue would only keep callers waiting. Beyond it the load is shed. */
const longestQueue = 2000;

/** Nothing outlives its job here, so more room for new objects would only be memory. */
const resourceLimits = { maxYoungGenerationSizeMb: 2 };

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** One worker thread and the jobs it has been given. It starts with the first job, and again should it ever die. */
export class SrpThread {
  #worker: Worker | undefined;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #closed = false;

  /** @throws TooManyRequestsException when too many jobs wait already. */
  async run<Name extends TaskName>(task: Name, input: TaskInput<Name>): Promise<TaskResult<Name>> {
    if (this.#closed || this.#waiting.size >= longestQueue) throw errors.tooManyRequests();
    this.#worker ??= this.#start();
    // A busy thread keeps the process alive; an idle one must not.
    this.#worker.ref();
    this.#lastId += 1;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#waiting.set(this.#lastId, { resolve, reject });
    this.#worker.postMessage({ id: this.#lastId, task, input });
    return (await promise) as TaskResult<Name>;
  }

  /** Ends the thread; what waits fails. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { resourceLimits });
    worker.on('message', (answer: Answer) => this.#settle(answer));
    worker.on('error', (cause) => this.#lose(worker, cause));
    worker.on('exit', (code) => this.#lose(worker, code));
    return worker;
  }

  #settle({ id, result, error }: Answer): void {
    const job = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) this.#worker?.unref();
    if (error === undefined) job?.resolve(result);
    else job?.reject(new Error(`SRP arithmetic failed: ${error}`));
  }

  /** A thread that dies takes the jobs at hand with it, and no later ones. */
  #lose(worker: Worker, cause: unknown): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    for (const job of this.#waiting.values()) job.reject(new Error('The SRP thread ended.', { cause }));
    this.#waiting.clear();
  }
}

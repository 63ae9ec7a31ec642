/** The worker thread: does the arithmetic of one message at a time and posts the result back. */
import { parentPort } from 'node:worker_threads';
import { serverPublicValue, sessionKeyOf, verifierOf } from './handshake.ts';

const tasks = {
  verifier: verifierOf,
  publicValue: serverPublicValue,
  sessionKey: sessionKeyOf,
};

export type TaskName = keyof typeof tasks;
export type TaskInput<Name extends TaskName> = Parameters<(typeof tasks)[Name]>;
export type TaskResult<Name extends TaskName> = ReturnType<(typeof tasks)[Name]>;

export interface Job<Name extends TaskName = TaskName> {
  id: number;
  task: Name;
  input: TaskInput<Name>;
}

export interface Answer {
  id: number;
  result?: unknown;
  error?: string;
}

parentPort?.on('message', (job: Job) => parentPort?.postMessage(answer(job)));

function answer(job: Job): Answer {
  try {
    return { id: job.id, result: run(job) };
  } catch (error) {
    return { id: job.id, error: String(error) };
  }
}

function run<Name extends TaskName>(job: Job<Name>): unknown {
  const task = tasks[job.task] as (...input: TaskInput<Name>) => unknown;
  return task(...job.input);
}

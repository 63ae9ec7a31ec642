import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Answered, Question, Usage } from '../servers/messages.ts';

/** A server in a process of its own, seen from the bench. */
export interface ServerProcess {
  url: string;
  ask(question: Question): Promise<Usage>;
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** File name in `servers/`. */
  entry: string;
  args?: string[];
  cwd?: string;
  env?: Record<string, string>;
  /** Options of Node itself. */
  nodeOptions?: string[];
}

/** Starts a server and waits until it listens. Its log goes where production's goes when nobody reads it: to the null device. */
export async function startServer(options: ServerOptions): Promise<ServerProcess> {
  const { entry, args = [], cwd, env, nodeOptions = [] } = options;
  const child = fork(fileURLToPath(new URL(`../servers/${entry}`, import.meta.url)), args, {
    cwd,
    env: { ...process.env, ...env },
    execArgv: nodeOptions,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const waiting = new Map<number, PromiseWithResolvers<Answered>>();
  child.on('message', (answer: Answered) => {
    if (answer.error) waiting.get(answer.id)?.reject(new Error(answer.error));
    else waiting.get(answer.id)?.resolve(answer);
  });
  const exited = exitOf(child);
  void exited.then((code) => {
    for (const { reject } of waiting.values()) reject(new Error(`${entry} ended with ${code}.`));
  });
  const answerTo = (id: number) => {
    const answer = Promise.withResolvers<Answered>();
    waiting.set(id, answer);
    return answer.promise.finally(() => waiting.delete(id));
  };
  let lastId = 0;
  const ask = (question: Question) => {
    lastId += 1;
    const answer = answerTo(lastId);
    child.send({ ...question, id: lastId });
    return answer;
  };
  const { url = '' } = await answerTo(0);
  return {
    url,
    ask,
    async stop() {
      await ask({ ask: 'stop' }).catch(() => {});
      await exited;
    },
  };
}

function exitOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('exit', (code, signal) => resolve(signal ?? `code ${code}`));
  });
}

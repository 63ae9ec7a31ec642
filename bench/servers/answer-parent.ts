import type { Answered, Asked, FloorName, Usage } from './messages.ts';

/** What a server does when it is asked. */
export interface Duties {
  settle(): Promise<void>;
  /** Undefined for a server that lends its process to no floor. */
  floor?(name: FloorName, times: number): Promise<void>;
  stop(): Promise<void>;
}

/** Tells the parent where the server listens, then answers its questions one at a time. Ends with the parent. */
export function answerParent(url: string, duties: Duties): void {
  let last = Promise.resolve();
  process.on('message', (question: Asked) => {
    last = last.then(() => answer(question, duties));
  });
  process.on('disconnect', () => process.exit());
  tell({ id: 0, url, ...usage() });
}

async function answer(question: Asked, duties: Duties): Promise<void> {
  try {
    tell({ id: question.id, ...(await carryOut(question, duties)) });
    if (question.ask === 'stop') process.disconnect?.();
  } catch (error) {
    tell({ id: question.id, error: String(error), ...usage() });
  }
}

async function carryOut(question: Asked, duties: Duties): Promise<Usage> {
  if (question.ask === 'settle') await duties.settle();
  if (question.ask === 'stop') await duties.stop();
  if (question.ask !== 'floor') return usage();
  const before = usage();
  await duties.floor?.(question.floor, question.times);
  const { cpuMs, rss } = usage();
  return { cpuMs: cpuMs - before.cpuMs, rss };
}

function usage(): Usage {
  const { user, system } = process.cpuUsage();
  return { cpuMs: (user + system) / 1000, rss: process.memoryUsage.rss() };
}

function tell(message: Answered): void {
  process.send?.(message);
}

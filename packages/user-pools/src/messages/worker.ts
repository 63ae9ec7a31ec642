import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Clock, Random } from '../context.ts';
import type { Keyring } from '../keys/keyring.ts';
import { claimMessage, deleteOutboxRow, findNextDue, listDueMessages } from '../storage/outbox.ts';
import type { Database, OutboxTable } from '../storage/schema.ts';
import { DeliveryError, type Medium, type OutgoingMessage, type Transport } from './message.ts';

export interface OutboxParts {
  db: Database;
  keyring: Keyring;
  config: Config;
  clock: Clock;
  random: Random;
  log: Logger;
}

/** A code in a message is worth nothing after a day, so the message is not tried for longer. */
const giveUpAfter = 24 * 60 * 60_000;
const firstDelay = 5_000;
const longestDelay = 30 * 60_000;
const longestSleep = 60_000;
const closePatience = 2_000;

/** Delivers what the outbox holds of one medium. */
export interface Worker {
  wake(): void;
  flush(): Promise<void>;
  close(): Promise<void>;
}

/**
 * One round of delivery at a time; the timer only wakes it, the injected clock decides what is due.
 *
 * @param transport takes messages of this medium; it is handed no others.
 */
export function createWorker(parts: OutboxParts, medium: Medium, transport: Transport): Worker {
  let running: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  async function round(): Promise<void> {
    waiting = undefined;
    if (closed) return;
    try {
      while (!closed && (await deliverBatch(parts, medium, transport)));
      const due = await findNextDue(parts.db, medium);
      if (due !== undefined) sleep(due - parts.clock.now());
    } catch (error) {
      parts.log.error({ err: error }, 'The outbox could not be read');
      sleep(longestSleep);
    }
  }

  function sleep(milliseconds: number): void {
    clearTimeout(timer);
    if (!closed) timer = setTimeout(wake, Math.min(Math.max(milliseconds, firstDelay), longestSleep)).unref();
  }

  /** Whoever asks while a round runs shares the next one: that round sees every row written until then. */
  function flush(): Promise<void> {
    waiting ??= running = running.then(round);
    return waiting;
  }

  function wake(): void {
    void flush();
  }

  return {
    wake,
    flush,
    async close() {
      closed = true;
      clearTimeout(timer);
      // A server that does not answer must not hold up the end: what it has not taken by then waits for the next start.
      const patience = setTimeout(() => transport.close(), closePatience);
      await running;
      clearTimeout(patience);
      transport.close();
    },
  };
}

/** Tries what is due, longest waiting first. False when nothing is left to try now. */
async function deliverBatch(parts: OutboxParts, medium: Medium, transport: Transport): Promise<boolean> {
  const rows = await listDueMessages(parts.db, medium, parts.clock.now());
  const reached = await Promise.all(rows.map((row) => deliverRow(parts, transport, row)));
  return rows.length > 0 && reached.every(Boolean);
}

/** Tries one message. False when the other side cannot be used, so that the others need not be tried either. */
async function deliverRow(
  { db, keyring, clock, log }: OutboxParts,
  transport: Transport,
  row: OutboxTable,
): Promise<boolean> {
  const { poolId, id, medium, attempts } = row;
  const about = { poolId, messageId: id, medium, attempts };
  if (clock.now() - row.createdAt >= giveUpAfter) {
    log.error(about, 'A message was given up: it could not be delivered within a day');
    await deleteOutboxRow(db, row);
    return true;
  }
  const delay = Math.min(firstDelay * 2 ** attempts, longestDelay);
  if (!(await claimMessage(db, row, clock.now() + delay))) return true;
  try {
    const body = (await keyring.scope(poolId)).open(outboxIdentity(id), row.body);
    const message = JSON.parse(body.toString()) as OutgoingMessage;
    if (message.to !== undefined) await transport.deliver(row, { ...message, to: message.to });
  } catch (error) {
    const { permanent, unreachable, message } =
      error instanceof DeliveryError ? error : new DeliveryError('internal', {});
    log.warn(
      { ...about, reason: message, permanent, err: error instanceof DeliveryError ? undefined : error },
      'A message was not delivered',
    );
    if (permanent) await deleteOutboxRow(db, row);
    return !unreachable;
  }
  await deleteOutboxRow(db, row);
  return true;
}

/** What a message is sealed for. */
export function outboxIdentity(id: string): string {
  return `outbox:${id}`;
}

/** Everything this server sends: texts, the outbox that outlives a crash, and the two ways out of it, SMTP and the development mailbox. */
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Clock, Random } from '../context.ts';
import type { Keyring } from '../keys/keyring.ts';
import { claimMessage, deleteOutboxRow, findNextDue, insertOutboxRow, listDueMessages } from '../storage/outbox.ts';
import type { Database, OutboxTable, Trx } from '../storage/schema.ts';
import { createMailboxTransport } from './mailbox/transport.ts';
import { DeliveryError, type OutgoingMessage, type Transport } from './message.ts';
import { createSmtpTransport } from './smtp.ts';

/** Messages are rows written with what they carry; a worker delivers them, so that no request waits for a mail server. */
export interface Outbox {
  /** Seals a message for its row. Done before the transaction, which may use nothing but itself. */
  seal(poolId: string, message: OutgoingMessage): Promise<OutboxTable>;
  enqueue(trx: Trx, sealed: OutboxTable): Promise<void>;
  /** Starts delivery without waiting for it; called after the commit. */
  wake(): void;
  /** Delivers what is due now and waits for it. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

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
const batchSize = 10;
const longestSleep = 60_000;
const closePatience = 2_000;

/** Opens the outbox on SMTP when the configuration names a server, else on the development mailbox, and starts delivering. */
export function createOutbox(parts: OutboxParts): Outbox {
  const { keyring, clock, random, config } = parts;
  const transport = config.smtpUrl ? createSmtpTransport(config.smtpUrl) : createMailboxTransport(parts);
  const worker = createWorker(parts, transport);
  worker.wake();
  return {
    ...worker,
    async seal(poolId, message) {
      const id = random.bytes(16).toString('hex');
      const body = (await keyring.scope(poolId)).seal(identity(id), JSON.stringify(message));
      const createdAt = clock.now();
      return { poolId, id, body, attempts: 0, nextAttemptAt: createdAt, createdAt };
    },
    enqueue: insertOutboxRow,
  };
}

type Worker = Pick<Outbox, 'wake' | 'flush' | 'close'>;

/** One round of delivery at a time; the timer only wakes it, the injected clock decides what is due. */
function createWorker(parts: OutboxParts, transport: Transport): Worker {
  let running: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  async function round(): Promise<void> {
    waiting = undefined;
    if (closed) return;
    try {
      while (!closed && (await deliverBatch(parts, transport)));
      const due = await findNextDue(parts.db);
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
      // A mail server that does not answer must not hold up the end: what it has not taken by then waits for the next start.
      const patience = setTimeout(() => transport.close(), closePatience);
      await running;
      clearTimeout(patience);
      transport.close();
    },
  };
}

/** Tries what is due, longest waiting first. False when nothing is left to try now. */
async function deliverBatch(parts: OutboxParts, transport: Transport): Promise<boolean> {
  const rows = await listDueMessages(parts.db, parts.clock.now(), batchSize);
  const reached = await Promise.all(rows.map((row) => deliverRow(parts, transport, row)));
  return rows.length > 0 && reached.every(Boolean);
}

/** Tries one message. False when the mail server cannot be used, so that the others need not be tried either. */
async function deliverRow(
  { db, keyring, clock, log }: OutboxParts,
  transport: Transport,
  row: OutboxTable,
): Promise<boolean> {
  const { poolId, id, attempts } = row;
  const about = { poolId, messageId: id, attempts };
  if (clock.now() - row.createdAt >= giveUpAfter) {
    log.error(about, 'A message was given up: it could not be delivered within a day');
    await deleteOutboxRow(db, row);
    return true;
  }
  const delay = Math.min(firstDelay * 2 ** attempts, longestDelay);
  if (!(await claimMessage(db, row, clock.now() + delay))) return true;
  try {
    const body = (await keyring.scope(poolId)).open(identity(id), row.body);
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

function identity(id: string): string {
  return `outbox:${id}`;
}

/** Everything this server sends: texts, the outbox that outlives a crash, and the ways out of it: SMTP, an SMS gateway, the development mailbox. */
import { insertOutboxRow } from '../storage/outbox.ts';
import type { OutboxTable, Trx } from '../storage/schema.ts';
import { createMailboxTransport } from './mailbox/transport.ts';
import { DeliveryError, type EmailMessage, type OutgoingMessage, type TextMessage, type Transport } from './message.ts';
import { createSmsWebhook } from './sms-webhook.ts';
import { createWorker, type OutboxParts, outboxIdentity } from './worker.ts';

/** Messages are rows written with what they carry; workers deliver them, so that no request waits for a mail server. */
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

/**
 * Opens the outbox on the ways out that the configuration names, else on the development mailbox, and starts delivering. Mails
 * and text messages have a worker each: a gateway that is down or slow holds up no mail, nor a mail server a text message.
 */
export async function createOutbox(parts: OutboxParts): Promise<Outbox> {
  const { keyring, clock, random, config } = parts;
  const mailbox = createMailboxTransport(parts);
  const workers = [
    createWorker(parts, 'EMAIL', config.smtpUrl ? await openSmtp(config.smtpUrl) : mailbox),
    createWorker(parts, 'SMS', wayForTexts(config, mailbox)),
  ];
  const wake = () => {
    for (const worker of workers) worker.wake();
  };
  wake();
  return {
    wake,
    flush: async () => void (await Promise.all(workers.map((worker) => worker.flush()))),
    close: async () => void (await Promise.all(workers.map((worker) => worker.close()))),
    async seal(poolId, message) {
      const id = random.bytes(16).toString('hex');
      const body = (await keyring.scope(poolId)).seal(outboxIdentity(id), JSON.stringify(message));
      const createdAt = clock.now();
      return { poolId, id, medium: message.medium, body, attempts: 0, nextAttemptAt: createdAt, createdAt };
    },
    enqueue: insertOutboxRow,
  };
}

/** Loaded where it is needed: the mail library takes a tenth of a second and 3 MiB. */
async function openSmtp(url: string): Promise<Transport<EmailMessage>> {
  const { createSmtpTransport } = await import('./smtp.ts');
  return createSmtpTransport(url);
}

/** Whether text messages can leave this server at all: real mail beside made-up text messages would lose codes in silence. */
export function hasWayForTexts({ smtpUrl, smsWebhookUrl }: OutboxParts['config']): boolean {
  return smsWebhookUrl !== undefined || smtpUrl === undefined;
}

function wayForTexts(config: OutboxParts['config'], mailbox: Transport<TextMessage>): Transport<TextMessage> {
  if (config.smsWebhookUrl) return createSmsWebhook(config.smsWebhookUrl);
  if (hasWayForTexts(config)) return mailbox;
  return {
    // Nothing is written without a way out, but rows may be older than the configuration.
    deliver: () => Promise.reject(new DeliveryError('USER_POOLS_SMS_WEBHOOK_URL is not set', { unreachable: true })),
    close() {},
  };
}

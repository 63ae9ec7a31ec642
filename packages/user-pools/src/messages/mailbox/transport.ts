import { transaction } from '@cruddur/database';
import type { Clock } from '../../context.ts';
import type { Keyring } from '../../keys/keyring.ts';
import { findMail, insertMail, listMails, mailLifetime } from '../../storage/mailbox.ts';
import { deleteOutboxRow } from '../../storage/outbox.ts';
import type { Database, MailboxTable } from '../../storage/schema.ts';
import type { Addressed, OutgoingMessage, Transport } from '../message.ts';

interface Received {
  id: string;
  to: string;
  text: string;
  /** The code or temporary password in it. */
  code: string;
  /** ISO 8601, UTC. */
  sentAt: string;
}

export interface ReceivedMail extends Received {
  medium: 'EMAIL';
  from: string;
  subject: string;
  html: string;
}

export interface ReceivedText extends Received {
  medium: 'SMS';
}

/** A message in the development mailbox. */
export type ReceivedMessage = ReceivedMail | ReceivedText;

interface MailboxParts {
  db: Database;
  keyring: Keyring;
  clock: Clock;
}

/** Delivers into the development mailbox: a sealed row that goes after a day. */
export function createMailboxTransport({ db, keyring, clock }: MailboxParts): Transport {
  return {
    async deliver({ poolId, id }, message) {
      const sentAt = clock.now();
      const received = toReceived(id, message, new Date(sentAt).toISOString());
      const body = (await keyring.scope(poolId)).seal(identity(id), JSON.stringify(received));
      // Both in one commit: what was delivered is not due any more, whenever this process ends.
      await transaction(db, async (trx) => {
        await insertMail(trx, { poolId, id, body, sentAt });
        await deleteOutboxRow(trx, { poolId, id });
      });
    },
    close() {},
  };
}

function toReceived(id: string, message: Addressed<OutgoingMessage>, sentAt: string): ReceivedMessage {
  const { to, text, code } = message;
  if (message.medium === 'SMS') return { medium: message.medium, id, to, text, code, sentAt };
  const { from, subject, html } = message;
  return { medium: 'EMAIL', id, from, to, subject, text, html, code, sentAt };
}

/** The messages of the last day, newest first; to one receiver when `to` names one. */
export async function readMessages({ db, keyring, clock }: MailboxParts, to?: string): Promise<ReceivedMessage[]> {
  const rows = await listMails(db, clock.now() - mailLifetime);
  const messages = await Promise.all(rows.map((row) => openMessage(keyring, row)));
  const wanted = to?.trim();
  return wanted ? messages.filter((message) => isTo(message, wanted)) : messages;
}

/** Letter case is set aside, and so is how a number is written: a plus sign in an address line arrives as a blank. */
function isTo({ medium, to }: ReceivedMessage, wanted: string): boolean {
  if (medium === 'EMAIL') return to.toLowerCase() === wanted.toLowerCase();
  return /^\+?[\d ().-]+$/.test(wanted) && to.slice(1) === wanted.replace(/\D/g, '');
}

/** One message of the last day. */
export async function readMessage(
  { db, keyring, clock }: MailboxParts,
  id: string,
): Promise<ReceivedMessage | undefined> {
  const row = await findMail(db, id, clock.now() - mailLifetime);
  return row && openMessage(keyring, row);
}

/** What was delivered before there were text messages does not say that it is a mail. */
async function openMessage(keyring: Keyring, row: MailboxTable): Promise<ReceivedMessage> {
  const sealer = await keyring.scope(row.poolId);
  return { medium: 'EMAIL', ...JSON.parse(sealer.open(identity(row.id), row.body).toString()) };
}

function identity(id: string): string {
  return `mailbox:${id}`;
}

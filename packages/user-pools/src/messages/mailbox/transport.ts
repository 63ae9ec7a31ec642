import type { Clock } from '../../context.ts';
import type { Keyring } from '../../keys/keyring.ts';
import { findMail, insertMail, listMails, mailLifetime } from '../../storage/mailbox.ts';
import type { Database, MailboxTable } from '../../storage/schema.ts';
import type { Transport } from '../message.ts';

/** A mail in the development mailbox. */
export interface ReceivedMessage {
  id: string;
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  /** The code or temporary password in it. */
  code: string;
  /** ISO 8601, UTC. */
  sentAt: string;
}

interface MailboxParts {
  db: Database;
  keyring: Keyring;
  clock: Clock;
}

/** Delivers into the development mailbox: a sealed row that goes after a day. */
export function createMailboxTransport({ db, keyring, clock }: MailboxParts): Transport {
  return {
    async deliver({ poolId, id }, { from, to, subject, text, html, code }) {
      const sentAt = clock.now();
      const mail: ReceivedMessage = { id, from, to, subject, text, html, code, sentAt: new Date(sentAt).toISOString() };
      const body = (await keyring.scope(poolId)).seal(identity(id), JSON.stringify(mail));
      await insertMail(db, { poolId, id, body, sentAt });
    },
    close() {},
  };
}

/** The mails of the last day, newest first; of one address when `to` names one, letter case set aside. */
export async function readMails({ db, keyring, clock }: MailboxParts, to?: string): Promise<ReceivedMessage[]> {
  const rows = await listMails(db, clock.now() - mailLifetime);
  const mails = await Promise.all(rows.map((row) => openMail(keyring, row)));
  const wanted = to?.trim().toLowerCase();
  return wanted ? mails.filter((mail) => mail.to.toLowerCase() === wanted) : mails;
}

/** One mail of the last day. */
export async function readMail({ db, keyring, clock }: MailboxParts, id: string): Promise<ReceivedMessage | undefined> {
  const row = await findMail(db, id, clock.now() - mailLifetime);
  return row && openMail(keyring, row);
}

async function openMail(keyring: Keyring, row: MailboxTable): Promise<ReceivedMessage> {
  const sealer = await keyring.scope(row.poolId);
  return JSON.parse(sealer.open(identity(row.id), row.body).toString());
}

function identity(id: string): string {
  return `mailbox:${id}`;
}

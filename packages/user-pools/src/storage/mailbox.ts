import type { Database, MailboxTable } from './schema.ts';

/** How long the development mailbox keeps a mail, in milliseconds. */
export const mailLifetime = 24 * 60 * 60_000;

/** Puts a mail in the box once, however often it is delivered. */
export async function insertMail(db: Database, row: MailboxTable): Promise<void> {
  await db
    .insertInto('mailbox')
    .values(row)
    .onConflict((conflict) => conflict.columns(['poolId', 'id']).doNothing())
    .execute();
}

/** Mails sent after `since`, newest first. */
export function listMails(db: Database, since: number): Promise<MailboxTable[]> {
  return db
    .selectFrom('mailbox')
    .selectAll()
    .where('sentAt', '>', since)
    .orderBy('sentAt', 'desc')
    .orderBy('id')
    .execute();
}

/** One mail sent after `since`. Mails are found by their random id alone: the box has no pools. */
export async function findMail(db: Database, id: string, since: number): Promise<MailboxTable | undefined> {
  const rows = await db.selectFrom('mailbox').selectAll().where('id', '=', id).where('sentAt', '>', since).execute();
  return rows[0];
}

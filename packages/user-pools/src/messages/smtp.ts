import { type NodemailerError, createTransport as openSmtp } from 'nodemailer';
import { isLoopback } from '../loopback.ts';
import { type Addressed, DeliveryError, type EmailMessage, type Transport } from './message.ts';

/** How long a mail server may keep one message waiting, in milliseconds: the rest of the batch waits with it. */
const timeouts = { dnsTimeout: 10_000, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/** How long one message may take in all: a server that answers a byte at a time runs into no other limit. */
const longestDelivery = 60_000;

/**
 * Sends by SMTP.
 *
 * `smtps://` is TLS from the first byte. `smtp://` upgrades by STARTTLS and, unless the server is this machine, refuses to
 * send without: a code that signs somebody in must not cross a network in the clear. `?requireTLS=false` in the URL
 * spells out the contrary.
 *
 * @param url `smtp://` or `smtps://`, with user name and password when the server asks for them.
 */
export function createSmtpTransport(url: string): Transport<EmailMessage> {
  const smtp = openSmtp({
    url,
    pool: true,
    // A connection that breaks after the message was sent must not send it again by itself: the outbox decides.
    maxRequeues: 0,
    requireTLS: !isLoopback(new URL(url).hostname),
    disableFileAccess: true,
    disableUrlAccess: true,
    ...timeouts,
  });
  return {
    async deliver({ id }, message) {
      try {
        await smtp.sendMail({ ...toMail(id, message), signal: AbortSignal.timeout(longestDelivery) });
      } catch (error) {
        throw toDeliveryError(error as NodemailerError);
      }
    },
    close: () => smtp.close({ force: true }),
  };
}

/** Addresses go as objects, so that none is ever parsed as a list: one row, one receiver. */
function toMail(id: string, { from, replyTo, to, subject, text, html }: Addressed<EmailMessage>) {
  const receiver = { name: '', address: to };
  return {
    from,
    replyTo,
    to: receiver,
    subject,
    text,
    html,
    messageId: `<${id}@${/@([^\s@>]+)>?\s*$/.exec(from)?.[1] ?? 'localhost'}>`,
    // No out-of-office answers to a machine (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated' },
  };
}

/** Keeps of an SMTP failure what may be logged: of what the server answers only the number, since its words repeat addresses. */
function toDeliveryError({ code, command, responseCode, message }: NodemailerError): DeliveryError {
  const detail = responseCode ?? (command === 'CONN' ? message : undefined);
  const reason = [code, command, detail].filter((part) => part !== undefined).join(' ');
  const refused = responseCode !== undefined && (command === 'RCPT TO' || command === 'DATA');
  if (refused) return new DeliveryError(reason, { permanent: responseCode >= 500 });
  // Faults of the message itself are found before anything is sent.
  if (command === 'API') return new DeliveryError(reason, { permanent: true });
  return new DeliveryError(reason, { unreachable: true });
}

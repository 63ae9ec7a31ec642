/** A real SMTP server that keeps what it is sent, and refuses what a test tells it to. */
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface Delivery {
  /** Addresses of RCPT TO. */
  receivers: string[];
  secure: boolean;
  user: unknown;
  mail: ParsedMail;
}

export interface SmtpSink {
  port: number;
  deliveries: Delivery[];
  close(): Promise<void>;
}

/** An SMTP reply that refuses, such as 550. */
export function refusal(responseCode: number): Error {
  return Object.assign(new Error('refused <somebody@example.com>'), { responseCode });
}

export async function startSmtpSink(options: SMTPServerOptions = {}, port = 0): Promise<SmtpSink> {
  const deliveries: Delivery[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    // A client keeps its connection for the next message.
    closeTimeout: 100,
    onData(stream, session, done) {
      simpleParser(stream)
        .then((mail) => {
          const receivers = session.envelope.rcptTo.map(({ address }) => address);
          deliveries.push({ receivers, secure: session.secure, user: session.user, mail });
          done();
        })
        .catch(done);
    },
    ...options,
  });
  // A client that breaks a TLS handshake off is what some tests are about.
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    deliveries,
    close: () => new Promise<void>((resolve) => server.close(resolve)),
  };
}

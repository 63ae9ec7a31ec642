/** Real SMTP servers that keep what they are sent, and user pools that mail through them; both are closed after each test. */
import type { AddressInfo } from 'node:net';
import { type CreateUserPoolRequest, SignUpCommand } from '@aws-sdk/client-cognito-identity-provider';
import { type ParsedMail, simpleParser } from 'mailparser';
import { pino } from 'pino';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach } from 'vitest';
import type { Config } from '../src/index.ts';
import { goodPassword } from './people.ts';
import { startTestServer, type TestServer } from './server.ts';

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
}

const opened: { close(): Promise<void> }[] = [];
let lines: string[] = [];

afterEach(async () => {
  for (const part of opened.splice(0).reverse()) await part.close();
  lines = [];
});

/** Starts an SMTP server; `options` make it refuse or demand things. */
export async function sink(options: SMTPServerOptions = {}, port = 0): Promise<SmtpSink> {
  const deliveries: Delivery[] = [];
  const smtp = new SMTPServer({
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
  smtp.on('error', () => {});
  await new Promise<void>((resolve) => smtp.listen(port, '127.0.0.1', resolve));
  opened.push({ close: () => new Promise<void>((resolve) => smtp.close(resolve)) });
  return { port: (smtp.server.address() as AddressInfo).port, deliveries };
}

/** An SMTP reply that refuses, such as 550. */
export function refusal(responseCode: number): Error {
  return Object.assign(new Error('refused <somebody@example.com>'), { responseCode });
}

/** A port where nobody listens. */
export async function closedPort(): Promise<number> {
  const { port } = await sink();
  await opened.pop()?.close();
  return port;
}

/** Starts user pools whose warnings `log` shows. */
export async function server(overrides: Partial<Config>): Promise<TestServer> {
  const write = (line: string) => lines.push(line);
  const started = await startTestServer(overrides, { log: pino({ level: 'warn' }, { write }) });
  opened.push(started);
  return started;
}

export function log(): string {
  return lines.join('');
}

/** Somebody signs up in a new pool, which mails a code. */
export async function signUp(to: TestServer, email: string, pool?: Partial<CreateUserPoolRequest>): Promise<void> {
  const { poolId } = await to.createPool(pool);
  const { clientId } = await to.createClient(poolId);
  await to.anonymous.send(new SignUpCommand({ ClientId: clientId, Username: email, Password: goodPassword }));
}

/** The messages not delivered yet. */
export function waiting(of: TestServer) {
  return of.ctx.db.selectFrom('outbox').selectAll().execute();
}

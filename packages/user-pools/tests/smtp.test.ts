import { SignUpCommand } from '@aws-sdk/client-cognito-identity-provider';
import { pino } from 'pino';
import { afterEach, describe, expect, test } from 'vitest';
import type { Config } from '../src/index.ts';
import { goodPassword } from './people.ts';
import { startTestServer, type TestServer } from './server.ts';
import { refusal, type SmtpSink, startSmtpSink } from './smtp-sink.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const part of opened.splice(0).reverse()) await part.close();
});

let lines: string[] = [];

async function sink(...given: Parameters<typeof startSmtpSink>): Promise<SmtpSink> {
  const started = await startSmtpSink(...given);
  opened.push(started);
  return started;
}

async function server(overrides: Partial<Config>): Promise<TestServer> {
  lines = [];
  const started = await startTestServer(overrides, {
    log: pino({ level: 'warn' }, { write: (line) => lines.push(line) }),
  });
  opened.push(started);
  return started;
}

async function signUp(
  to: TestServer,
  email: string,
  pool: Parameters<TestServer['createPool']>[0] = {},
): Promise<void> {
  const { poolId } = await to.createPool(pool);
  const { clientId } = await to.createClient(poolId);
  await to.anonymous.send(new SignUpCommand({ ClientId: clientId, Username: email, Password: goodPassword }));
}

const waiting = (of: TestServer) => of.ctx.db.selectFrom('outbox').selectAll().execute();

describe('by SMTP', () => {
  test('J121 a message arrives as the pool wants it, in text and HTML, at one receiver', async () => {
    const { port, deliveries } = await sink();
    const started = await server({ smtpUrl: `smtp://127.0.0.1:${port}` });
    expect(started.mailboxUrl).toBeUndefined();
    await signUp(started, 'Ada@example.com', {
      EmailConfiguration: { From: 'Cruddur <hello@example.com>', ReplyToEmailAddress: 'help@example.com' },
      VerificationMessageTemplate: {
        EmailSubject: 'Welcome',
        EmailMessage: '<p>Hello!<br>Your code: <b>{####}</b></p>',
      },
    });
    await started.ctx.outbox.flush();
    expect(deliveries).toHaveLength(1);
    const { receivers, mail } = deliveries[0] ?? expect.fail();
    expect(receivers).toEqual(['Ada@example.com']);
    expect(mail).toMatchObject({
      subject: 'Welcome',
      from: { text: '"Cruddur" <hello@example.com>' },
      to: { text: 'Ada@example.com' },
      replyTo: { text: 'help@example.com' },
      text: expect.stringMatching(/^Hello!\nYour code: \d{6}\n?$/),
      html: expect.stringMatching(/^<p>Hello!<br>Your code: <b>\d{6}<\/b><\/p>\n?$/),
      messageId: expect.stringMatching(/^<[0-9a-f]{32}@example\.com>$/),
    });
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(await waiting(started)).toEqual([]);
  });

  test('user name and password of the URL are used', async () => {
    const { port, deliveries } = await sink({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) => {
        if (username === 'mailer' && password === 'p@ss') done(null, { user: username });
        else done(new Error('wrong'));
      },
    });
    const started = await server({ smtpUrl: `smtp://mailer:p%40ss@127.0.0.1:${port}` });
    await signUp(started, 'ada@example.com');
    await started.ctx.outbox.flush();
    expect(deliveries.map(({ user }) => user)).toEqual(['mailer']);
  });

  test('a line break in a subject makes no header', async () => {
    const { port, deliveries } = await sink();
    const started = await server({ smtpUrl: `smtp://127.0.0.1:${port}` });
    const EmailSubject = 'Hello\r\nBcc: thief@example.com\r\n\r\nBody';
    await signUp(started, 'ada@example.com', {
      VerificationMessageTemplate: { EmailSubject, EmailMessage: 'Code {####}' },
    });
    await started.ctx.outbox.flush();
    const { receivers, mail } = deliveries[0] ?? expect.fail();
    expect(receivers).toEqual(['ada@example.com']);
    expect(mail.headers.has('bcc')).toBe(false);
    expect(mail.subject).toContain('Bcc: thief@example.com');
    expect(mail.text).toMatch(/^Code \d{6}\n?$/);
  });
});

describe('when the mail server fails', () => {
  test('being down delays mail and nothing else; each message arrives once', async () => {
    const gone = await startSmtpSink();
    await gone.close();
    const started = await server({ smtpUrl: `smtp://127.0.0.1:${gone.port}` });
    await signUp(started, 'ada@example.com');
    await signUp(started, 'bea@example.com');
    await started.ctx.outbox.flush();
    expect(await waiting(started)).toHaveLength(2);

    const { deliveries } = await sink({}, gone.port);
    await started.ctx.outbox.flush();
    for (let n = 0; n < 3; n += 1) {
      started.clock.advance(60_000);
      await Promise.all([started.ctx.outbox.flush(), started.ctx.outbox.flush()]);
    }
    expect(deliveries.flatMap(({ receivers }) => receivers).sort()).toEqual(['ada@example.com', 'bea@example.com']);
    expect(await waiting(started)).toEqual([]);
    expect(lines.join()).toContain('ECONNREFUSED');
    expect(lines.join()).not.toContain('example.com');
  });

  test('a receiver refused for now is tried again, at growing distances', async () => {
    let refusals = 3;
    const attempts: number[] = [];
    const { port, deliveries } = await sink({
      onRcptTo: (_address, _session, done) => {
        attempts.push(started.clock.now());
        refusals -= 1;
        done(refusals >= 0 ? refusal(450) : undefined);
      },
    });
    const started = await server({ smtpUrl: `smtp://127.0.0.1:${port}` });
    await signUp(started, 'later@example.com');
    for (let n = 0; n < 60; n += 1) {
      await started.ctx.outbox.flush();
      started.clock.advance(1000);
    }
    expect(deliveries).toHaveLength(1);
    const gaps = attempts.slice(1).map((time, place) => Math.round((time - (attempts[place] ?? 0)) / 5000) * 5);
    expect(gaps).toEqual([5, 10, 20]);
  });

  test('a receiver refused for good is given up at once, and the log does not say who', async () => {
    const { port } = await sink({ onRcptTo: (_address, _session, done) => done(refusal(550)) });
    const started = await server({ smtpUrl: `smtp://127.0.0.1:${port}` });
    await signUp(started, 'nobody@example.com');
    await started.ctx.outbox.flush();
    expect(await waiting(started)).toEqual([]);
    expect(lines.join()).toContain('EENVELOPE RCPT TO 550');
    expect(lines.join()).not.toContain('example.com');
  });

  test('one refused receiver does not hold up the next', async () => {
    const { port, deliveries } = await sink({
      onRcptTo: ({ address }, _session, done) => done(address.startsWith('busy') ? refusal(451) : undefined),
    });
    const started = await server({ smtpUrl: `smtp://127.0.0.1:${port}` });
    await signUp(started, 'busy@example.com');
    await signUp(started, 'free@example.com');
    await started.ctx.outbox.flush();
    expect(deliveries.flatMap(({ receivers }) => receivers)).toEqual(['free@example.com']);
    expect(await waiting(started)).toHaveLength(1);
  });

  test('a mail server that never answers holds up neither requests nor the end', async () => {
    const { promise: reached, resolve } = Promise.withResolvers<void>();
    const { port } = await sink({ onData: () => resolve() });
    const started = await startTestServer({ smtpUrl: `smtp://127.0.0.1:${port}` });
    await signUp(started, 'ada@example.com');
    await reached;
    await signUp(started, 'bea@example.com');
    const begun = performance.now();
    await started.close();
    expect(performance.now() - begun).toBeLessThan(10_000);
  });

  test('after a day a message is given up', async () => {
    const gone = await startSmtpSink();
    await gone.close();
    const started = await server({ smtpUrl: `smtp://127.0.0.1:${gone.port}` });
    await signUp(started, 'ada@example.com');
    await started.ctx.outbox.flush();
    started.clock.advance(24 * 60 * 60_000);
    await started.ctx.outbox.flush();
    expect(await waiting(started)).toEqual([]);
    expect(lines.join()).toContain('A message was given up');
    expect(lines.join()).not.toContain('example.com');
  });
});

describe('in secret', () => {
  test('a message waits sealed', async () => {
    const gone = await startSmtpSink();
    await gone.close();
    const started = await server({ smtpUrl: `smtp://127.0.0.1:${gone.port}` });
    await signUp(started, 'ada@example.com');
    const rows = await waiting(started);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toMatch(/example\.com|confirmation/);
  });

  test('no mail crosses a network in the clear unless the URL says so', async () => {
    const { port, deliveries } = await sink();
    // 0.0.0.0 reaches this machine, but is no loopback name.
    const careful = await server({ smtpUrl: `smtp://0.0.0.0:${port}` });
    await signUp(careful, 'ada@example.com');
    await careful.ctx.outbox.flush();
    expect(deliveries).toEqual([]);
    expect(await waiting(careful)).toHaveLength(1);
    const careless = await server({ smtpUrl: `smtp://0.0.0.0:${port}?requireTLS=false` });
    await signUp(careless, 'bea@example.com');
    await careless.ctx.outbox.flush();
    expect(deliveries.flatMap(({ receivers }) => receivers)).toEqual(['bea@example.com']);
  });

  test.each([
    ['STARTTLS', { disabledCommands: [] }, 'smtp'],
    ['TLS from the start', { secure: true }, 'smtps'],
  ])('%s is used, and only with a certificate that is trusted', async (_name, options, scheme) => {
    // The sink's certificate is its own.
    const { port, deliveries } = await sink(options);
    const url = `${scheme}://127.0.0.1:${port}?requireTLS=true`;
    const strict = await server({ smtpUrl: url });
    await signUp(strict, 'ada@example.com');
    await strict.ctx.outbox.flush();
    expect(deliveries).toEqual([]);
    expect(await waiting(strict)).toHaveLength(1);
    const trusting = await server({ smtpUrl: `${url}&tls.rejectUnauthorized=false` });
    await signUp(trusting, 'bea@example.com');
    await trusting.ctx.outbox.flush();
    expect(deliveries.map(({ secure, receivers }) => [secure, ...receivers])).toEqual([[true, 'bea@example.com']]);
  });
});

import { describe, expect, test } from 'vitest';
import { closedPort, server, signUp, sink, waiting } from './mail.ts';

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

describe('in secret', () => {
  test('a message waits sealed', async () => {
    const started = await server({ smtpUrl: `smtp://127.0.0.1:${await closedPort()}` });
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

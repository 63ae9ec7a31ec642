import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateUserPoolCommand, ForgotPasswordCommand } from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { gateway, signUpByPhone, signUpInto, texting } from './gateway.ts';
import { closedPort, log, server, signUp, sink, waiting } from './mail.ts';
import { refused } from './people.ts';
import { startTestServer } from './server.ts';

const ada = '+14325551212';
const bea = '+14325551313';
const hook = (port: number) => ({ smsWebhookUrl: `http://127.0.0.1:${port}/send` });

describe('a gateway that answers', () => {
  test('gets each text message once, as JSON with a key of its own; mails go their own way', async () => {
    const { port, requests } = await gateway();
    const started = await server(hook(port));
    await signUpByPhone(started, ada, {
      VerificationMessageTemplate: { SmsMessage: 'Cruddur: {####}, "ä" & <b>' },
    });
    await signUp(started, 'mailed@example.com');
    const [mail] = await started.mail('mailed@example.com');
    expect(mail?.medium).toBe('EMAIL');
    expect(await started.mail(ada)).toEqual([]);
    expect(requests).toHaveLength(1);
    const [{ method, url, headers, body } = expect.fail()] = requests;
    expect({ method, url }).toEqual({ method: 'POST', url: '/send' });
    expect(headers['content-type']).toBe('application/json');
    expect(headers.authorization).toBeUndefined();
    expect(body).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      to: ada,
      text: expect.stringMatching(/^Cruddur: \d{6}, "ä" & <b>$/),
    });
    expect(headers['idempotency-key']).toBe(body.id);
    expect(await waiting(started)).toEqual([]);
  });

  test('gets user name and password of the URL as Basic authentication, and nothing else of them', async () => {
    const { port, requests } = await gateway(401);
    const started = await server({ smsWebhookUrl: `http://texts:p%40ss%3Aw@127.0.0.1:${port}/send?account=7` });
    await signUpByPhone(started, ada);
    await started.ctx.outbox.flush();
    const [{ url, headers } = expect.fail()] = requests;
    expect(url).toBe('/send?account=7');
    expect(headers.authorization).toBe(`Basic ${Buffer.from('texts:p@ss:w').toString('base64')}`);
    expect(log()).toContain('HTTP 401');
    expect(log()).not.toMatch(/p@ss|p%40ss|texts:|account|Basic/);
  });

  test('may refuse a message for good: it is given up at once, and the log does not say whose', async () => {
    const answers = [400, 403, 404, 410, 422];
    const { port, requests } = await gateway((response, count) => response.writeHead(answers[count - 1] ?? 500).end());
    const started = await server(hook(port));
    const { clientId } = await signUpByPhone(started, ada);
    for (const n of answers.slice(1)) {
      await started.ctx.outbox.flush();
      await signUpInto(started, clientId, `refused-${n}@example.com`, bea);
    }
    await started.ctx.outbox.flush();
    expect(await waiting(started)).toEqual([]);
    expect(new Set(requests.map(({ body }) => body.id)).size).toBe(answers.length);
    for (const status of answers) expect(log()).toContain(`HTTP ${status}`);
    expect(log()).not.toMatch(/43255512|confirmation|example\.com/);
  });

  test('may have no time yet: the message is tried again, with the same key, until it is taken', async () => {
    const answers = [408, 425, 429, 500, 503, 204];
    const { port, requests } = await gateway((response, count) => response.writeHead(answers[count - 1] ?? 500).end());
    const started = await server(hook(port));
    await signUpByPhone(started, ada);
    for (const status of answers) {
      expect(await waiting(started), `before ${status}`).toHaveLength(1);
      await started.ctx.outbox.flush();
      started.clock.advance(10 * 60_000);
    }
    expect(await waiting(started)).toEqual([]);
    expect(requests).toHaveLength(answers.length);
    expect(new Set(requests.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
    expect(new Set(requests.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    for (const status of answers.slice(0, -1)) expect(log()).toContain(`HTTP ${status}`);
  });

  test('is not followed elsewhere', async () => {
    const thief = await gateway();
    const { port, requests } = await gateway((response) =>
      response.writeHead(307, { location: `http://127.0.0.1:${thief.port}/send` }).end(),
    );
    const started = await server(hook(port));
    await signUpByPhone(started, ada);
    await started.ctx.outbox.flush();
    expect(requests).toHaveLength(1);
    expect(thief.requests).toEqual([]);
    expect(await waiting(started)).toHaveLength(1);
    expect(log()).toContain('HTTP 307');
  });

  test('with a long answer is not read to its end', async () => {
    const { port } = await gateway((response) => {
      response.writeHead(200).write('x'.repeat(100_000));
    });
    const started = await server(hook(port));
    await signUpByPhone(started, ada);
    await started.ctx.outbox.flush();
    expect(await waiting(started)).toEqual([]);
  });
});

describe('a gateway that fails', () => {
  test('by breaking off gets the same message again', async () => {
    const { port, requests } = await gateway((response, count) => {
      if (count === 1) response.destroy();
      else response.writeHead(200).end();
    });
    const started = await server(hook(port));
    await signUpByPhone(started, ada);
    await started.ctx.outbox.flush();
    expect(await waiting(started)).toHaveLength(1);
    expect(log()).toMatch(/UND_ERR_SOCKET|ECONNRESET/);
    expect(log()).not.toMatch(/4325551212|confirmation/);
    started.clock.advance(5_000);
    await started.ctx.outbox.flush();
    expect(requests.map(({ body }) => body.id)).toEqual([requests[0]?.body.id, requests[0]?.body.id]);
    expect(await waiting(started)).toEqual([]);
  });

  test('by being down holds up no mail, however many text messages wait', async () => {
    const { port: mailPort, deliveries } = await sink();
    const started = await server({ smtpUrl: `smtp://127.0.0.1:${mailPort}`, ...hook(await closedPort()) });
    const { clientId } = await signUpByPhone(started, ada);
    for (let n = 0; n < 12; n += 1) await signUpInto(started, clientId, `waits-${n}@example.com`, bea);
    await signUp(started, 'mailed@example.com');
    await started.ctx.outbox.flush();
    expect(deliveries.flatMap(({ receivers }) => receivers)).toEqual(['mailed@example.com']);
    expect(await waiting(started)).toHaveLength(13);
    expect(log()).toContain('ECONNREFUSED');
  });

  test('by answering nothing holds up no mail either, and is left after a while', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
    try {
      const reached = Promise.withResolvers<void>();
      const { port } = await gateway(() => reached.resolve());
      const { port: mailPort, deliveries } = await sink();
      const started = await server({ smtpUrl: `smtp://127.0.0.1:${mailPort}`, ...hook(port) });
      await signUpByPhone(started, ada);
      await reached.promise;
      await signUp(started, 'mailed@example.com');
      await vi.waitFor(() => expect(deliveries).toHaveLength(1));
      expect(log()).toBe('');
      vi.advanceTimersByTime(30_000);
      await started.ctx.outbox.flush();
      expect(log()).toContain('no answer in time');
      expect(await waiting(started)).toHaveLength(1);
    } finally {
      vi.useRealTimers();
    }
  });

  test('by answering nothing does not hold up the end', async () => {
    const reached = Promise.withResolvers<void>();
    const { port } = await gateway(() => reached.resolve());
    const started = await startTestServer(hook(port));
    await signUpByPhone(started, ada);
    await reached.promise;
    const begun = performance.now();
    await started.close();
    expect(performance.now() - begun).toBeLessThan(10_000);
  });

  test('as a whole is not asked again for each message of a long queue', async () => {
    const { port, requests } = await gateway(503);
    const started = await server({ ...hook(port) });
    const { outbox } = started.ctx;
    const wake = outbox.wake;
    outbox.wake = () => undefined;
    const { clientId } = await signUpByPhone(started, ada);
    for (let n = 0; n < 14; n += 1) await signUpInto(started, clientId, `queued-${n}@example.com`, bea);
    outbox.wake = wake;
    await outbox.flush();
    expect(requests).toHaveLength(10);
    await outbox.flush();
    expect(requests).toHaveLength(15);
  });
});

test('a mail server that is down holds up no text message', async () => {
  const { port, requests } = await gateway();
  const started = await server({ smtpUrl: `smtp://127.0.0.1:${await closedPort()}`, ...hook(port) });
  await signUp(started, 'waits@example.com');
  await signUpByPhone(started, ada);
  await started.ctx.outbox.flush();
  expect(requests.map(({ body }) => body.to)).toEqual([ada]);
  expect(await waiting(started)).toMatchObject([{ medium: 'EMAIL' }]);
});

test('a text message waits sealed', async () => {
  const started = await server(hook(await closedPort()));
  await signUpByPhone(started, ada);
  const rows = await waiting(started);
  expect(rows).toMatchObject([{ medium: 'SMS' }]);
  expect(JSON.stringify(rows)).not.toMatch(/4325551212|confirmation/);
});

describe('real mail without a gateway', () => {
  test('pools are promised no text messages', async () => {
    const { port } = await sink();
    const started = await server({ smtpUrl: `smtp://127.0.0.1:${port}` });
    await refused(
      started.admin.send(new CreateUserPoolCommand({ PoolName: 'texts', ...texting })),
      'InvalidParameterException',
      'SmsConfiguration needs a way to send text messages: set USER_POOLS_SMS_WEBHOOK_URL on this server.',
    );
    expect(await started.ctx.db.selectFrom('pools').selectAll().execute()).toEqual([]);
  });

  test('one taken away leaves its messages waiting, and recovery to the mail', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'user-pools-'));
    onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
    const before = await startTestServer({ dataDir, ...hook(await closedPort()) });
    const { email, clientId } = await signUpByPhone(before, ada);
    await before.ctx.outbox.flush();
    await before.close();
    const { port } = await sink();
    const after = await server({ dataDir, smtpUrl: `smtp://127.0.0.1:${port}` });
    after.clock.advance(60_000);
    await after.ctx.outbox.flush();
    expect(await waiting(after)).toHaveLength(1);
    expect(log()).toContain('USER_POOLS_SMS_WEBHOOK_URL is not set');
    await refused(
      signUpInto(after, clientId, 'second@example.com', bea),
      'InvalidParameterException',
      'User pool does not have SMS configuration to send SMS messages.',
    );
    await refused(
      after.anonymous.send(new ForgotPasswordCommand({ ClientId: clientId, Username: email })),
      'InvalidParameterException',
      'Cannot reset password for the user as there is no registered/verified email or phone_number',
    );
  });
});

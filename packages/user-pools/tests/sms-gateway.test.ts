import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateUserPoolCommand, ForgotPasswordCommand } from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, onTestFinished, test } from 'vitest';
import { gateway, signUpByPhone, signUpInto } from './gateway.ts';
import { closedPort, log, server, signUp, sink, waiting } from './mail.ts';
import { refused } from './people.ts';
import { notSetUp, texting } from './phones.ts';
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
    const answers = [400, 410, 413, 415, 422];
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

  test('may have no time yet, or be set up wrongly: the message is tried again, with the same key, until it is taken', async () => {
    const answers = [401, 403, 404, 408, 409, 425, 429, 500, 503, 204];
    const { port, requests } = await gateway((response, count) => response.writeHead(answers[count - 1] ?? 500).end());
    const started = await server(hook(port));
    await signUpByPhone(started, ada);
    for (const status of answers) {
      expect(await waiting(started), `before ${status}`).toHaveLength(1);
      await started.ctx.outbox.flush();
      started.clock.advance(31 * 60_000);
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
    await refused(signUpInto(after, clientId, 'second@example.com', bea), 'InvalidParameterException', notSetUp);
    await refused(
      after.anonymous.send(new ForgotPasswordCommand({ ClientId: clientId, Username: email })),
      'InvalidParameterException',
      'Cannot reset password for the user as there is no registered/verified email or phone_number',
    );
  });
});

import { request } from 'node:http';
import {
  AdminCreateUserCommand,
  DeleteUserPoolCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sweepExpired } from '../src/limits/housekeeping.ts';
import { texting } from './gateway.ts';
import { goodPassword, list, signUp } from './people.ts';
import { startTestServer, type TestServer } from './server.ts';

let server: TestServer;
let poolId: string;
let clientId: string;

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool());
  ({ clientId } = await server.createClient(poolId));
});
afterAll(() => server?.close());

const get = (path: string) => fetch(`${server.mailboxUrl}${path}`);
const page = async (path: string) => (await get(path)).text();

/** Asks as a browser would that was led here under another name. */
function statusFor(host: string): Promise<number | undefined> {
  const { hostname, port } = new URL(server.mailboxUrl ?? '');
  return new Promise((resolve, reject) => {
    request({ hostname, port, path: '/messages', headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('for tests', () => {
  test('mails are listed newest first, of one address or of all', async () => {
    await signUp(server, clientId, 'first@example.com');
    server.clock.advance(1000);
    await signUp(server, clientId, 'Second@example.com');
    const all = await (await get('/messages')).json();
    expect(all.map(({ to }: { to: string }) => to)).toEqual(['Second@example.com', 'first@example.com']);
    const [mail, ...others] = await server.mail(' second@EXAMPLE.com ');
    expect(others).toEqual([]);
    expect(Object.keys(mail ?? {}).sort()).toEqual([
      'code',
      'from',
      'html',
      'id',
      'medium',
      'sentAt',
      'subject',
      'text',
      'to',
    ]);
    expect(new Date(mail?.sentAt ?? '').toISOString()).toBe(mail?.sentAt);
    expect(mail?.text).toContain(mail?.code);
    expect(await (await get(`/messages/${mail?.id}`)).json()).toEqual(mail);
    expect((await get('/messages/unknown')).status).toBe(404);
    expect(await server.mail('nobody@example.com')).toEqual([]);
  });

  test('a mail is kept sealed, and for 24 hours', async () => {
    await signUp(server, clientId, 'kept@example.com');
    const rows = () => server.ctx.db.selectFrom('mailbox').selectAll().execute();
    expect(JSON.stringify(await rows())).not.toMatch(/example\.com|confirmation/);
    server.clock.advance(24 * 60 * 60_000 - 60_000);
    expect(await server.mail('kept@example.com')).toHaveLength(1);
    server.clock.advance(60_000);
    expect(await server.mail('kept@example.com')).toEqual([]);
    server.clock.advance(1);
    await sweepExpired(server.ctx);
    expect(await rows()).toEqual([]);
  });

  test('what was written before there were text messages is a mail', async () => {
    const { db, keyring, outbox } = server.ctx;
    const sealer = await keyring.scope(poolId);
    const old = { from: 'a@example.com', to: 'old@example.com', subject: 'S', text: 'T', html: 'T', code: '012345' };
    const at = server.clock.now();
    const waits = { poolId, id: 'old-1', medium: 'EMAIL' as const, attempts: 0, nextAttemptAt: at, createdAt: at };
    await db
      .insertInto('outbox')
      .values({ ...waits, body: sealer.seal('outbox:old-1', JSON.stringify(old)) })
      .execute();
    const received = JSON.stringify({ ...old, id: 'old-2', sentAt: new Date(at).toISOString() });
    await db
      .insertInto('mailbox')
      .values({ poolId, id: 'old-2', body: sealer.seal('mailbox:old-2', received), sentAt: at - 1 })
      .execute();
    await outbox.flush();
    expect((await server.mail('old@example.com')).map(({ medium, id }) => [medium, id])).toEqual([
      ['EMAIL', 'old-1'],
      ['EMAIL', 'old-2'],
    ]);
    expect(await page('/mails/old-2/body')).toContain('<body>T</body>');
  });

  test('the mails of a deleted pool are gone', async () => {
    const { poolId: doomed } = await server.createPool();
    const { clientId: id } = await server.createClient(doomed);
    await signUp(server, id, 'doomed@example.com');
    await server.admin.send(new DeleteUserPoolCommand({ UserPoolId: doomed }));
    expect(await server.mail('doomed@example.com')).toEqual([]);
  });
});

describe('text messages', () => {
  let textPoolId: string;

  beforeAll(async () => {
    ({ poolId: textPoolId } = await server.createPool({ ...texting, UsernameAttributes: undefined }));
  });

  const invite = (Username: string, phone: string) =>
    server.admin.send(
      new AdminCreateUserCommand({
        UserPoolId: textPoolId,
        Username,
        UserAttributes: list({ phone_number: phone }),
      }),
    );

  test('have a number, a text and a code, and are found by the number however it is written', async () => {
    await invite('found', '+14325550001');
    await invite('other', '+14325550002');
    const [message, ...others] = await server.mail('+14325550001');
    expect(others).toEqual([]);
    expect(message).toEqual({
      medium: 'SMS',
      id: expect.any(String),
      to: '+14325550001',
      text: `Your username is found and temporary password is ${message?.code}`,
      code: expect.any(String),
      sentAt: expect.any(String),
    });
    for (const written of ['+14325550001', '%2B1 (432) 555-0001', '14325550001', '+1.432.555.0001'])
      expect(await (await get(`/messages?to=${written}`)).json(), written).toEqual([message]);
    for (const other of ['4325550001', '%2B', '+x14325550001', '0001'])
      expect(await (await get(`/messages?to=${other}`)).json(), other).toEqual([]);
  });

  test('are listed and shown without what only mails have', async () => {
    await invite('<i>shown</i>', '+14325550003');
    const [message] = await server.mail('+14325550003');
    const code = (message?.code ?? '').replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
    const text = 'Your username is &lt;i&gt;shown&lt;/i&gt; and temporary password is';
    for (const path of ['/?to=%2B14325550003', `/mails/${message?.id}`]) {
      const html = await page(path);
      expect(html, path).toContain('+14325550003');
      expect(html, path).toContain('Text message');
      expect(html, path).toContain(text);
      expect(html.replaceAll('&lt;', '<').replaceAll('&gt;', '>'), path).toContain(`data-copy="${code}"`);
      expect(html, path).not.toMatch(/undefined|<iframe|From/);
    }
    expect((await get(`/mails/${message?.id}/body`)).status).toBe(404);
    expect(await page('/?to=%2B49301234567')).toContain('Nothing sent to this number');
  });
});

describe('for people', () => {
  test('an empty box says what to do', async () => {
    const empty = await startTestServer();
    try {
      const html = await (await fetch(empty.mailboxUrl ?? '')).text();
      expect(html).toContain('No messages yet');
      expect(html).toContain('USER_POOLS_SMTP_URL');
      expect(html).toContain('mailed or texted');
      expect(html).toContain('USER_POOLS_SMS_WEBHOOK_URL');
    } finally {
      await empty.close();
    }
  });

  test('the list shows address, subject and code, and searches by address', async () => {
    const { code } = await signUp(server, clientId, 'listed@example.com');
    await signUp(server, clientId, 'other@example.com');
    const html = await page('/?to=Listed@example.com');
    expect(html).toContain('listed@example.com');
    expect(html).toContain('Your verification code');
    expect(html).toContain(`data-copy="${code}"`);
    expect(html).not.toContain('other@example.com');
    expect(await page('/?to=nobody@example.com')).toContain('Nothing sent to this address');
  });

  test('a mail opens with its headers, its code, its text and its HTML in a frame', async () => {
    const { code } = await signUp(server, clientId, 'opened@example.com');
    const [mail] = await server.mail('opened@example.com');
    const html = await page(`/mails/${mail?.id}`);
    expect(html).toContain('no-reply@verificationemail.com');
    expect(html).toContain(`data-copy="${code}"`);
    expect(html).toContain(`<iframe title="The mail as it looks" sandbox src="/mails/${mail?.id}/body">`);
    expect(await page(`/mails/${mail?.id}/body`)).toContain(`Your confirmation code is ${code}`);
    const missing = await get('/mails/unknown');
    expect(missing.status).toBe(404);
    expect(await missing.text()).toContain('This message is not here');
  });

  test('what a mail holds is shown, not run', async () => {
    const hostile = '<script>alert(1)</script>';
    const { poolId: loud } = await server.createPool({
      VerificationMessageTemplate: { EmailSubject: `${hostile}"'`, EmailMessage: `${hostile}<img src=x>{####}` },
    });
    const { clientId: id } = await server.createClient(loud);
    await server.anonymous.send(
      new SignUpCommand({
        ClientId: id,
        Username: "o'hara+<b>@example.com".replace('<b>', 'b'),
        Password: goodPassword,
      }),
    );
    const [mail] = await server.mail("o'hara+b@example.com");
    for (const path of [`/?to=${encodeURIComponent(hostile)}`, '/', `/mails/${mail?.id}`]) {
      expect(await page(path), path).not.toContain(hostile);
    }
    const body = await get(`/mails/${mail?.id}/body`);
    expect(body.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none';/);
    expect(await body.text()).toContain(hostile);
  });

  test('a temporary password with markup in it can be copied as it is', async () => {
    await server.admin.send(
      new AdminCreateUserCommand({
        UserPoolId: poolId,
        Username: 'quoted@example.com',
        TemporaryPassword: '"<Quo&ted>1',
      }),
    );
    const [mail] = await server.mail('quoted@example.com');
    expect(mail?.code).toBe('"<Quo&ted>1');
    expect(await page('/?to=quoted@example.com')).toContain('data-copy="&quot;&lt;Quo&amp;ted&gt;1"');
  });
});

describe('for nobody else', () => {
  test('it listens on the loopback address and answers to loopback names', async () => {
    expect(new URL(server.mailboxUrl ?? '').hostname).toBe('127.0.0.1');
    for (const host of ['localhost', 'localhost:8025', '127.0.0.1:8025', '[::1]:8025'])
      expect(await statusFor(host), host).toBe(200);
    for (const host of ['evil.example.com', 'localhost.example.com', '127.0.0.1.example.com', '192.168.0.2']) {
      expect(await statusFor(host), host).toBeGreaterThanOrEqual(400);
    }
  });

  test('no other site may read it, frame it or run in it', async () => {
    for (const path of ['/', '/messages', '/files/mailbox.js', '/files/mailbox.css', '/files/mailbox.svg']) {
      const answer = await fetch(`${server.mailboxUrl}${path}`, { headers: { origin: 'https://evil.example.com' } });
      expect(answer.status, path).toBe(200);
      const { headers } = answer;
      expect(headers.get('access-control-allow-origin'), path).toBeNull();
      expect(headers.get('cross-origin-resource-policy'), path).toBe('same-origin');
      expect(headers.get('x-content-type-options'), path).toBe('nosniff');
      expect(headers.get('cache-control'), path).toBe('no-store');
    }
    const policy = (await get('/')).headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(await page('/')).not.toMatch(/<script(?! src="\/files\/mailbox\.js" defer>)|\son\w+=|\sstyle=/);
  });
});

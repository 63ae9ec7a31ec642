import { request } from 'node:http';
import {
  AdminCreateUserCommand,
  DeleteUserPoolCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sweepExpired } from '../src/limits/housekeeping.ts';
import { goodPassword, signUp } from './people.ts';
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

  test('the mails of a deleted pool are gone', async () => {
    const { poolId: doomed } = await server.createPool();
    const { clientId: id } = await server.createClient(doomed);
    await signUp(server, id, 'doomed@example.com');
    await server.admin.send(new DeleteUserPoolCommand({ UserPoolId: doomed }));
    expect(await server.mail('doomed@example.com')).toEqual([]);
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

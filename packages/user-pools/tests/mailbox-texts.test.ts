import { AdminCreateUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { list } from './people.ts';
import { texting } from './phones.ts';
import { startTestServer, type TestServer } from './server.ts';

let server: TestServer;
let poolId: string;

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool({ ...texting, UsernameAttributes: undefined }));
});
afterAll(() => server?.close());

const get = (path: string) => fetch(`${server.mailboxUrl}${path}`);
const page = async (path: string) => (await get(path)).text();
const invite = (Username: string, phone: string) =>
  server.admin.send(
    new AdminCreateUserCommand({ UserPoolId: poolId, Username, UserAttributes: list({ phone_number: phone }) }),
  );

test('text messages have a number, a text and a code, and are found by the number however it is written', async () => {
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

test('text messages are listed and shown without what only mails have', async () => {
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

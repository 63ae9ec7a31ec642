import { describe, expect, test, vi } from 'vitest';
import { gateway, signUpByPhone, signUpInto } from './gateway.ts';
import { closedPort, log, server, signUp, sink, waiting } from './mail.ts';
import { startTestServer } from './server.ts';

const ada = '+14325551212';
const bea = '+14325551313';
const hook = (port: number) => ({ smsWebhookUrl: `http://127.0.0.1:${port}/send` });

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

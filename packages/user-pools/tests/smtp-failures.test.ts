import { describe, expect, test, vi } from 'vitest';
import { closedPort, log, refusal, server, signUp, sink, waiting } from './mail.ts';
import { startTestServer } from './server.ts';

describe('when the mail server fails', () => {
  test('being down delays mail and nothing else; each message arrives once', async () => {
    const port = await closedPort();
    const started = await server({ smtpUrl: `smtp://127.0.0.1:${port}` });
    await signUp(started, 'ada@example.com');
    await signUp(started, 'bea@example.com');
    await started.ctx.outbox.flush();
    expect(await waiting(started)).toHaveLength(2);

    const { deliveries } = await sink({}, port);
    await started.ctx.outbox.flush();
    for (let n = 0; n < 3; n += 1) {
      started.clock.advance(60_000);
      await Promise.all([started.ctx.outbox.flush(), started.ctx.outbox.flush()]);
    }
    expect(deliveries.flatMap(({ receivers }) => receivers).sort()).toEqual(['ada@example.com', 'bea@example.com']);
    expect(await waiting(started)).toEqual([]);
    expect(log()).toContain('ECONNREFUSED');
    expect(log()).not.toContain('example.com');
  });

  test('what could not be delivered is tried again without being asked', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
    try {
      const port = await closedPort();
      const started = await server({ smtpUrl: `smtp://127.0.0.1:${port}` });
      await signUp(started, 'ada@example.com');
      await started.ctx.outbox.flush();
      const arrived = Promise.withResolvers<void>();
      const { deliveries } = await sink(
        {
          onRcptTo: (_address, _session, done) => {
            arrived.resolve();
            done();
          },
        },
        port,
      );
      started.clock.advance(5_000);
      vi.advanceTimersByTime(5_000);
      await arrived.promise;
      await started.ctx.outbox.flush();
      expect(deliveries).toHaveLength(1);
    } finally {
      vi.useRealTimers();
    }
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
    expect(log()).toContain('EENVELOPE RCPT TO 550');
    expect(log()).not.toContain('example.com');
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
    const port = await closedPort();
    const started = await server({ smtpUrl: `smtp://127.0.0.1:${port}` });
    await signUp(started, 'ada@example.com');
    await started.ctx.outbox.flush();
    started.clock.advance(24 * 60 * 60_000);
    await started.ctx.outbox.flush();
    expect(await waiting(started)).toEqual([]);
    expect(log()).toContain('A message was given up');
    expect(log()).not.toContain('example.com');
  });
});

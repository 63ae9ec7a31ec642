/** Makes calls race: without help, requests to a server in this process are served one after the other. */
import type { TestServer } from './server.ts';

/** Sends all calls while the database is held, so that each has begun before any of them is served. */
export async function together<Answer>(
  server: TestServer,
  calls: (() => Promise<Answer>)[],
): Promise<PromiseSettledResult<Answer>[]> {
  const gate = Promise.withResolvers<void>();
  const held = server.ctx.db.transaction().execute(() => gate.promise);
  const answers = Promise.allSettled(calls.map((call) => call()));
  // Answered without the database: when these are back, the calls sent before them have arrived.
  for (let round = 0; round < 3; round += 1) {
    await Promise.all(calls.map(() => fetch(server.url, { method: 'OPTIONS' })));
  }
  gate.resolve();
  await held;
  return await answers;
}

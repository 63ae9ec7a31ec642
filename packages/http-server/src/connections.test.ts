import { Agent, get } from 'node:http';
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { endConnectionsWhenClosing } from './connections.ts';

/** One GET over a connection that the client would like to keep. */
function fetchOver(agent: Agent, url: string): Promise<{ status?: number; connection?: string }> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      response.resume();
      response.on('end', () => resolve({ status: response.statusCode, connection: response.headers.connection }));
    }).on('error', reject);
  });
}

test('closing finishes the request in flight, ends its connection, and waits for nothing else', async () => {
  const app = Fastify({ forceCloseConnections: 'idle' });
  endConnectionsWhenClosing(app);
  const arrived = Promise.withResolvers<void>();
  const closing = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  app.addHook('preClose', async () => closing.resolve());
  app.get('/slow', async () => {
    arrived.resolve();
    await release.promise;
    return 'done';
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const agent = new Agent({ keepAlive: true });

  const answer = fetchOver(agent, `${url}/slow`);
  await arrived.promise;
  const closed = app.close();
  await closing.promise;
  release.resolve();

  expect(await answer).toEqual({ status: 200, connection: 'close' });
  await closed;
  agent.destroy();
}, 4000);

import type { FastifyInstance } from 'fastify';

/** Whoever has not finished sending a request this long after closing began is cut off. Milliseconds. */
const longestRest = 5000;

/**
 * Makes `app.close()` wait for the requests in flight and for nothing else.
 *
 * Closing ends the connections that are idle at that moment. One that is answered afterwards would be kept for the next request, and
 * closing would wait for its keep-alive time-out of 72 seconds; so from then on each answer says that it is the connection's last.
 */
export function endConnectionsWhenClosing(app: FastifyInstance): void {
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
    setTimeout(() => app.server.closeAllConnections(), longestRest).unref();
  });
  app.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close');
  });
}

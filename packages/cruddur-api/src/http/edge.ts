/** What every request meets, whatever it asks for: headers, the log line, errors as JSON, and who may call from another origin. */

import { endConnectionsWhenClosing } from '@cruddur/http-server';
import cors from '@fastify/cors';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ApiConfig } from '../config.ts';
import { answerError, answerNotFound } from './error-handler.ts';

/** Applies to the whole server. */
export function installEdge(app: FastifyInstance): void {
  // JSON only: a text body would let a form of any web site post here without a preflight.
  app.removeContentTypeParser('text/plain');
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
  });
  app.addHook('onResponse', async (request, reply) => {
    const milliseconds = Math.round(reply.elapsedTime);
    request.log.info({ status: reply.statusCode, milliseconds }, `${request.method} ${pathForLog(request)}`);
  });
  endConnectionsWhenClosing(app);
  app.setErrorHandler(answerError);
  app.setNotFoundHandler(answerNotFound);
}

/** Applies to the routes of `api` only: the two origins of the configuration, for every method. */
export async function installCors(api: FastifyInstance, { frontendUrl, backendUrl }: ApiConfig): Promise<void> {
  await api.register(cors, {
    origin: [frontendUrl, backendUrl],
    allowedHeaders: ['Content-Type', 'Authorization'],
    exposedHeaders: ['Authorization'],
    methods: ['OPTIONS', 'GET', 'HEAD', 'POST'],
    maxAge: 600,
    optionsSuccessStatus: 200,
    strictPreflight: false,
  });
  // Its own, so that cross-origin callers can read this 404 too.
  api.setNotFoundHandler(answerNotFound);
}

/** Without the query, which may hold anything, and without handles, which are people. */
function pathForLog(request: FastifyRequest): string {
  const [path = ''] = request.url.split('?', 1);
  return path.slice(0, 200).replace(/[^/]*(@|%40)[^/]*/gi, '@{handle}');
}

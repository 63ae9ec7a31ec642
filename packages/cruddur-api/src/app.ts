import { randomUUID } from 'node:crypto';
import { authentication } from '@cruddur/jwt-verifier/fastify';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { sql } from 'kysely';
import type { Context } from './context.ts';
import { declareCrudRoutes } from './cruds/routes.ts';
import { installCors, installEdge } from './http/edge.ts';
import { answerError } from './http/error-handler.ts';
import { declareProfileRoutes } from './profiles/routes.ts';

/** Builds the HTTP server without listening. */
export async function buildApp(ctx: Context): Promise<FastifyInstance> {
  const app = Fastify({
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
    bodyLimit: 16_384,
    frameworkErrors: answerError,
    // Unique over restarts too: a caller may quote it to find a line of the log.
    genReqId: () => randomUUID(),
    logController: new LogController({ disableRequestLogging: true }),
    loggerInstance: ctx.log as FastifyBaseLogger,
    requestTimeout: 15_000,
    // A handle of thirty letters, each up to twelve characters of percent-encoding.
    routerOptions: { maxParamLength: 400 },
  });
  installEdge(app);
  await app.register(authentication);
  await app.register(
    async (api) => {
      await installCors(api, ctx.config);
      declareHealthCheck(api, ctx);
      declareCrudRoutes(api, ctx);
      declareProfileRoutes(api, ctx);
    },
    { prefix: '/api' },
  );
  return app;
}

/** Asks the database, and nobody else: the API can serve the feed without the user pool. */
function declareHealthCheck(api: FastifyInstance, { db }: Context): void {
  api.get('/health-check', async (request, reply) => {
    try {
      await sql`select 1`.execute(db);
      return { success: true, ver: 1 };
    } catch (err) {
      request.log.error({ err }, 'The database does not answer');
      return reply.code(503).send({ success: false, ver: 1 });
    }
  });
}

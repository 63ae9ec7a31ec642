import { randomUUID } from 'node:crypto';
import { endConnectionsWhenClosing } from '@cruddur/http-server';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Context } from './context.ts';
import { type CognitoError, errors } from './errors.ts';
import { describeFault } from './fault.ts';
import { createAddressLimit } from './limits/addresses.ts';
import { isLoopback } from './loopback.ts';
import { readWellKnown } from './oidc/discovery.ts';
import type { OperationName } from './operations/operation.ts';
import { assertWellFormed, isEndless, longestBody } from './protocol/admit.ts';
import { type Answer, errorAnswer, publicError } from './protocol/answer.ts';
import { refuseConnection } from './protocol/connection-error.ts';
import { corsHeaders, preflightHeaders } from './protocol/cors.ts';
import { dispatch, findOperation, isSigned } from './protocol/dispatch.ts';
import { answerQuery, isQueryRequest, queryError } from './sigv4/get-caller-identity.ts';
import { hostOf, type SignedRequest } from './sigv4/verify.ts';

/** How long a connection may take over what it does, in milliseconds, so that slow senders and receivers cannot hold any. */
export interface PatienceLimits {
  /** For the headers. The shorter of the two: Node exchanges them when it is not. */
  headers: number;
  /** For a whole request. */
  request: number;
  /** Without a byte going either way, while an answer is not read. */
  silence: number;
  /** How often the first two are looked at. */
  checks: number;
}

const patienceLimits: PatienceLimits = { headers: 10_000, request: 30_000, silence: 60_000, checks: 5_000 };

/**
 * Builds the HTTP server without listening.
 *
 * @param patience for tests of impatience.
 */
export function buildApp(ctx: Context, patience = patienceLimits): FastifyInstance {
  const { trustedProxies } = ctx.config;
  const app = Fastify({
    bodyLimit: longestBody,
    requestTimeout: patience.request,
    connectionTimeout: patience.silence,
    // Without a Host header it is ours to say what is wrong.
    http: {
      headersTimeout: patience.headers,
      connectionsCheckingInterval: patience.checks,
      requireHostHeader: false,
    },
    forceCloseConnections: 'idle',
    genReqId: () => randomUUID(),
    trustProxy: trustedProxies.length > 0 ? trustedProxies : false,
    clientErrorHandler: (error, socket) => refuseConnection(ctx, error, socket),
    frameworkErrors: (_error, request, reply) => refuse(ctx, errors.unknownOperation(), request, reply, 404),
  });
  endConnectionsWhenClosing(app);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addHook('onRequest', async (request, reply) => {
    // The injected clock's time: clients correct their own by it before they sign again.
    reply.header('date', new Date(ctx.clock.now()).toUTCString());
    try {
      assertWellFormed(request.raw);
    } catch (refused) {
      // Nobody knows where the next request would begin.
      reply.header('connection', 'close');
      throw refused;
    }
    // The forms `*` and `http://host/` are for proxies, and the router would take them for `/`.
    if (!request.url.startsWith('/') || !methods.includes(request.method))
      return refuse(ctx, errors.unknownOperation(), request, reply, 404);
    if (ctx.config.unsafeSkipSignatureCheck && !isLoopback(hostOf(request.headers.host)))
      throw errors.accessDenied('While signatures are not checked, this server answers to loopback names only.');
  });
  app.setErrorHandler((error, request, reply) => refuse(ctx, error, request, reply));
  app.setNotFoundHandler((request, reply) => refuse(ctx, errors.unknownOperation(), request, reply, 404));
  addCalls(app, ctx);
  addDocuments(app, ctx);
  return app;
}

const methods = ['GET', 'HEAD', 'OPTIONS', 'POST'];

/** `POST /`: every operation, and STS. Refused before the body is read where possible. */
function addCalls(app: FastifyInstance, ctx: Context): void {
  const limit = createAddressLimit(ctx.config.addressRate, ctx.clock);
  const admit = async (request: FastifyRequest) => {
    if (!operationOf(request) && !isQueryRequest(headersOf(request))) throw errors.unknownOperation();
    if (!limit.admit(request.ip)) throw errors.tooManyRequests();
  };
  app.options('/', async (_request, reply) => reply.code(204).headers(preflightHeaders).send());
  app.post('/', { onRequest: admit }, async (request, reply) => {
    const operation = operationOf(request);
    const body = bodyOf(request);
    const answer = operation
      ? await dispatch(ctx, {
          operation,
          body,
          signedRequest: () => readSigned(request),
          address: request.ip,
          requestId: request.id,
        })
      : await answerQuery(ctx, readSigned(request), request.id);
    return send(ctx, request, reply, answer);
  });
}

/** What anyone may read: keys, discovery, and whether the server is up. */
function addDocuments(app: FastifyInstance, ctx: Context): void {
  app.get('/health', async () => ({ status: 'ok' }));
  const path = '/:poolId/.well-known/:document';
  app.options(path, async (_request, reply) => reply.code(204).headers(preflightHeaders).send());
  app.get<{ Params: { poolId: string; document: string } }>(path, async (request, reply) => {
    const { poolId, document } = request.params;
    const content = await readWellKnown(ctx, poolId, document);
    reply.headers(corsHeaders);
    if (!content) return reply.code(404).send({ message: 'There is no such pool or document.' });
    return reply.header('cache-control', 'public, max-age=300').send(content);
  });
}

/** The operation that a request names. A header that came twice names none. */
function operationOf({ headers }: FastifyRequest): OperationName | undefined {
  return findOperation(headers['x-amz-target']);
}

function bodyOf({ body }: FastifyRequest): Uint8Array {
  return body instanceof Uint8Array ? body : new Uint8Array();
}

/** A request as its signature sees it. */
function readSigned(request: FastifyRequest): SignedRequest {
  const url = new URL(request.url, 'http://localhost');
  const query = Object.fromEntries([...url.searchParams.keys()].map((name) => [name, url.searchParams.getAll(name)]));
  return { method: request.method, path: url.pathname, query, headers: headersOf(request), body: bodyOf(request) };
}

function headersOf(request: FastifyRequest): Record<string, string | undefined> {
  // Every value of every header, joined as signatures want them: of some that come twice, `headers` keeps the first alone.
  const entries = Object.entries(request.raw.headersDistinct);
  return Object.fromEntries(entries.map(([name, values]) => [name, values?.join(',')]));
}

function send(ctx: Context, request: FastifyRequest, reply: FastifyReply, answer: Answer): FastifyReply {
  const operation = operationOf(request);
  // With signatures unchecked, a web page that could read these answers could administer every pool.
  const isOpen = !(ctx.config.unsafeSkipSignatureCheck && (operation === undefined || isSigned(operation)));
  return (
    reply
      .code(answer.status)
      .headers({ ...answer.headers, ...(isOpen && corsHeaders) })
      // A text with a serializer of its own is left alone: to any other the framework adds a charset, which the service does not send.
      .serializer(String)
      .send(answer.body)
  );
}

/** Answers what was refused before an operation ran, and logs it. */
function refuse(
  ctx: Context,
  thrown: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  status?: number,
): FastifyReply {
  const error = frameworkError(thrown) ?? publicError(thrown);
  const operation = operationOf(request);
  if (error.name === 'InternalErrorException') ctx.log.error({ requestId: request.id, fault: describeFault(thrown) });
  ctx.log.info({ operation, requestId: request.id, outcome: error.name }, 'refused');
  // The rest of a body that nobody reads ends with the connection.
  if (isEndless(request.raw)) reply.header('connection', 'close');
  const answer = isQueryRequest(headersOf(request)) ? queryError(error, request.id) : errorAnswer(error, request.id);
  return send(ctx, request, reply, status ? { ...answer, status } : answer);
}

/** The framework's own refusals of a body, in the protocol's words. */
function frameworkError(thrown: unknown): CognitoError | undefined {
  if (!(thrown instanceof Error) || !('statusCode' in thrown) || Number(thrown.statusCode) >= 500) return undefined;
  return thrown.statusCode === 413 ? errors.tooLarge() : errors.serialization('The request body could not be read.');
}

/** Serves the built pages, their configuration, and the headers that guard them. */
import { endConnectionsWhenClosing } from '@cruddur/http-server';
import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { contentSecurityPolicy, webRoot } from './build.ts';
import type { WebOptions } from './config.ts';
import type { WebConfig } from './lib/config.ts';

/** A server that listens. `url` has no slash at the end; `close` lets requests in flight finish. */
export interface RunningWeb {
  url: string;
  close(): Promise<void>;
}

const neverCache = 'no-cache';
// Names of built assets carry a hash of their content, so what a name stands for never changes.
const cacheForever = 'public, max-age=31536000, immutable';

function guardHeaders(config: WebConfig): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(config),
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  };
}

/** Pages are drawn in the browser, so every address that is no file gets the same document. */
function sendDocument(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', neverCache).sendFile('index.html', { cacheControl: false });
}

/** Every other path is an address of a page; even one that ends like a file, since handles may hold dots. */
function isMissingFile(path: string): boolean {
  return path.startsWith('/assets/') || path === '/favicon.ico';
}

async function buildServer(config: WebConfig, folder: string): Promise<FastifyInstance> {
  const app = Fastify({ forceCloseConnections: 'idle' });
  endConnectionsWhenClosing(app);
  const headers = guardHeaders(config);
  app.addHook('onSend', async (_request, reply) => {
    reply.headers(headers);
  });
  app.get('/config.json', (_request, reply) => reply.header('cache-control', 'no-store').send(config));
  await app.register(fastifyStatic, {
    root: folder,
    // Without this, every file is looked up once at the start, and a build made later is not seen.
    wildcard: true,
    dotfiles: 'ignore',
    cacheControl: false,
    setHeaders: (reply, path) => {
      const isHashed = /[\\/]assets[\\/]/.test(path);
      reply.headers({ 'cache-control': isHashed ? cacheForever : neverCache });
    },
  });
  app.setNotFoundHandler((request, reply) => {
    const isReading = request.method === 'GET' || request.method === 'HEAD';
    if (isReading && !isMissingFile(request.url)) return sendDocument(reply);
    return reply.code(404).type('text/plain').send('Not found\n');
  });
  return app;
}

/** Starts to serve the pages. The built pages must be there: see `buildWeb`. Throws when the port cannot be had. */
export async function startWeb({ host, port, config, folder = webRoot }: WebOptions): Promise<RunningWeb> {
  const app = await buildServer(config, folder);
  await app.listen({ host, port });
  const address = app.addresses()[0];
  const chosenPort = typeof address === 'object' ? address.port : port;
  const isLoopback = ['127.0.0.1', '::1', 'localhost'].includes(host);
  return {
    url: `http://${isLoopback ? 'localhost' : host}:${chosenPort}`,
    close: () => app.close(),
  };
}

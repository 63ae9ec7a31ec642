/** The development mailbox: what would have been mailed or texted, shown on this machine only, as a page for people and as JSON for tests. */
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import type { Context } from '../../context.ts';
import { bodyPage, listPage, messagePage, missingPage } from './page.ts';
import { readMessage, readMessages } from './transport.ts';

export interface RunningMailbox {
  /** For instance `http://127.0.0.1:8025`. */
  url: string;
  close(): Promise<void>;
}

/** Whatever a mail holds, this page runs and loads nothing but its own two files. */
const pagePolicy =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/** A mail's own HTML: shown as it would look, without script, network or an origin. */
const bodyPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

const headers = {
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** Serves the mailbox on the loopback address alone. @throws Node's error when the port cannot be had. */
export async function startMailbox(ctx: Context): Promise<RunningMailbox> {
  const app = Fastify({ forceCloseConnections: true });
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers);
    // A web site whose name was made to point here would otherwise read the mails through its visitor's browser.
    if (!isLoopbackName(request.headers.host)) {
      return reply.code(403).send({ message: 'The mailbox answers to loopback names only.' });
    }
  });
  app.setErrorHandler((error, _request, reply) => {
    ctx.log.error({ err: error }, 'The mailbox failed');
    return reply.code(500).send({ message: 'The mailbox failed; the log says why.' });
  });
  app.setNotFoundHandler((_request, reply) => sendPage(reply, missingPage(), 404));
  addData(app, ctx);
  addPages(app, ctx);
  await app.listen({ host: '127.0.0.1', port: ctx.config.mailboxPort });
  const { port } = app.server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => app.close() };
}

function addData(app: FastifyInstance, ctx: Context): void {
  app.get<{ Querystring: { to?: string | string[] } }>('/messages', (request) =>
    readMessages(ctx, one(request.query.to)),
  );
  app.get<{ Params: { id: string } }>('/messages/:id', async (request, reply) => {
    const message = await readMessage(ctx, request.params.id);
    return message ?? reply.code(404).send({ message: 'There is no such message.' });
  });
}

function addPages(app: FastifyInstance, ctx: Context): void {
  app.get<{ Querystring: { to?: string | string[] } }>('/', async (request, reply) => {
    const to = one(request.query.to)?.trim() ?? '';
    return sendPage(reply, listPage(await readMessages(ctx, to), to, ctx.config.smsWebhookUrl === undefined));
  });
  app.get<{ Params: { id: string } }>('/mails/:id', async (request, reply) => {
    const message = await readMessage(ctx, request.params.id);
    return message ? sendPage(reply, messagePage(message)) : sendPage(reply, missingPage(), 404);
  });
  app.get<{ Params: { id: string } }>('/mails/:id/body', async (request, reply) => {
    const message = await readMessage(ctx, request.params.id);
    if (message?.medium !== 'EMAIL') return sendPage(reply, missingPage(), 404);
    return reply.header('content-security-policy', bodyPolicy).type('text/html; charset=utf-8').send(bodyPage(message));
  });
  for (const [file, type] of Object.entries(files)) {
    const content = readFileSync(new URL(`./files/${file}`, import.meta.url));
    app.get(`/files/${file}`, async (_request, reply) => reply.type(type).send(content));
  }
}

const files = {
  'mailbox.css': 'text/css; charset=utf-8',
  'mailbox.js': 'text/javascript; charset=utf-8',
  'mailbox.svg': 'image/svg+xml',
};

function sendPage(reply: FastifyReply, html: string, status = 200): FastifyReply {
  return reply.code(status).header('content-security-policy', pagePolicy).type('text/html; charset=utf-8').send(html);
}

/** Of a parameter given twice the first counts. */
function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

function isLoopbackName(host: string | undefined): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i.test(host ?? '');
}

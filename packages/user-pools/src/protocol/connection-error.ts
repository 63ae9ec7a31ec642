import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Context } from '../context.ts';
import { type CognitoError, errors } from '../errors.ts';
import { errorAnswer } from './answer.ts';
import { corsHeaders } from './cors.ts';

/**
 * Answers what is no HTTP request, or did not arrive in time, and ends its connection: where the next request would begin, nobody knows.
 */
export function refuseConnection(ctx: Context, cause: Error & { code?: string }, socket: Socket): void {
  // Whoever hung up reads no answer.
  if (cause.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const { status, error } = refusalOf(cause.code);
  const requestId = randomUUID();
  ctx.log.info({ requestId, outcome: error.name, status }, 'refused');
  const { headers, body } = errorAnswer(error, requestId);
  const lines = Object.entries({
    ...headers,
    ...corsHeaders,
    date: new Date(ctx.clock.now()).toUTCString(),
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
  socket.destroySoon();
}

function refusalOf(code: string | undefined): { status: number; error: CognitoError } {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return { status: 408, error: errors.requestTimeout() };
    case 'HPE_HEADER_OVERFLOW':
      return { status: 431, error: errors.headersTooLarge() };
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return { status: 413, error: errors.tooLarge() };
    default:
      return { status: 400, error: errors.serialization('The request is not well-formed HTTP.') };
  }
}

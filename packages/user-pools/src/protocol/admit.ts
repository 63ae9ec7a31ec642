import type { IncomingMessage } from 'node:http';
import { errors } from '../errors.ts';

/** Room for the largest input there is, a style sheet with an image, and little more. Bytes. */
export const longestBody = 1024 * 1024;

/**
 * Refuses a request that this server and a proxy before it could understand differently, and a body it would not read, before anything
 * else is looked at. Lengths that contradict each other the HTTP parser has refused already.
 *
 * @throws SerializationException, RequestEntityTooLargeException
 * @see RFC 9112, sections 3.2 (one Host) and 6.1 (transfer codings); RFC 9110, section 8.4 (content codings)
 */
export function assertWellFormed({ headers, headersDistinct, httpVersion }: IncomingMessage): void {
  const hosts = headersDistinct.host?.length ?? 0;
  if (hosts > 1 || (hosts === 0 && httpVersion !== '1.0'))
    throw errors.serialization('The request must have one Host header.');
  const transfer = headers['transfer-encoding'];
  if (transfer !== undefined && transfer.toLowerCase() !== 'chunked')
    throw errors.serialization('The transfer encoding is not supported.');
  const content = headers['content-encoding'];
  if (content !== undefined && content.toLowerCase() !== 'identity')
    throw errors.serialization('The content encoding is not supported.');
  if (Number(headers['content-length'] ?? 0) > longestBody) throw errors.tooLarge();
}

/** Whether the sender may go on with a body of any length that nobody is going to read. */
export function isEndless({ complete, headers }: IncomingMessage): boolean {
  return !complete && headers['transfer-encoding'] !== undefined;
}

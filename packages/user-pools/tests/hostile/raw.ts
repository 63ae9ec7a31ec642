/** Speaks to a server byte by byte, as no HTTP client would. */
import { connect, type Socket } from 'node:net';

export interface RawAnswer {
  status: number;
  /** Names in lower case. */
  headers: Headers;
  body: string;
}

/** What came back until the server closed the connection. */
export interface Exchange {
  answers: RawAnswer[];
  /** How many bytes the server had taken by then. */
  sent: number;
}

/** Opens a connection; what is written is up to `write`, which may go on writing. Ends when the server ends it. */
export function exchange(url: string, write: (socket: Socket) => void): Promise<Exchange> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(Buffer.from(chunk)));
    socket.on('connect', () => write(socket));
    // A server that refuses to read on resets the connection; what it said before still counts.
    socket.on('error', () => socket.destroy());
    socket.on('end', () => socket.destroy());
    socket.on('close', () => {
      try {
        resolve({ answers: parse(Buffer.concat(chunks)), sent: socket.bytesWritten });
      } catch (error) {
        reject(error);
      }
    });
  });
}

/** Sends bytes and waits until the server has answered and closed. */
export async function sendBytes(url: string, bytes: string | Uint8Array): Promise<RawAnswer[]> {
  return (await exchange(url, (socket) => socket.write(bytes))).answers;
}

function parse(bytes: Buffer): RawAnswer[] {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) {
    if (bytes.length > 0) throw new Error(`Half an answer: ${bytes.toString().slice(0, 200)}`);
    return [];
  }
  const [statusLine = '', ...lines] = bytes.subarray(0, end).toString().split('\r\n');
  const headers = new Headers(
    lines.map((line): [string, string] => [line.split(':', 1)[0] ?? '', line.replace(/^[^:]*:\s*/, '')]),
  );
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(statusLine)?.[1]);
  const length = Number(headers.get('content-length') ?? 0);
  const body = bytes.subarray(end + 4, end + 4 + length);
  if (body.length < length) throw new Error('The body of an answer is cut short.');
  return [{ status, headers, body: body.toString() }, ...parse(bytes.subarray(end + 4 + length))];
}

import { createServer } from 'node:net';
import { StackError } from './errors.ts';

/** A port that is about to be listened on. */
export interface WantedPort {
  port: number;
  /** What listens there, e.g. `web pages`. */
  purpose: string;
  /** The environment variable that moves it. */
  variable: string;
}

/**
 * Looks at every port before anything is built or opened, so that one line names them all.
 * Port 0 (any free port) is never busy.
 *
 * @throws StackError
 */
export async function assertPortsFree(wanted: readonly WantedPort[]): Promise<void> {
  const busy: WantedPort[] = [];
  for (const candidate of wanted) {
    if (candidate.port !== 0 && (await isBusy(candidate.port))) busy.push(candidate);
  }
  if (busy.length === 0) return;
  const what = busy.map(({ port, purpose }) => `${port} (${purpose})`).join(', ');
  const variables = busy.map(({ variable }) => variable).join(', ');
  throw new StackError(
    busy.length === 1
      ? `Port ${what} is in use by another program. Stop it, or choose another port with ${variables}.`
      : `Ports ${what} are in use, perhaps by another \`npm start\`. Stop it, or choose other ports with ${variables}.`,
  );
}

/** Both loopback addresses count: a browser that asks for `localhost` may reach whoever listens on ::1. */
async function isBusy(port: number): Promise<boolean> {
  return (await isRefused('127.0.0.1', port)) || (await isRefused('::1', port));
}

function isRefused(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'EADDRINUSE' || error.code === 'EACCES'),
    );
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(false)));
  });
}

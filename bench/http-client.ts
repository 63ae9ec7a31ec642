import { Agent, request } from 'node:http';

/** How many calls are under way at once. */
export const concurrency = 4;

/** Sends calls over a few connections that stay open. */
export interface HttpClient {
  /**
   * Calls an operation.
   *
   * @param headers besides content type and target: a signature.
   * @throws Error with the server's own words when it refuses.
   */
  call(operation: string, body: string, headers?: Record<string, string>): Promise<Record<string, unknown>>;
  close(): void;
}

export function createHttpClient(url: string): HttpClient {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  return {
    call: (operation, body, headers) =>
      new Promise((resolve, reject) => {
        const sent = request(url, { agent, method: 'POST', headers: { ...headersFor(operation, body), ...headers } });
        sent.on('error', reject);
        sent.on('response', (answer) => {
          let text = '';
          answer.setEncoding('utf8');
          answer.on('data', (chunk) => (text += chunk));
          answer.on('error', reject);
          answer.on('end', () => {
            if (answer.statusCode === 200) resolve(JSON.parse(text) as Record<string, unknown>);
            else reject(new Error(`${operation}: ${answer.statusCode} ${text}`));
          });
        });
        sent.end(body);
      }),
    close: () => agent.destroy(),
  };
}

export function headersFor(operation: string, body: string): Record<string, string> {
  return {
    'content-type': 'application/x-amz-json-1.1',
    'content-length': String(Buffer.byteLength(body)),
    'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
  };
}

/** Runs `work` for each number below `times`, a few at once. */
export async function repeat(times: number, work: (index: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < times) {
      const index = next;
      next += 1;
      await work(index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, times) }, lane));
}

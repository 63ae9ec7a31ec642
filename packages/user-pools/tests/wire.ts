/** Calls a server as a browser or a script does, without the SDK. */
import { request as httpRequest } from 'node:http';

export interface WireAnswer {
  status: number;
  headers: Headers;
  text: string;
  /** The body as JSON; undefined when it is none. */
  body: { __type?: string; message?: string } & Record<string, unknown>;
}

/** Posts a body to `/`; a text or bytes are sent as they are, anything else as JSON. */
export async function post(
  url: string,
  operation: string | undefined,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<WireAnswer> {
  const answer = await fetch(`${url}/`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      ...(operation && { 'x-amz-target': `AWSCognitoIdentityProviderService.${operation}` }),
      ...headers,
    },
    body: typeof body === 'string' || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body),
  });
  return read(answer.status, answer.headers, await answer.text());
}

/** Sends any request with any headers, `Host` among them, which `fetch` does not let one choose. */
export function sendRaw(
  url: string,
  options: { method: string; path: string; headers: Record<string, string>; body?: string | Uint8Array },
): Promise<WireAnswer> {
  const { hostname, port } = new URL(url);
  const { method, path, headers, body } = options;
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: hostname, port, method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const received = Object.entries(response.headersDistinct).map(([name, values]): [string, string] => [
          name,
          (values ?? []).join(','),
        ]);
        resolve(read(response.statusCode ?? 0, new Headers(received), Buffer.concat(chunks).toString()));
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

function read(status: number, headers: Headers, text: string): WireAnswer {
  try {
    return { status, headers, text, body: JSON.parse(text) as WireAnswer['body'] };
  } catch {
    return { status, headers, text, body: {} };
  }
}

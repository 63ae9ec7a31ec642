/** Real SMS gateways that keep what they are sent, and people who get text messages through them; closed after each test. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { type CreateUserPoolRequest, SignUpCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterEach } from 'vitest';
import { goodPassword, list } from './people.ts';
import { texting } from './phones.ts';
import type { TestServer } from './server.ts';

export interface GatewayRequest {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingHttpHeaders;
  body: { id: string; to: string; text: string };
}

export interface Gateway {
  port: number;
  /** Whatever it answered. */
  requests: GatewayRequest[];
}

const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const gateway of opened.splice(0)) await gateway.close();
});

/** Starts a gateway. @param answer a status, or what to do with each request, which are counted from 1. */
export async function gateway(
  answer: number | ((response: ServerResponse, count: number) => void) = 202,
  port = 0,
): Promise<Gateway> {
  const requests: GatewayRequest[] = [];
  const http = createServer((request, response) => {
    void json(request).then((body) => {
      const { method, url, headers } = request;
      requests.push({ method, url, headers, body: body as GatewayRequest['body'] });
      if (typeof answer === 'function') answer(response, requests.length);
      else response.writeHead(answer).end();
    });
  });
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  opened.push({
    close() {
      const closed = new Promise<void>((resolve) => http.close(() => resolve()));
      http.closeAllConnections();
      return closed;
    },
  });
  return { port: (http.address() as AddressInfo).port, requests };
}

let people = 0;

/** Somebody signs up in a new pool, which texts a code. */
export async function signUpByPhone(
  to: TestServer,
  phone: string,
  pool?: Partial<CreateUserPoolRequest>,
): Promise<{ email: string; clientId: string }> {
  const { poolId } = await to.createPool({ ...texting, AutoVerifiedAttributes: ['phone_number'], ...pool });
  const { clientId } = await to.createClient(poolId);
  people += 1;
  const email = `texted-${people}@example.com`;
  await signUpInto(to, clientId, email, phone);
  return { email, clientId };
}

export async function signUpInto(to: TestServer, clientId: string, email: string, phone: string): Promise<void> {
  const UserAttributes = list({ phone_number: phone });
  await to.anonymous.send(
    new SignUpCommand({ ClientId: clientId, Username: email, Password: goodPassword, UserAttributes }),
  );
}

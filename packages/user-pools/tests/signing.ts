/** Signs requests by hand, so that tests can alter what the SDK would never send. */
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import { expect } from 'vitest';
import { ensureAccessKey } from '../src/index.ts';
import { Sha256 } from '../src/sigv4/sha256.ts';
import type { TestServer } from './server.ts';
import { sendRaw, type WireAnswer } from './wire.ts';

/** What a request says unless a test has it otherwise: ListUserPools. */
export const listPoolsBody = JSON.stringify({ MaxResults: 10 });
const listPoolsHeaders = {
  'content-type': 'application/x-amz-json-1.1',
  'x-amz-target': 'AWSCognitoIdentityProviderService.ListUserPools',
};

/** An access key id of the right shape that no server has given out. */
export const foreignKeyId = `AKIA${'Z'.repeat(16)}`;

type Headers = Record<string, string>;

export interface Signing {
  service?: string;
  region?: string;
  signingDate?: Date;
  /** Added to the headers of ListUserPools; with `body`, in their place. */
  headers?: Headers;
  body?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
  unsignableHeaders?: Set<string>;
}

/** The headers of a request that is signed well, or as `signing` says. */
export async function sign(server: TestServer, signing: Signing = {}): Promise<Headers> {
  const { service = 'cognito-idp', region = 'us-east-1', body = listPoolsBody } = signing;
  const signingDate = signing.signingDate ?? new Date(server.clock.now());
  const credentials = signing.credentials ?? (await ensureAccessKey(server.ctx));
  const signer = new SignatureV4({ service, region, credentials, sha256: Sha256 });
  const given = signing.body === undefined ? { ...listPoolsHeaders, ...signing.headers } : signing.headers;
  const headers = { host: new URL(server.url).host, ...given };
  const request = new HttpRequest({ method: 'POST', path: '/', body, headers });
  return (await signer.sign(request, { signingDate, unsignableHeaders: signing.unsignableHeaders })).headers;
}

export function send(server: TestServer, headers: Headers, body = listPoolsBody, path = '/'): Promise<WireAnswer> {
  return sendRaw(server.url, { method: 'POST', path, headers, body });
}

/** Headers without one of them. */
export function without(headers: Headers, name: string): Headers {
  return Object.fromEntries(Object.entries(headers).filter(([given]) => given !== name));
}

/** Headers with another Authorization. */
export function edit(headers: Headers, change: (authorization: string) => string): Headers {
  return { ...headers, authorization: change(headers.authorization ?? '') };
}

export function expectRefusal(answer: WireAnswer, name: string, message?: RegExp): void {
  expect([answer.status, answer.body.__type]).toEqual([400, name]);
  expect(answer.headers.get('x-amzn-errortype')).toBe(name);
  if (message) expect(answer.body.message).toMatch(message);
}

/** What stands in for a user pool here: RSA keys, a key server on a real port, and tokens signed with those keys. */

import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export const clientId = '3exampleclientid0000000000';
/** Seconds since 1970 at which every test begins. */
export const startSeconds = 1_780_000_000;

export interface SigningKey {
  kid: string;
  privateKey: KeyObject;
  jwk: object;
}

export function makeKey(kid: string, modulusLength = 2048): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength });
  return { kid, privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' } };
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

export function signToken(claims: object, { kid, privateKey }: SigningKey, header: object = {}): string {
  const input = `${encode({ alg: 'RS256', kid, ...header })}.${encode(claims)}`;
  return `${input}.${sign('sha256', Buffer.from(input), privateKey).toString('base64url')}`;
}

/** A token with whatever in its signature's place. */
export function forgeToken(claims: object, header: object, signature: (input: string) => string): string {
  const input = `${encode(header)}.${encode(claims)}`;
  return `${input}.${signature(input)}`;
}

export interface Issuer {
  url: string;
  key: SigningKey;
  /** How often the keys were asked for. */
  requests: number;
  publish(...keys: SigningKey[]): void;
  /** Replaces the answer to the next and all later requests. */
  answer(listener: RequestListener): void;
  accessClaims(changes?: object): Record<string, unknown>;
  idClaims(changes?: object): Record<string, unknown>;
  accessToken(changes?: object): string;
  close(): Promise<void>;
}

export async function startIssuer(): Promise<Issuer> {
  const key = makeKey('first');
  let listener: RequestListener;
  const server = createServer((request, response) => {
    issuer.requests += 1;
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/us-east-1_Example01`;
  const common = { sub: '0b8f7ae8-7c4e-4d1e-9d3c-4ad0f5f4b0aa', iss: url, iat: startSeconds, exp: startSeconds + 3600 };
  const issuer: Issuer = {
    url,
    key,
    requests: 0,
    publish(...keys) {
      listener = (request, response) => {
        response.statusCode = request.url === '/us-east-1_Example01/.well-known/jwks.json' ? 200 : 404;
        response.end(JSON.stringify({ keys: keys.map(({ jwk }) => jwk) }));
      };
    },
    answer(replacement) {
      listener = replacement;
    },
    accessClaims: (changes) => ({ ...common, token_use: 'access', client_id: clientId, username: 'ada', ...changes }),
    idClaims: (changes) => ({ ...common, token_use: 'id', aud: clientId, ...changes }),
    accessToken: (changes) => signToken(issuer.accessClaims(changes), key),
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  issuer.publish(key);
  return issuer;
}

/** A clock that stands still until it is moved. */
export function createClock() {
  let now = startSeconds * 1000;
  return {
    now: () => now,
    advance(seconds: number) {
      now += seconds * 1000;
    },
  };
}

/** A small stand-in for the user pool: its public keys and GetUser, over real HTTP. The whole-stack tests use the real one. */

import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export const poolId = 'us-east-1_Example01';
export const clientId = '3exampleclientid0000000000';

export type Attributes = Record<string, string>;

export interface StandInPool {
  endpoint: string;
  /** How often GetUser was called. */
  getUserCalls: number;
  /** `down`: connections are cut. */
  state: 'up' | 'down';
  /** GetUser answers when this is over. */
  gate: Promise<void>;
  /** Makes a user and an access token of theirs. */
  signIn(attributes?: Attributes, claims?: object): { sub: string; token: string };
  /** Another access token of a known user. */
  tokenFor(sub: string, claims?: object): string;
  /** From now on GetUser refuses this token, whose signature stays good. */
  revoke(token: string): void;
  setAttributes(sub: string, attributes: Attributes): void;
  close(): Promise<void>;
}

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'access', alg: 'RS256', use: 'sig' };
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** @param now milliseconds since 1970, for the tokens' times */
export async function startStandInPool(now: () => number): Promise<StandInPool> {
  const users = new Map<string, Attributes>();
  const tokens = new Map<string, string>();
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (pool.state === 'down') return void response.destroy();
    if (request.url === `/${poolId}/.well-known/jwks.json`) return void response.end(JSON.stringify({ keys: [jwk] }));
    if (request.headers['x-amz-target'] !== 'AWSCognitoIdentityProviderService.GetUser')
      throw new Error('unexpected call');
    if (request.headers.authorization) throw new Error('GetUser needs no AWS credentials');
    pool.getUserCalls += 1;
    await pool.gate;
    const { AccessToken } = (await json(request)) as { AccessToken: string };
    const sub = tokens.get(AccessToken);
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    if (sub === undefined) {
      response.writeHead(400);
      response.end(JSON.stringify({ __type: 'NotAuthorizedException', message: 'Access Token has been revoked' }));
      return;
    }
    const UserAttributes = Object.entries({ sub, ...users.get(sub) }).map(([Name, Value]) => ({ Name, Value }));
    response.end(JSON.stringify({ Username: sub, UserAttributes }));
  }

  const pool: StandInPool = {
    endpoint,
    getUserCalls: 0,
    state: 'up',
    gate: Promise.resolve(),
    signIn(attributes = {}, claims = {}) {
      const sub = randomUUID();
      users.set(sub, attributes);
      return { sub, token: pool.tokenFor(sub, claims) };
    },
    tokenFor(sub, claims = {}) {
      const iat = Math.floor(now() / 1000);
      const times = { iat, auth_time: iat, exp: iat + 3600, jti: randomUUID() };
      const who = { sub, username: sub, iss: `${endpoint}/${poolId}`, client_id: clientId, token_use: 'access' };
      const input = `${encode({ kid: 'access', alg: 'RS256' })}.${encode({ ...who, ...times, ...claims })}`;
      const token = `${input}.${sign('sha256', Buffer.from(input), privateKey).toString('base64url')}`;
      tokens.set(token, sub);
      return token;
    },
    revoke: (token) => void tokens.delete(token),
    setAttributes: (sub, attributes) => void users.set(sub, attributes),
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return pool;
}

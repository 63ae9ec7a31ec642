/** The Fastify side of the verifier: who is asking, as `request.claims`, for routes that demand it and routes that welcome it. */

import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { extractBearerToken } from './bearer.ts';
import type { Claims } from './claims.ts';
import { KeysUnavailableError, TokenVerifyError } from './errors.ts';
import type { Verifier } from './verifier.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** What the caller's token says; undefined for a visitor. */
    claims: Claims | undefined;
  }
}

/** Declares `request.claims`. Register it once, before the routes. */
export const authentication: FastifyPluginAsync = fastifyPlugin(
  async (app) => {
    app.decorateRequest('claims', undefined);
  },
  { name: '@cruddur/jwt-verifier', fastify: '5.x' },
);

/** Fits `onRequest` (before the body is read: strangers buy no parsing) and every later hook up to `preHandler`. */
export type AuthenticationHook = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>;

/**
 * For routes that only people who are signed in may call: sets `request.claims`, or answers
 * 401 `{code: 'unauthenticated', reason, message}` with the challenge of RFC 6750 section 3,
 * or 503 `{code: 'keys_unavailable', message}` when the token could not be checked.
 *
 * @param realm named in the challenge
 */
export function requiredAuthentication(verifier: Verifier, realm = 'api'): AuthenticationHook {
  return async (request, reply) => {
    const outcome = await authenticate(verifier, request);
    if (outcome instanceof TokenVerifyError) return refuse(reply, outcome, realm);
    if (outcome instanceof KeysUnavailableError) return askAgainLater(reply);
    return undefined;
  };
}

/**
 * For routes that serve everybody and know those who are signed in: sets `request.claims` when the token is good. A bad token is a
 * visitor. So is a token that could not be checked, since a visitor's page is better than none; that is logged as an error.
 */
export function optionalAuthentication(verifier: Verifier): AuthenticationHook {
  return async (request) => {
    await authenticate(verifier, request);
    return undefined;
  };
}

async function authenticate(
  verifier: Verifier,
  request: FastifyRequest,
): Promise<TokenVerifyError | KeysUnavailableError | undefined> {
  const token = extractBearerToken(request.headers.authorization);
  const tokenReceived = token !== undefined;
  try {
    request.claims = await verifier.verify(token);
    request.log.info({ tokenReceived, tokenGood: true }, 'Authenticated');
    return undefined;
  } catch (error) {
    if (error instanceof TokenVerifyError) {
      request.log.info({ tokenReceived, tokenGood: false, reason: error.reason }, 'Not authenticated');
      return error;
    }
    if (!(error instanceof KeysUnavailableError)) throw error;
    request.log.error({ tokenReceived, err: error }, 'Token not checked');
    return error;
  }
}

function refuse(reply: FastifyReply, { reason, message }: TokenVerifyError, realm: string): FastifyReply {
  const fault = reason === 'no-token' ? '' : `, error="invalid_token", error_description="${message}"`;
  return reply
    .code(401)
    .header('www-authenticate', `Bearer realm="${realm}"${fault}`)
    .send({ code: 'unauthenticated', reason, message });
}

function askAgainLater(reply: FastifyReply): FastifyReply {
  return reply
    .code(503)
    .header('retry-after', '5')
    .send({ code: 'keys_unavailable', message: 'Tokens cannot be checked at the moment. Please try again.' });
}

import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { TokenRefusedError, UserPoolUnavailableError } from '../profiles/fetch-user.ts';
import { HttpError, notFound } from './errors.ts';

/** Turns whatever was thrown into JSON. What is not foreseen is ours: 500, the error into the log, its id to the caller. */
export function answerError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof HttpError) return reply.code(error.status).send(error.body);
  if (error instanceof TokenRefusedError) return refuseToken(reply, error.message);
  if (error instanceof UserPoolUnavailableError) {
    request.log.error({ err: error }, 'User pool unavailable');
    const message = 'The user pool does not answer at the moment. Please try again.';
    return reply.code(503).header('retry-after', '5').send({ code: 'user_pool_unavailable', message });
  }
  const status = 'statusCode' in error ? (error.statusCode ?? 500) : 500;
  if (status >= 400 && status < 500) return reply.code(status).send({ code: 'bad_request', message: error.message });
  request.log.error({ err: error }, 'Request failed');
  const message = 'Something went wrong on our side.';
  return reply.code(500).send({ code: 'internal_error', message, request_id: request.id });
}

export function answerNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return answerError(notFound('not_found', 'There is nothing here.'), request, reply);
}

function refuseToken(reply: FastifyReply, message: string): FastifyReply {
  return reply
    .code(401)
    .header('www-authenticate', `Bearer realm="cruddur", error="invalid_token", error_description="${message}"`)
    .send({ code: 'unauthenticated', reason: 'refused', message });
}

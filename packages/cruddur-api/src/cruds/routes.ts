/** The feeds, and writing to them. */

import { extractBearerToken } from '@cruddur/jwt-verifier';
import { optionalAuthentication, requiredAuthentication } from '@cruddur/jwt-verifier/fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { TokenRefusedError, UserPoolUnavailableError } from '../profiles/fetch-user.ts';
import { callerProfile } from '../profiles/routes.ts';
import { homeFeed, userFeed } from './feed.ts';
import { type CrudInput, postCrud, postReply } from './write.ts';

const text = { type: ['string', 'null'] };
const body = { type: 'object', properties: { message: text, ttl: text } };

/** Declares the routes under `/activities`. */
export function declareCrudRoutes(api: FastifyInstance, ctx: Context): void {
  const anybody = { onRequest: optionalAuthentication(ctx.verifier) };
  const signedIn = { onRequest: requiredAuthentication(ctx.verifier, 'cruddur'), schema: { body } };

  api.get('/activities/home', anybody, async (request) => homeFeed(ctx, await isSignedIn(ctx, request)));

  api.get<{ Params: { handle: string } }>('/activities/@:handle', anybody, async (request) => {
    // The feed is the same for everybody, but the first page that somebody opens may be their own.
    await isSignedIn(ctx, request);
    return userFeed(ctx, request.params.handle);
  });

  api.post<{ Body: CrudInput }>('/activities', signedIn, async (request) =>
    postCrud(ctx, await callerProfile(ctx, request), request.body),
  );

  api.post<{ Body: CrudInput; Params: { uuid: string } }>('/activities/:uuid/reply', signedIn, async (request) =>
    postReply(ctx, await callerProfile(ctx, request), request.params.uuid, request.body),
  );
}

/**
 * The feeds are where most people are first seen, so this is where their profile is stored. A token that the pool refuses is a visitor's; a
 * pool that does not answer takes nothing away from a token that is good.
 */
async function isSignedIn(ctx: Context, request: FastifyRequest): Promise<boolean> {
  const token = extractBearerToken(request.headers.authorization);
  if (!request.claims || !token) return false;
  try {
    await ctx.profiles.of(request.claims, token);
    return true;
  } catch (error) {
    if (error instanceof TokenRefusedError) return false;
    if (!(error instanceof UserPoolUnavailableError)) throw error;
    request.log.error({ err: error }, 'Profile not stored');
    return true;
  }
}

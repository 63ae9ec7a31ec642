import { extractBearerToken } from '@cruddur/jwt-verifier';
import { requiredAuthentication } from '@cruddur/jwt-verifier/fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import type { Profile } from '../storage/profiles.ts';

/** The caller's own profile as the API shows it. */
export interface OwnProfile {
  uuid: string;
  handle: string;
  display_name: string;
  /** Present when the handle is not the `preferred_username` asked for. */
  handle_changed?: { wanted: string; given: string };
}

/** Declares `/users/me`. */
export function declareProfileRoutes(api: FastifyInstance, ctx: Context): void {
  const signedIn = { onRequest: requiredAuthentication(ctx.verifier, 'cruddur') };
  api.get('/users/me', signedIn, async (request) => toOwnProfile(await callerProfile(ctx, request)));
}

/**
 * The profile of whoever sent the request, on routes that require authentication.
 *
 * @throws TokenRefusedError, UserPoolUnavailableError
 */
export function callerProfile(ctx: Context, request: FastifyRequest): Promise<Profile> {
  const token = extractBearerToken(request.headers.authorization);
  if (!request.claims || !token) throw new Error('This route does not require authentication');
  return ctx.profiles.of(request.claims, token);
}

function toOwnProfile({ uuid, handle, displayName, wantedHandle }: Profile): OwnProfile {
  const profile = { uuid, handle, display_name: displayName };
  if (wantedHandle === null || wantedHandle === handle) return profile;
  return { ...profile, handle_changed: { wanted: wantedHandle, given: handle } };
}

import type { Context } from '../context.ts';
import { errors } from '../errors.ts';
import { isClientSecret, verifySecretHash } from '../keys/client-secret.ts';
import type {
  Auth,
  Callers,
  ClientCaller,
  OperationName,
  PoolCaller,
  PoolClientCaller,
  UserCaller,
} from '../operations/operation.ts';
import { type AppClient, findClient } from '../storage/clients.ts';
import { findPool } from '../storage/pools.ts';
import { verifyAccessToken } from '../tokens/verify-access-token.ts';

type Input = Record<string, unknown>;
type Origin = Pick<Callers['account'], 'address' | 'requestId'>;

/**
 * Finds out who calls, from a validated input: the pool of a signed call, the client of either kind of call with its secret proved,
 * or the user of an access token.
 *
 * @throws ResourceNotFoundException, NotAuthorizedException, UnauthorizedException, and what the access token check throws.
 */
export async function identify(
  ctx: Context,
  operation: OperationName,
  auth: Auth,
  input: Input,
  origin: Origin,
): Promise<Callers[Auth]> {
  if (auth === 'pool') return poolCaller(ctx, input, origin);
  if (auth === 'poolClient') return poolClientCaller(ctx, operation, input, origin);
  if (auth === 'client') return clientCaller(ctx, operation, input, origin);
  if (auth === 'user') return userCaller(ctx, input, origin);
  return origin;
}

async function poolCaller(ctx: Context, input: Input, origin: Origin): Promise<PoolCaller> {
  const id = text(input.UserPoolId) ?? '';
  const pool = await findPool(ctx.db, id);
  if (!pool) throw errors.poolNotFound(id);
  return { ...origin, pool };
}

/** A client of another pool is none of this one. */
async function poolClientCaller(
  ctx: Context,
  operation: OperationName,
  input: Input,
  origin: Origin,
): Promise<PoolClientCaller> {
  const { pool } = await poolCaller(ctx, input, origin);
  const id = text(input.ClientId) ?? '';
  const client = await findClient(ctx.db, id);
  if (client?.poolId !== pool.id) throw errors.clientNotFound(id);
  await proveClient(ctx, operation, client, input);
  return { ...origin, pool, client };
}

async function userCaller(ctx: Context, input: Input, origin: Origin): Promise<UserCaller> {
  const token = text(input.AccessToken);
  if (!token) throw errors.accessTokenInvalid();
  return { ...origin, ...(await verifyAccessToken(ctx, token)) };
}

async function clientCaller(
  ctx: Context,
  operation: OperationName,
  input: Input,
  origin: Origin,
): Promise<ClientCaller> {
  const id = text(input.ClientId) ?? '';
  const client = await findClient(ctx.db, id);
  const pool = client && (await findPool(ctx.db, client.poolId));
  if (!client || !pool) throw errors.clientNotFound(id);
  await proveClient(ctx, operation, client, input);
  return { ...origin, pool, client };
}

async function proveClient(ctx: Context, operation: OperationName, client: AppClient, input: Input): Promise<void> {
  const given = text(input.ClientSecret);
  if (operation === 'GetTokensFromRefreshToken') {
    if (!(await isClientSecret(ctx, client, given))) throw errors.clientSecretWrong(client.id);
  } else if (operation === 'RevokeToken') {
    if (!(await isClientSecret(ctx, client, given))) throw errors.clientUnauthorized();
  } else if (!isRefresh(operation, input)) {
    // The hash of a refresh is made over the user's real name, which only the operation learns: from the refresh token.
    const { username, hash } = secretHashOf(input);
    await verifySecretHash(ctx, client, username, hash);
  }
}

function isRefresh(operation: OperationName, input: Input): boolean {
  const starts = operation === 'InitiateAuth' || operation === 'AdminInitiateAuth';
  return starts && ['REFRESH_TOKEN_AUTH', 'REFRESH_TOKEN'].includes(String(input.AuthFlow));
}

/** The hash and the user name it was made over stand beside each other, in the input itself or in one of its maps. */
function secretHashOf(input: Input): { username: string | undefined; hash: string | undefined } {
  const map = (input.AuthParameters ?? input.ChallengeResponses ?? {}) as Input;
  return {
    username: text(input.Username) ?? text(map.USERNAME),
    hash: text(input.SecretHash) ?? text(map.SECRET_HASH),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

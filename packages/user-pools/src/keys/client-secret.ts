import { createHmac } from 'node:crypto';
import type { Context } from '../context.ts';
import { errors } from '../errors.ts';
import { type AppClient, openClientSecret } from '../storage/clients.ts';
import { isSameText } from './same-text.ts';

/**
 * Checks Base64(HMAC-SHA256(client secret, username + client id)). A client without a secret must send no hash.
 *
 * @param username as the caller sent it in the same request; undefined where the request named none.
 * @throws NotAuthorizedException; InvalidParameterException when there is no user name to check the hash over.
 */
export async function verifySecretHash(
  ctx: Context,
  client: AppClient,
  username: string | undefined,
  given: string | undefined,
): Promise<void> {
  const secret = await openClientSecret(ctx, client);
  if (secret === undefined) {
    if (given !== undefined) throw errors.secretHashUnwanted(client.id);
    return;
  }
  if (given === undefined) throw errors.secretHashMissing(client.id);
  if (username === undefined) throw errors.missingParameter('USERNAME');
  const expected = createHmac('sha256', secret).update(`${username}${client.id}`).digest('base64');
  if (!isSameText(expected, given)) throw errors.secretHashWrong(client.id);
}

/** A public client proves nothing and must send no secret. */
export async function isClientSecret(ctx: Context, client: AppClient, given: string | undefined): Promise<boolean> {
  const secret = await openClientSecret(ctx, client);
  if (secret === undefined || given === undefined) return secret === given;
  return isSameText(secret, given);
}

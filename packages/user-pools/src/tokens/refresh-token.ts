import type { Context, Random } from '../context.ts';

/** Looks like the encrypted token Amazon hands out, whose five parts some clients count. */
const header = Buffer.from('{"cty":"JWT","enc":"A256GCM","alg":"RSA-OAEP"}').toString('base64url');

/** A new refresh token: opaque to everyone, ourselves included. It is random, and stored only as a keyed hash. */
export function makeRefreshToken(random: Random): string {
  const parts = [32, 12, 64, 16].map((length) => random.bytes(length).toString('base64url'));
  return [header, ...parts].join('.');
}

/** How a refresh token is stored and found. */
export async function refreshTokenHash(ctx: Pick<Context, 'keyring'>, poolId: string, token: string): Promise<string> {
  return (await ctx.keyring.scope(poolId)).keyedHash('refresh-token', token);
}

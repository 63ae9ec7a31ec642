import { hkdfSync, timingSafeEqual } from 'node:crypto';
import { foldKey } from '../attributes/case.ts';
import { hasAlias, shapeOf, usesSubAsUsername } from '../attributes/user-name-model.ts';
import type { Context } from '../context.ts';
import type { Sealer } from '../keys/keyring.ts';
import { standInSub } from '../limits/lockout.ts';
import { elementBytes, fromBytes, prime } from '../srp/group.ts';
import { poolAllowsSrp } from '../storage/clients.ts';
import { addVerifier, someUserLacksVerifier } from '../storage/passwords.ts';
import type { Pool } from '../storage/pools.ts';
import type { PasswordSecrets, User } from '../storage/users.ts';
import { decoyHash } from './hasher.ts';
import { longestPassword } from './policy.ts';

const saltBytes = 16;

/** What SRP needs to know of a user, existing or not. */
export interface SrpCredential {
  /** What the client is told as USER_ID_FOR_SRP, and hashes. */
  userId: string;
  /** 16 bytes in hex. */
  salt: string;
  /** Hex. */
  verifier: string;
}

/**
 * What is stored of a new password: its argon2id hash and, while some client of the pool allows SRP, its SRP verifier.
 * To be called outside of transactions.
 */
export async function makePasswordSecrets(
  ctx: Context,
  pool: Pool,
  user: Pick<User, 'sub' | 'username'>,
  password: string,
): Promise<PasswordSecrets> {
  const passwordHash = await ctx.passwords.hash(password);
  if (!(await poolAllowsSrp(ctx.db, pool.id))) return { passwordHash, srpSalt: null, srpVerifier: null };
  return { passwordHash, ...(await makeVerifier(ctx, pool, user, password)) };
}

async function makeVerifier(ctx: Context, pool: Pool, user: Pick<User, 'sub' | 'username'>, password: string) {
  const salt = ctx.random.bytes(saltBytes);
  const verifier = await ctx.srp.verifierFor(pool.id, srpUserId(pool, user.username), password, salt);
  const sealer = await ctx.keyring.scope(pool.id);
  return { srpSalt: salt.toString('hex'), srpVerifier: sealer.seal(verifierIdentity(user.sub), verifier) };
}

/**
 * The user name inside SRP's hashes, as this pool compares it: answering with the letter case a user signed up with would
 * tell a stranger that the user exists.
 */
export function srpUserId(pool: Pool, username: string): string {
  return foldKey(pool, username);
}

/**
 * The user's SRP credential. For a name nobody has, and for a user without a verifier, one that no password fits and
 * that stays the same for the name.
 *
 * @param username as the caller gave it.
 */
export async function srpCredential(
  ctx: Context,
  pool: Pool,
  user: User | undefined,
  username: string,
): Promise<SrpCredential> {
  const sealer = await ctx.keyring.scope(pool.id);
  const standIn = await standInSub(ctx, pool, username);
  const decoy = decoyCredential(sealer, user?.sub ?? standIn);
  const userId = srpUserId(pool, user?.username ?? (isNoUsername(pool, username) ? standIn : username));
  if (!user?.srpSalt || !user.srpVerifier) return { userId, ...decoy };
  return { userId, salt: user.srpSalt, verifier: sealer.open(verifierIdentity(user.sub), user.srpVerifier).toString() };
}

/** True where no user can have `name` as user name, so that telling it back would give away that nobody has it. */
function isNoUsername(pool: Pool, name: string): boolean {
  const shape = shapeOf(pool, name);
  return usesSubAsUsername(pool) || (shape !== undefined && hasAlias(pool, shape));
}

function decoyCredential(sealer: Sealer, subject: string): Pick<SrpCredential, 'salt' | 'verifier'> {
  const salt = Buffer.from(sealer.keyedHash('srp-decoy-salt', subject), 'base64url').subarray(0, saltBytes);
  const seed = sealer.keyedHash('srp-decoy-verifier', subject);
  const verifier = fromBytes(Buffer.from(hkdfSync('sha256', seed, '', 'srp-decoy-verifier', elementBytes))) % prime;
  return { salt: salt.toString('hex'), verifier: verifier.toString(16) };
}

/**
 * Whether `password` is the user's. A name nobody has costs what a wrong password of a user costs:
 *
 * - In a pool without SRP, argon2id decides.
 * - In a pool with SRP the verifier decides, in a millisecond and without the 19 MiB that every guess would make us pay.
 * - While some user of such a pool lacks a verifier, whoever is not proved by one also pays for an argon2id hash, or its
 *   cost would single those users out. The first right password of such a user makes the verifier.
 *
 * @param username as the caller gave it, for names nobody has.
 */
export async function provePassword(
  ctx: Context,
  pool: Pool,
  user: User | undefined,
  username: string,
  password: string,
): Promise<boolean> {
  if (password.length > longestPassword) return false;
  if (!(await poolAllowsSrp(ctx.db, pool.id))) return ctx.passwords.verify(user?.passwordHash ?? decoyHash, password);
  const someLack = await someUserLacksVerifier(ctx.db, pool.id);
  const provedByVerifier = await fitsVerifier(ctx, pool, user, username, password);
  // Read before the others: a sign-in in parallel may have given this user a verifier, and nobody lacks one any more.
  const lacking = user?.passwordHash && !user.srpVerifier ? user : undefined;
  if (provedByVerifier || !(someLack || lacking)) return provedByVerifier;

  const proved = await ctx.passwords.verify(lacking?.passwordHash ?? decoyHash, password);
  if (proved && lacking) await addVerifier(ctx.db, lacking, await makeVerifier(ctx, pool, lacking, password));
  return proved;
}

async function fitsVerifier(
  ctx: Context,
  pool: Pool,
  user: User | undefined,
  username: string,
  password: string,
): Promise<boolean> {
  const { userId, salt, verifier } = await srpCredential(ctx, pool, user, username);
  const offered = await ctx.srp.verifierFor(pool.id, userId, password, Buffer.from(salt, 'hex'));
  return timingSafeEqual(element(offered), element(verifier)) && Boolean(user?.srpVerifier);
}

function element(hex: string): Buffer {
  return Buffer.from(hex.padStart(elementBytes * 2, '0'), 'hex');
}

function verifierIdentity(sub: string): string {
  return `srp-verifier:${sub}`;
}

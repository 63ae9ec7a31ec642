import { transaction } from '@cruddur/database';
import { ensureAccessKey, type RunningUserPools, readConfig, startUserPools } from '@cruddur/user-pools';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import { makeIdentity, newUser } from '../../packages/user-pools/src/attributes/new-user.ts';
import { makePasswordSecrets } from '../../packages/user-pools/src/passwords/secrets.ts';
import { Sha256 } from '../../packages/user-pools/src/sigv4/sha256.ts';
import { insertUser } from '../../packages/user-pools/src/storage/insert-user.ts';
import { findPool } from '../../packages/user-pools/src/storage/pools.ts';
import { serverSettings } from '../../scripts/run.mjs';
import { createHttpClient, headersFor } from '../http-client.ts';
import { signInBySrp } from '../srp-client.ts';
import { startServer } from './server-process.ts';
import { password, type Target, username } from './target.ts';

export interface OursOptions {
  /** Folder where compiled code is kept from one start to the next. */
  compiledDir: string;
  /** Folder for a CPU profile, written when the server stops. */
  profileDir: string | undefined;
}

/** Starts our server as `npm start` starts its own, with a pool of `users` users in a new folder. */
export async function startOurs(dataDir: string, users: number, options: OursOptions): Promise<Target> {
  const { poolId, clientId, accessKeyId, secretAccessKey } = await seed(dataDir, users);
  const { compiledDir, profileDir } = options;
  const server = await startServer({
    entry: 'user-pools.ts',
    args: [dataDir],
    env: { ...serverSettings.env, NODE_COMPILE_CACHE: compiledDir },
    nodeOptions: [...serverSettings.args, ...(profileDir ? ['--cpu-prof', `--cpu-prof-dir=${profileDir}`] : [])],
  });
  const credentials = { accessKeyId, secretAccessKey };
  const signer = new SignatureV4({ service: 'cognito-idp', region: 'us-east-1', credentials, sha256: Sha256 });
  const { host } = new URL(server.url);
  return {
    name: 'user-pools',
    users,
    server,
    http: createHttpClient(server.url),
    poolId,
    clientId,
    async sign(operation, body) {
      const headers = { host, ...headersFor(operation, body) };
      return (await signer.sign(new HttpRequest({ method: 'POST', path: '/', body, headers }))).headers;
    },
  };
}

/**
 * Starts our server once, so that what it compiles is kept for the next starts, and signs somebody in.
 *
 * @returns its resident memory, in bytes.
 */
export async function startFirst(dataDir: string, compiledDir: string): Promise<number> {
  const target = await startOurs(dataDir, 1, { compiledDir, profileDir: undefined });
  await signInBySrp(target, username(0));
  const { rss } = await target.server.ask({ ask: 'usage' });
  target.http.close();
  await target.server.stop();
  return rss;
}

/** Makes pool and client by the API, and the users by the storage functions that SignUp ends in. */
async function seed(dataDir: string, users: number) {
  const ports = { USER_POOLS_PORT: '0', USER_POOLS_MAILBOX_PORT: '0' };
  const running = await startUserPools(
    readConfig({ ...ports, USER_POOLS_DATA_DIR: dataDir, USER_POOLS_LOG_LEVEL: 'silent' }),
  );
  try {
    const { UserPool } = await running.call('CreateUserPool', {
      PoolName: 'bench',
      UsernameAttributes: ['email'],
      AutoVerifiedAttributes: ['email'],
      UsernameConfiguration: { CaseSensitive: false },
    });
    const poolId = UserPool?.Id ?? '';
    const { UserPoolClient } = await running.call('CreateUserPoolClient', {
      UserPoolId: poolId,
      ClientName: 'bench',
      ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    });
    await insertUsers(running, poolId, users);
    return { poolId, clientId: UserPoolClient?.ClientId ?? '', ...(await ensureAccessKey(running.ctx)) };
  } finally {
    await running.close();
  }
}

const batch = 500;

/**
 * The password is hashed once and all share the hash, or seeding would take minutes; everything else, the SRP verifier included,
 * each user has of its own.
 */
async function insertUsers({ ctx }: RunningUserPools, poolId: string, users: number): Promise<void> {
  const pool = await findPool(ctx.db, poolId);
  if (!pool) throw new Error('The pool is not there.');
  const hash = await ctx.passwords.hash(password);
  const shared = { ...ctx, passwords: { ...ctx.passwords, hash: async () => hash } };
  const state = { status: 'CONFIRMED', temporaryPasswordExpiresAt: undefined, createdAt: ctx.clock.now() } as const;
  const make = async (index: number) => {
    const identity = makeIdentity(ctx.random, pool, username(index), { email_verified: 'true' });
    return newUser(poolId, identity, await makePasswordSecrets(shared, pool, identity, password), state);
  };
  for (let first = 0; first < users; first += batch) {
    const indexes = Array.from({ length: Math.min(batch, users - first) }, (_, place) => first + place);
    const made = await Promise.all(indexes.map(make));
    await transaction(ctx.db, async (trx) => {
      for (const user of made) await insertUser(trx, pool, user);
    });
  }
}

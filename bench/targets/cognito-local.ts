import { randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createHttpClient } from '../http-client.ts';
import { type ServerProcess, startServer } from './server-process.ts';
import { password, type Target, username } from './target.ts';

/** Starts cognito-local with a pool of `users` users in a new folder. */
export async function startCognitoLocal(dataDir: string, users: number): Promise<Target> {
  await mkdir(dataDir);
  const first = await start(dataDir);
  const { poolId, clientId } = await createPool(first);
  await first.stop();
  await insertUsers(join(dataDir, '.cognito', 'db', `${poolId}.json`), users);
  const server = await start(dataDir);
  const http = createHttpClient(server.url);
  return { name: 'cognito-local', users, server, http, poolId, clientId, sign: async () => ({}) };
}

async function start(cwd: string): Promise<ServerProcess> {
  const env = {
    HOST: '127.0.0.1',
    PORT: String(await freePort()),
    AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE: '1',
  };
  return await startServer({ entry: 'cognito-local.ts', cwd, env });
}

async function createPool({ url }: ServerProcess): Promise<{ poolId: string; clientId: string }> {
  const http = createHttpClient(url);
  try {
    const pool = { PoolName: 'bench', UsernameAttributes: ['email'], AutoVerifiedAttributes: ['email'] };
    const { UserPool } = await http.call('CreateUserPool', JSON.stringify(pool));
    const { Id: poolId } = UserPool as { Id: string };
    const client = { UserPoolId: poolId, ClientName: 'bench', ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] };
    const { UserPoolClient } = await http.call('CreateUserPoolClient', JSON.stringify(client));
    return { poolId, clientId: (UserPoolClient as { ClientId: string }).ClientId };
  } finally {
    http.close();
  }
}

/** Written into its file while it is stopped: through its API each user would rewrite the file of all of them. */
async function insertUsers(file: string, users: number): Promise<void> {
  const content = JSON.parse(await readFile(file, 'utf8')) as { Users: Record<string, unknown> };
  const now = new Date().toISOString();
  for (let index = 0; index < users; index += 1) {
    const sub = randomUUID();
    const attributes = { sub, email: username(index), email_verified: 'true' };
    content.Users[sub] = {
      Username: sub,
      Password: password,
      Attributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
      Enabled: true,
      UserStatus: 'CONFIRMED',
      RefreshTokens: [],
      UserCreateDate: now,
      UserLastModifiedDate: now,
    };
  }
  await writeFile(file, JSON.stringify(content));
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

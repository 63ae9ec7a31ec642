import { createServer } from 'node:net';
import { startCruddurApi } from '@cruddur/cruddur-api';
import { startWeb } from '@cruddur/cruddur-web/server';
import { type ContextParts, type RunningUserPools, startUserPools } from '@cruddur/user-pools';
import type { StackConfig } from './config.ts';
import { prepareDataFolder } from './data-folder.ts';
import { provision } from './provision/index.ts';

export interface StackOptions {
  /** False leaves out the web pages, which `npm run dev` serves from their sources. */
  web?: boolean;
  /** Clock, randomness and log of the servers, for tests. */
  parts?: ContextParts;
}

/** Everything that runs, and where. */
export interface RunningStack {
  webUrl: string;
  apiUrl: string;
  userPoolsUrl: string;
  /** Undefined when mail goes out by SMTP. */
  mailboxUrl: string | undefined;
  region: string;
  poolId: string;
  clientId: string;
  /** Access key in the AWS CLI's format. */
  credentialsFile: string;
  /** What provisioning made or changed, or could not. */
  notes: string[];
  userPools: RunningUserPools;
  /** Stops accepting, lets requests in flight finish, closes the databases. */
  close(): Promise<void>;
}

/**
 * Starts user pools, API and web pages in this process, and applies the two pool files in between.
 *
 * @throws StackError, and what the servers throw when they cannot start; nothing is left running then.
 */
export async function startStack(config: StackConfig, { web = true, parts }: StackOptions = {}): Promise<RunningStack> {
  prepareDataFolder(config.dataDir);
  await using opened = new AsyncDisposableStack();
  const userPools = opened.adopt(await startUserPools(config.userPools, parts), (running) => running.close());
  const { poolId, clientId, notes } = await provision(userPools, config);
  const userPoolEndpoint = userPools.ctx.config.publicUrl;
  // The API must know the pages' origin and the pages the API's, so one port is chosen before it is listened on.
  const webPort = config.webPort || (await findFreePort());
  const frontendUrl = config.webPort ? config.api.frontendUrl : `http://localhost:${webPort}`;
  const api = opened.adopt(
    await startCruddurApi(
      { ...config.api, frontendUrl, userPoolId: poolId, userPoolClientId: clientId, userPoolEndpoint },
      parts,
    ),
    (running) => running.close(),
  );
  const apiUrl = config.api.port ? config.api.backendUrl : api.url;
  const { region } = config.userPools;
  if (web) {
    const pages = { region, userPoolId: poolId, userPoolClientId: clientId, userPoolEndpoint, apiUrl };
    opened.adopt(await startWeb({ host: '127.0.0.1', port: webPort, config: pages }), (running) => running.close());
  }
  const { mailboxUrl, credentialsFile, url: userPoolsUrl } = userPools;
  const running = opened.move();
  return {
    webUrl: frontendUrl,
    apiUrl,
    userPoolsUrl,
    mailboxUrl,
    region,
    poolId,
    clientId,
    credentialsFile,
    notes,
    userPools,
    close: () => running.disposeAsync(),
  };
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Starts a real server on a port and in a folder of its own, with clients of the official SDK and a clock that tests move. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  type CreateUserPoolClientRequest,
  CreateUserPoolCommand,
  type CreateUserPoolRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  type Config,
  type Context,
  type ContextParts,
  ensureAccessKey,
  type RunningUserPools,
  readConfig,
  startUserPools,
} from '../src/index.ts';

/** A message as the development mailbox shows it; a text message has no subject and no HTML. */
export interface ReceivedMail {
  medium: 'EMAIL' | 'SMS';
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  code: string;
  sentAt: number | string;
}

export interface TestClock {
  now(): number;
  /** Moves the server's time, and the signing time of `admin` with it. */
  advance(milliseconds: number): void;
}

export interface TestServer {
  url: string;
  mailboxUrl: string | undefined;
  ctx: Context;
  clock: TestClock;
  /** Signs with the generated access key. */
  admin: CognitoIdentityProviderClient;
  /** Has no credentials, like a browser. */
  anonymous: CognitoIdentityProviderClient;
  /** Calls an operation within the process. */
  call: RunningUserPools['call'];
  /** Users are e-mail addresses and confirm them by a code, unless `input` says otherwise. */
  createPool(input?: Partial<CreateUserPoolRequest>): Promise<{ poolId: string }>;
  /** A public client that allows SRP, passwords and refresh, unless `input` says otherwise. */
  createClient(
    poolId: string,
    input?: Partial<CreateUserPoolClientRequest>,
  ): Promise<{ clientId: string; clientSecret?: string }>;
  /** What was delivered to an address or a number, newest first. */
  mail(to: string): Promise<ReceivedMail[]>;
  close(): Promise<void>;
}

/** @param replace a logger that keeps what is logged, for tests of the log; else nothing is logged. */
export async function startTestServer(
  overrides: Partial<Config> = {},
  replace: Pick<ContextParts, 'log'> = {},
): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'user-pools-'));
  const defaults = readConfig({
    USER_POOLS_PORT: '0',
    USER_POOLS_MAILBOX_PORT: '0',
    USER_POOLS_DATA_DIR: dataDir,
    USER_POOLS_LOG_LEVEL: 'silent',
  });
  let offset = 0;
  const now = () => Date.now() + offset;
  const running = await startUserPools({ ...defaults, ...overrides }, { ...replace, clock: { now } });
  const { url, mailboxUrl, ctx } = running;
  const { accessKeyId, secretAccessKey } = await ensureAccessKey(ctx);
  const base = { endpoint: url, region: ctx.config.region, maxAttempts: 1 };
  const admin = new CognitoIdentityProviderClient({ ...base, credentials: { accessKeyId, secretAccessKey } });
  const anonymous = new CognitoIdentityProviderClient(base);
  const advance = (milliseconds: number) => {
    offset += milliseconds;
    admin.config.systemClockOffset = offset;
  };
  return {
    url,
    mailboxUrl,
    ctx,
    clock: { now, advance },
    admin,
    anonymous,
    call: running.call,
    createPool: (input) => createPool(admin, input),
    createClient: (poolId, input) => createClient(admin, poolId, input),
    async mail(to) {
      await ctx.outbox.flush();
      const answer = await fetch(`${mailboxUrl}/messages?to=${encodeURIComponent(to)}`);
      return (await answer.json()) as ReceivedMail[];
    },
    async close() {
      admin.destroy();
      anonymous.destroy();
      await running.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function createPool(admin: CognitoIdentityProviderClient, input: Partial<CreateUserPoolRequest> = {}) {
  const { UserPool } = await admin.send(
    new CreateUserPoolCommand({
      PoolName: 'test',
      UsernameAttributes: ['email'],
      AutoVerifiedAttributes: ['email'],
      UsernameConfiguration: { CaseSensitive: false },
      ...input,
    }),
  );
  return { poolId: UserPool?.Id ?? '' };
}

async function createClient(
  admin: CognitoIdentityProviderClient,
  poolId: string,
  input: Partial<CreateUserPoolClientRequest> = {},
) {
  const { UserPoolClient } = await admin.send(
    new CreateUserPoolClientCommand({
      UserPoolId: poolId,
      ClientName: 'test',
      ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      ...input,
    }),
  );
  return { clientId: UserPoolClient?.ClientId ?? '', clientSecret: UserPoolClient?.ClientSecret };
}

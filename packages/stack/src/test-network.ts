import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { type Clock, ensureAccessKey } from '@cruddur/user-pools';
import { pino } from 'pino';
import { readStackConfig } from './config.ts';
import { type RunningStack, startStack } from './start-stack.ts';

/** A clock that tests move forward; otherwise it goes with the system's. */
export interface MovableClock extends Clock {
  advance(ms: number): void;
}

/** A mail as the mailbox shows it. */
export interface ReceivedMail {
  id: string;
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  /** The code or temporary password in it. */
  code: string | undefined;
  /** ISO 8601. */
  sentAt: string;
}

/** Everything `npm start` starts, on free ports, in a folder of its own that goes with it. */
export interface TestNetwork extends RunningStack {
  mailboxUrl: string;
  dataDir: string;
  /** What user pools and API take for the time. */
  clock: MovableClock;
  /** What user pools and API have logged since the start, from level debug on: a JSON object a line. */
  logLines: readonly string[];
  /** The official SDK with the access key. */
  admin: CognitoIdentityProviderClient;
  /** The mails to an address, newest first, once all that were written are delivered. */
  mail(to: string): Promise<ReceivedMail[]>;
}

export interface TestNetworkOptions {
  /** False leaves out the web pages, which otherwise have to be built before. */
  web?: boolean;
  /** Other variables than the ports and the folder, e.g. CRUDDUR_INFRA_DIR. */
  env?: Record<string, string>;
}

/** Starts a network for a test; `close` stops it and deletes its folder. */
export async function createTestNetwork({ web = true, env = {} }: TestNetworkOptions = {}): Promise<TestNetwork> {
  const dataDir = mkdtempSync(join(tmpdir(), 'cruddur-network-'));
  const clock = createMovableClock();
  const logLines: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line) => void logLines.push(line) });
  await using opened = new AsyncDisposableStack();
  opened.defer(() => rmSync(dataDir, { recursive: true, force: true }));
  const stack = opened.adopt(await startStack(testConfig(dataDir, env), { web, parts: { clock, log } }), (it) =>
    it.close(),
  );
  const { mailboxUrl, userPools } = stack;
  if (mailboxUrl === undefined) throw new Error('A test network reads its mail from the mailbox: name no mail server');
  const admin = await createAdmin(stack);
  opened.defer(() => admin.destroy());
  const running = opened.move();
  return {
    ...stack,
    mailboxUrl,
    dataDir,
    clock,
    logLines,
    admin,
    async mail(to) {
      await userPools.ctx.outbox.flush();
      const response = await fetch(`${mailboxUrl}/messages?to=${encodeURIComponent(to)}`);
      if (!response.ok) throw new Error(`The mailbox answered ${response.status}`);
      return response.json();
    },
    close: () => running.disposeAsync(),
  };
}

function testConfig(dataDir: string, env: Record<string, string>) {
  return readStackConfig({
    CRUDDUR_DATA_DIR: dataDir,
    CRUDDUR_WEB_PORT: '0',
    CRUDDUR_API_PORT: '0',
    USER_POOLS_PORT: '0',
    USER_POOLS_MAILBOX_PORT: '0',
    ...env,
  });
}

async function createAdmin({ userPools, userPoolsUrl, region }: RunningStack): Promise<CognitoIdentityProviderClient> {
  const { accessKeyId, secretAccessKey } = await ensureAccessKey(userPools.ctx);
  return new CognitoIdentityProviderClient({
    endpoint: userPoolsUrl,
    region,
    credentials: { accessKeyId, secretAccessKey },
  });
}

function createMovableClock(): MovableClock {
  let ahead = 0;
  return {
    now: () => Date.now() + ahead,
    advance: (ms) => {
      ahead += ms;
    },
  };
}

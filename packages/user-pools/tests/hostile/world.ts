/** The world under attack: one server with pools, clients and users, put back as it was after every call that changed it. */
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Logger } from 'pino';
import { ensureAccessKey, type OperationName } from '../../src/index.ts';
import { contractOf } from '../../src/protocol/contract.ts';
import { Sha256 } from '../../src/sigv4/sha256.ts';
import { startTestServer, type TestServer } from '../server.ts';
import { post, type WireAnswer } from '../wire.ts';
import type { Known } from './permitted.ts';
import { populate } from './population.ts';
import { countWrites, digest, readTables, writeTable } from './rows.ts';

export interface World {
  server: TestServer;
  /** What its ids, names, tokens and codes are, by member. */
  known: Known;
  /** What no refusal and no line of the log may repeat. */
  secrets: string[];
  /** Calls an operation as whoever may call it: signed where it wants a signature. */
  call(operation: OperationName, body: string): Promise<WireAnswer>;
  /** The tables whose rows are not what they were, counters included. */
  changes(): Promise<string[]>;
  /** Whether any row was written since this was last asked, rolled back or not. */
  wrote(): Promise<boolean>;
  /** Puts every table back. */
  restore(): Promise<void>;
}

const secretMembers = ['AccessToken', 'ClientSecret', 'NEW_PASSWORD', 'Password', 'RefreshToken', 'Session'];

/** @param log what the server logs to, for tests of the log. */
export async function createWorld(log?: Logger): Promise<World> {
  const server = await startTestServer({ addressRate: 0 }, log ? { log } : {});
  const known = await populate(server);
  const call = await createCaller(server);
  await server.ctx.outbox.flush();
  const tables = await readTables(server);
  let writes = await countWrites(server);
  const changes = async () => {
    await server.ctx.outbox.flush();
    const now = await readTables(server);
    return [...now.keys()].filter((table) => digest(now.get(table)) !== digest(tables.get(table)));
  };
  return {
    server,
    known,
    secrets: secretMembers.flatMap((name) => known.get(name) as string[]),
    call,
    changes,
    async wrote() {
      const before = writes;
      writes = await countWrites(server);
      return writes !== before;
    },
    async restore() {
      for (const table of await changes()) await writeTable(server, table, tables.get(table) ?? []);
      writes = await countWrites(server);
    },
  };
}

async function createCaller(server: TestServer): Promise<World['call']> {
  const credentials = await ensureAccessKey(server.ctx);
  const { region } = server.ctx.config;
  const signer = new SignatureV4({ service: 'cognito-idp', region, credentials, sha256: Sha256 });
  const { host } = new URL(server.url);
  return async (operation, body) => {
    if (!contractOf(operation).signed) return await post(server.url, operation, body);
    const headers = { host, 'x-amz-target': `AWSCognitoIdentityProviderService.${operation}` };
    const request = new HttpRequest({ method: 'POST', path: '/', headers, body });
    const signed = await signer.sign(request, { signingDate: new Date(server.clock.now()) });
    const { host: _, ...rest } = signed.headers;
    return await post(server.url, operation, body, rest);
  };
}

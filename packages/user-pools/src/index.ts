/** A server that speaks the Amazon Cognito user pools API: start it, call it within the process, stop it. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { buildApp } from './app.ts';
import { type Config, ConfigError } from './config.ts';
import { type Context, type ContextParts, createContext } from './context.ts';
import { ensureAccessKey, writeCredentialsFile } from './keys/access-keys.ts';
import { startHousekeeping } from './limits/housekeeping-timer.ts';
import { isLoopback } from './loopback.ts';
import { startMailbox } from './messages/mailbox/listener.ts';
import type { Input, OperationName, Output } from './operations/operation.ts';
import { perform } from './protocol/dispatch.ts';
import { validateInput } from './protocol/validate.ts';

export { type Config, ConfigError, readConfig } from './config.ts';
export type { Clock, Context, ContextParts, Random } from './context.ts';
export { CognitoError } from './errors.ts';
export { ensureAccessKey } from './keys/access-keys.ts';
export type { Input, OperationName, Output } from './operations/operation.ts';
export { contractOf, type Shape, structureOf } from './protocol/contract.ts';
export { explainStartFailure } from './start-failure.ts';

export interface RunningUserPools {
  /** Where the API answers, for clients on this machine. */
  url: string;
  /** The development mailbox; undefined when mail goes out by SMTP. */
  mailboxUrl: string | undefined;
  /** The access key's file, in the AWS CLI's format. */
  credentialsFile: string;
  ctx: Context;
  /** Calls an operation within the process, as its administrator: no signature, the same checks as any other call. */
  call<Name extends OperationName>(name: Name, input: Input<Name>): Promise<Output<Name>>;
  /** Stops accepting, finishes what is in flight, and closes the database. */
  close(): Promise<void>;
}

/**
 * Starts the API, the delivery of messages, the development mailbox where no mail server is named, and the housekeeping.
 *
 * @throws ConfigError, DatabaseUnavailableError, MasterKeyError, and Node's own error when a port cannot be had;
 *   `explainStartFailure` turns each into one line.
 */
export async function startUserPools(given: Config, replace: ContextParts = {}): Promise<RunningUserPools> {
  if (given.unsafeSkipSignatureCheck && !isLoopback(given.host))
    throw new ConfigError(['With the signature check off, the server may listen on a loopback address only.']);
  await using opened = new AsyncDisposableStack();
  const config = { ...given };
  const ctx = opened.adopt(await createContext(config, replace), (context) => context.close());
  const credentialsFile = await provideCredentials(ctx);
  const mailbox = config.smtpUrl ? undefined : opened.adopt(await startMailbox(ctx), (open) => open.close());
  opened.adopt(startHousekeeping(ctx), (sweeping) => sweeping.close());
  const app = opened.adopt(buildApp(ctx), (server) => server.close());
  const url = await listen(app, config);
  ctx.log.info({ url, mailboxUrl: mailbox?.url }, 'user pools are ready');

  const running = opened.move();
  return {
    url,
    mailboxUrl: mailbox?.url,
    credentialsFile,
    ctx,
    call: async (name, input) => {
      const origin = { address: 'in-process', requestId: randomUUID() };
      return (await perform(ctx, name, validateInput(name, input), origin)) as Output<typeof name>;
    },
    close: () => running.disposeAsync(),
  };
}

/** Makes the access key at first start, and its file whenever that is missing. */
async function provideCredentials(ctx: Context): Promise<string> {
  const file = join(ctx.config.dataDir, 'aws-credentials');
  const key = await ensureAccessKey(ctx);
  if (key.created || !existsSync(file)) await writeCredentialsFile(file, key, ctx.config.region);
  return file;
}

/** @returns the server's address for clients on this machine. */
async function listen(app: FastifyInstance, config: Config): Promise<string> {
  await app.listen({ host: config.host, port: config.port });
  const { port } = app.server.address() as AddressInfo;
  // With a port of the system's choice, the default public URL is known only now.
  if (config.publicUrl === 'http://localhost:0') config.publicUrl = `http://localhost:${port}`;
  const host = isLoopback(config.host) || /^(?:0\.0\.0\.0|\[?::\]?)$/.test(config.host) ? 'localhost' : config.host;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

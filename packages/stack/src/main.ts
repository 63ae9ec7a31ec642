/** What `npm start` runs: builds the web pages when they changed, starts everything, says where it is, and stops it again. */
import { parseArgs } from 'node:util';
import { stopOnSignal } from '@cruddur/http-server';
import { readStackConfig, type StackConfig } from './config.ts';
import { StackError } from './errors.ts';
import { explain } from './explain.ts';
import { assertPortsFree } from './ports.ts';
import { describeStack, stackAsJson } from './report.ts';
import { startStack } from './start-stack.ts';
import { ensureWebBuild } from './web-build.ts';

let config: StackConfig | undefined;
try {
  const { quiet, json } = readOptions();
  const say = (text: string) => {
    if (!quiet && !json) process.stdout.write(`${text}\n`);
  };
  config = readStackConfig();
  await assertPortsFree(wantedPorts(config));
  await ensureWebBuild(() => say('Building the web pages …'));
  say('Starting the servers …');
  const stack = await startStack(config);
  stopOnSignal(stack, say);
  if (json) process.stdout.write(`${stackAsJson(stack)}\n`);
  say(describeStack(stack));
} catch (error) {
  process.stderr.write(`${explain(error, config)}\n`);
  process.exit(1);
}

function readOptions(): { quiet: boolean; json: boolean } {
  try {
    const { values } = parseArgs({ options: { quiet: { type: 'boolean' }, json: { type: 'boolean' } } });
    return { quiet: values.quiet ?? false, json: values.json ?? false };
  } catch (error) {
    throw new StackError(`${error instanceof Error ? error.message : error}. Try: npm start -- --help`, {
      cause: error,
    });
  }
}

function wantedPorts({ userPools, api, webPort }: StackConfig) {
  return [
    { port: webPort, purpose: 'web pages', variable: 'CRUDDUR_WEB_PORT' },
    { port: api.port, purpose: 'API', variable: 'CRUDDUR_API_PORT' },
    { port: userPools.port, purpose: 'user pools', variable: 'USER_POOLS_PORT' },
    ...(userPools.smtpUrl
      ? []
      : [{ port: userPools.mailboxPort, purpose: 'mailbox', variable: 'USER_POOLS_MAILBOX_PORT' }]),
  ];
}

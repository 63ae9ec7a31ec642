/** Starts the user pools server alone: `node packages/user-pools/src/main.ts`. */
import { stopOnSignal } from '@cruddur/http-server';
import { type Config, describeVariables, readConfig } from './config.ts';
import { explainStartFailure, type RunningUserPools, startUserPools } from './index.ts';

const help = `Usage: node main.ts [--help]

A server that speaks the Amazon Cognito user pools API. Environment variables:

${describeVariables()}
`;

const say = (text: string) => process.stdout.write(`${text}\n`);
const complain = (text: string) => process.stderr.write(`${text}\n`);

async function main(): Promise<void> {
  const [option] = process.argv.slice(2);
  if (option === '--help' || option === '-h') return void say(help);
  if (option !== undefined) return fail(`Unknown option ${option}. Try --help.`);
  let config: Config | undefined;
  try {
    config = readConfig();
    const running = await startUserPools(config);
    stopOnSignal(running, say);
    announce(running);
  } catch (error) {
    fail(
      explainStartFailure(error, config) ??
        `The server could not start: ${error instanceof Error ? error.stack : error}`,
    );
  }
}

function announce({ url, mailboxUrl, credentialsFile }: RunningUserPools): void {
  say(`User pools   ${url}`);
  if (mailboxUrl) say(`Mailbox      ${mailboxUrl}`);
  say(
    `Try          AWS_SHARED_CREDENTIALS_FILE=${credentialsFile} aws --profile cruddur --endpoint-url ${url} sts get-caller-identity`,
  );
}

function fail(text: string): void {
  complain(text);
  process.exitCode = 1;
}

await main();

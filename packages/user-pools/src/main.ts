/** Starts the user pools server alone: `node packages/user-pools/src/main.ts`. */
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
    closeOnSignal(running);
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

/** The first signal lets calls in flight finish; a second one does not wait. */
function closeOnSignal(running: RunningUserPools): void {
  let closing = false;
  const close = () => {
    if (closing) process.exit(1);
    closing = true;
    running.close().catch((error) => fail(`The server did not close cleanly: ${error}`));
  };
  process.on('SIGINT', close);
  process.on('SIGTERM', close);
}

function fail(text: string): void {
  complain(text);
  process.exitCode = 1;
}

await main();

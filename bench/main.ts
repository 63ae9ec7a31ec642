/** What requests cost the user pools server: `npm run bench`. */
import { readFileSync } from 'node:fs';
import { writeDocument } from './document.ts';
import { type Options, OptionsError, readOptions } from './options.ts';
import { textReport } from './report.ts';
import { run } from './run.ts';
import { installPeers, peersAreInstalled } from './targets/install-peers.ts';

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) return void process.stdout.write(readFileSync(new URL('./help.txt', import.meta.url), 'utf8'));
  const say = (text: string) => void (options.quiet || process.stderr.write(`${text}\n`));
  const result = await run(options, await providePeers(options, say), say);
  if (options.docs) await writeDocument(result);
  process.stdout.write(options.json ? `${JSON.stringify(result, null, 2)}\n` : textReport(result));
}

/** Whether cognito-local takes part. A quick run installs nothing. */
async function providePeers({ peers, quick }: Options, say: (text: string) => void): Promise<boolean> {
  if (!peers || peersAreInstalled()) return peers;
  if (quick) return false;
  say('Installing cognito-local into bench/peers');
  const complaint = await installPeers();
  if (complaint) say(`cognito-local is left out, since it could not be installed: ${complaint}`);
  return complaint === undefined;
}

try {
  await main();
} catch (error) {
  process.stderr.write(
    `${error instanceof OptionsError ? error.message : error instanceof Error ? error.stack : error}\n`,
  );
  process.exitCode = 1;
}

/** Serves the built pages alone, configured by the environment. */
import { stopOnSignal } from '@cruddur/http-server';
import { buildWeb } from './build.ts';
import { readWebOptions } from './config.ts';
import { ConfigurationError } from './lib/config.ts';
import { startWeb } from './server.ts';

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(): Promise<void> {
  const options = readWebOptions();
  await buildWeb();
  const web = await startWeb(options);
  print(`Cruddur's pages are at ${web.url}`);
  stopOnSignal(web);
}

try {
  await main();
} catch (error) {
  const lines = error instanceof ConfigurationError ? error.problems : [error instanceof Error ? error.message : error];
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exitCode = 1;
}

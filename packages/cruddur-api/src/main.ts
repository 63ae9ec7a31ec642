/** Starts the API alone: `node src/main.ts`, configured by the environment. */

import { parseArgs } from 'node:util';
import { DatabaseUnavailableError } from '@cruddur/database';
import { stopOnSignal } from '@cruddur/http-server';
import { ApiConfigError, readApiConfig, variables } from './config.ts';
import { AddressUnavailableError, startCruddurApi } from './start.ts';

const help = `Starts the Cruddur API until it is interrupted (Ctrl-C).

Environment:
${Object.entries(variables)
  .map(([name, meaning]) => `  ${name.padEnd(32)} ${meaning}`)
  .join('\n')}
`;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const api = await startCruddurApi(readApiConfig());
  stopOnSignal(api);
}

/** Foreseen faults are one clear line each; anything else is a fault of ours and keeps its stack. */
function report(error: unknown): void {
  const foreseen = [ApiConfigError, AddressUnavailableError, DatabaseUnavailableError].some(
    (kind) => error instanceof kind,
  );
  const isUsage = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  const text = error instanceof Error ? (foreseen || isUsage ? error.message : error.stack) : String(error);
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}

await main().catch(report);

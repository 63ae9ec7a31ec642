/** What `npm run dev` runs beside the pages' development server: user pools and API, started again when a source changes. */

import { stopOnSignal } from '@cruddur/http-server';
import { readStackConfig, type StackConfig } from './config.ts';
import { explain } from './explain.ts';
import { describeStack } from './report.ts';
import { startStack } from './start-stack.ts';

let config: StackConfig | undefined;
try {
  config = readStackConfig();
  const stack = await startStack(config, { web: false });
  stopOnSignal(stack);
  process.stdout.write(`${describeStack(stack)}\n`);
} catch (error) {
  process.stderr.write(`${explain(error, config)}\n`);
  process.exitCode = 1;
}

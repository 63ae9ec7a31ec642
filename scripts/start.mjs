// @ts-check
/** `npm start`: installs what is missing, then starts everything in one process. Runs on Node 20 without node_modules. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installPackages, root } from './install.mjs';
import { findNode, passSignalsTo, runScript, serverSettings, startNode } from './run.mjs';

const stack = join(root, 'packages', 'stack', 'src');
const args = process.argv.slice(2);

await runScript(async () => {
  if (args.includes('--help')) {
    process.stdout.write(readFileSync(join(stack, 'help.txt'), 'utf8'));
    return 0;
  }
  await installPackages({ quiet: args.includes('--quiet') || args.includes('--json') });
  const { args: settings, env } = serverSettings;
  const { child, exited } = startNode([...settings, join(stack, 'main.ts'), ...args], { node: findNode(), env });
  passSignalsTo([child]);
  return exited;
});

// @ts-check
/** `npm run reset`: empties the data folder after asking. Runs on Node 20 without node_modules. */
import { join } from 'node:path';
import { installPackages, root } from './install.mjs';
import { findNode, passSignalsTo, runScript, startNode } from './run.mjs';

await runScript(async () => {
  await installPackages();
  const script = join(root, 'packages', 'stack', 'src', 'reset-main.ts');
  const { child, exited } = startNode([script, ...process.argv.slice(2)], { node: findNode() });
  passSignalsTo([child]);
  return exited;
});

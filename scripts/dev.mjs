// @ts-check
/** `npm run dev`: the servers start again when their sources change, the pages change under the reader's eyes. */
import { join } from 'node:path';
import { installPackages, root } from './install.mjs';
import { findNode, passSignalsTo, runScript, startNode } from './run.mjs';

const stack = join(root, 'packages', 'stack', 'src');
/** What the servers are made of; the pages are watched by their own development server. */
const watched = ['database', 'http-server', 'user-pools', 'jwt-verifier', 'cruddur-api', 'stack'].map((name) =>
  join(root, 'packages', name, 'src'),
);

/** `--inspect` or `--inspect=<port>`; on any free port by default, since 9229 may be another program's. */
const inspect = process.argv.slice(2).filter((argument) => /^--inspect(=\d+)?$/.test(argument));

await runScript(async () => {
  await installPackages();
  const node = findNode();
  const watch = [...watched, join(root, 'infra', 'pool')].map((folder) => `--watch-path=${folder}`);
  const debug = inspect.map((argument) => (argument.includes('=') ? argument : `${argument}=0`));
  const servers = startNode(['--watch-preserve-output', ...watch, ...debug, join(stack, 'dev-servers.ts')], { node });
  const pages = startNode([join(stack, 'dev-pages.ts')], { node });
  passSignalsTo([servers.child, pages.child]);
  // Either one is of no use without the other.
  const code = await Promise.race([servers.exited, pages.exited]);
  servers.child.kill('SIGTERM');
  pages.child.kill('SIGTERM');
  await Promise.all([servers.exited, pages.exited]);
  return code;
});

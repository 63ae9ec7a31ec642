/** What `npm run dev` runs beside the servers: the pages from their sources, which change under the reader's eyes. */
import { join } from 'node:path';
import { stopOnSignal } from '@cruddur/http-server';
import { createServer, type Plugin } from 'vite';
import { readStackConfig, type StackConfig } from './config.ts';
import { explain } from './explain.ts';
import { root } from './paths.ts';
import { assertPortsFree } from './ports.ts';
import { recall } from './provision/memory.ts';

let config: StackConfig | undefined;
try {
  config = readStackConfig();
  const { webPort } = config;
  await assertPortsFree([{ port: webPort, purpose: 'web pages', variable: 'CRUDDUR_WEB_PORT' }]);
  const pages = await createServer({
    root: join(root, 'packages', 'cruddur-web'),
    plugins: [serveConfig(config)],
    server: { host: '127.0.0.1', port: webPort, strictPort: true },
  });
  await pages.listen();
  stopOnSignal(pages);
} catch (error) {
  process.stderr.write(`${explain(error, config)}\n`);
  process.exitCode = 1;
}

/** Answers `/config.json` with the pool that the servers, in another process, remember as theirs. */
function serveConfig({ dataDir, userPools, api }: StackConfig): Plugin {
  return {
    name: 'cruddur-config',
    configureServer({ middlewares }) {
      middlewares.use('/config.json', (_request, response) => {
        const memory = recall(dataDir);
        response.setHeader('content-type', 'application/json');
        response.setHeader('cache-control', 'no-store');
        if (!memory) response.statusCode = 503;
        response.end(
          JSON.stringify(
            memory
              ? {
                  region: userPools.region,
                  userPoolId: memory.userPoolId,
                  userPoolClientId: memory.appClientId,
                  userPoolEndpoint: userPools.publicUrl,
                  apiUrl: api.backendUrl,
                }
              : { message: 'The servers have not started yet.' },
          ),
        );
      });
    },
  };
}

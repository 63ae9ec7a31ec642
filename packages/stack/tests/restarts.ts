/** A stack without web pages that starts again and again on one data folder, with pool files of the test's own. */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { readStackConfig } from '../src/config.ts';
import { root } from '../src/paths.ts';
import { type RunningStack, startStack } from '../src/start-stack.ts';
import { makeFolder } from './program.ts';

export type Json = Record<string, unknown>;

export interface Restarts {
  /** Path of a file in the data folder. */
  dataFile(name: string): string;
  /** Path of a pool file. */
  infraFile(name: 'user-pool.json' | 'app-client.json'): string;
  /** Changes a pool file. */
  edit(name: 'user-pool.json' | 'app-client.json', change: (contents: Json) => void): void;
  /** Stops what runs and starts on the same folder, the way a second `npm start` does. */
  restart(): Promise<RunningStack>;
}

/** Registers what makes and removes the folders of this file's tests. */
export function useRestarts(): Restarts {
  let folder = '';
  let running: RunningStack | undefined;
  const infraFile = (name: string) => join(folder, 'pool', name);
  const stop = async () => {
    await running?.close();
    running = undefined;
  };

  beforeEach(() => {
    folder = makeFolder();
    cpSync(join(root, 'infra', 'pool'), join(folder, 'pool'), { recursive: true });
  });

  afterEach(async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  });

  return {
    infraFile,
    dataFile: (name) => join(folder, 'data', name),
    edit(name, change) {
      const contents: Json = JSON.parse(readFileSync(infraFile(name), 'utf8'));
      change(contents);
      writeFileSync(infraFile(name), JSON.stringify(contents));
    },
    async restart() {
      await stop();
      const config = readStackConfig({
        CRUDDUR_DATA_DIR: join(folder, 'data'),
        CRUDDUR_INFRA_DIR: join(folder, 'pool'),
        CRUDDUR_WEB_PORT: '0',
        CRUDDUR_API_PORT: '0',
        USER_POOLS_PORT: '0',
        USER_POOLS_MAILBOX_PORT: '0',
        CRUDDUR_LOG_LEVEL: 'silent',
      });
      running = await startStack(config, { web: false });
      return running;
    },
  };
}

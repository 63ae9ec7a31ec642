/** cognito-local as its own command starts it: host and port come from the environment, its data lies in the working directory. */
import { createRequire } from 'node:module';
import { setTimeout } from 'node:timers/promises';
import { answerParent } from './answer-parent.ts';

const url = `http://${process.env.HOST}:${process.env.PORT}`;
const require = createRequire(new URL('../peers/package.json', import.meta.url));
require('cognito-local/lib/bin/start.js');

await untilUp();
answerParent(url, { settle: async () => {}, stop: async () => process.exit() });

async function untilUp(): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await fetch(`${url}/health`).catch(() => undefined);
    if (answer?.ok) return;
    await setTimeout(100);
  }
  throw new Error('cognito-local did not come up.');
}

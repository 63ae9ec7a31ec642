/** Our server as `main.ts` starts it, on the data folder that is named; the one limit that is lifted is the calls an address may make. */
import { readConfig, startUserPools } from '@cruddur/user-pools';
import { answerParent } from './answer-parent.ts';
import { createFloors } from './floors.ts';

const running = await startUserPools(
  readConfig({
    USER_POOLS_PORT: '0',
    USER_POOLS_MAILBOX_PORT: '0',
    USER_POOLS_DATA_DIR: process.argv[2],
    USER_POOLS_ADDRESS_RATE: '0',
  }),
);
answerParent(running.url, {
  settle: () => running.ctx.outbox.flush(),
  floor: createFloors(),
  stop: () => running.close(),
});

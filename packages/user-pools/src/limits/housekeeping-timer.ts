import type { Context } from '../context.ts';
import { describeFault } from '../fault.ts';
import { sweepExpired } from './housekeeping.ts';

const interval = 10 * 60_000;

/** Deletes expired rows now and every ten minutes; `close` waits for a sweep under way. */
export function startHousekeeping(ctx: Context): { close(): Promise<void> } {
  const sweep = () =>
    sweepExpired(ctx).catch((error: unknown) =>
      ctx.log.error({ fault: describeFault(error) }, 'expired rows could not be deleted'),
    );
  let sweeping = sweep();
  const timer = setInterval(() => {
    sweeping = sweeping.then(sweep);
  }, interval);
  return {
    async close() {
      clearInterval(timer);
      await sweeping;
    },
  };
}

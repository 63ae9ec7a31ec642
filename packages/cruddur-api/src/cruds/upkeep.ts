import { transaction } from '@cruddur/database';
import type { Logger } from 'pino';
import { deleteExpiredCruds } from '../storage/cruds.ts';
import type { Database } from '../storage/schema.ts';
import { plantSamples } from './plant.ts';

/** Deletes what has expired and plants what is missing. */
export interface Upkeep {
  /** Does nothing within a minute of the last time, unless something planted has vanished meanwhile. */
  runIfDue(): Promise<void>;
  close(): Promise<void>;
}

export interface UpkeepOptions {
  db: Database;
  clock: { now(): number };
  newId: (now: number) => string;
  log: Logger;
  /** Plant the sample cruds again when all have expired. */
  again: boolean;
}

const minute = 60_000;

/**
 * Runs by itself every minute, and when the home feed is asked for: so a feed is right at the moment it is read, by the injected clock,
 * and not up to a minute later. Upkeep that fails is logged and tried again; it never fails a reader.
 */
export function createUpkeep({ db, clock, newId, log, again }: UpkeepOptions): Upkeep {
  let dueAt = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    const now = clock.now();
    try {
      const { deleted, plantedUntil } = await transaction(db, async (trx) => ({
        deleted: await deleteExpiredCruds(trx, now),
        plantedUntil: await plantSamples(trx, { now, newId, again }),
      }));
      dueAt = Math.min(now + minute, plantedUntil);
      if (deleted > 0) log.debug({ deleted }, 'Expired cruds deleted');
    } catch (err) {
      log.error({ err }, 'Upkeep failed');
    }
  }

  async function runIfDue(): Promise<void> {
    if (!running && clock.now() < dueAt) return;
    running ??= run().finally(() => {
      running = undefined;
    });
    await running;
  }

  const timer = setInterval(() => void runIfDue(), minute).unref();
  return {
    runIfDue,
    async close() {
      clearInterval(timer);
      await running;
    },
  };
}

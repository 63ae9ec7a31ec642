/** Starts the API on a free port and a folder of its own, with a clock that tests move. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '@cruddur/database';
import { pino } from 'pino';
import type { Activity, Reply } from '../src/cruds/activity.ts';
import { type ApiConfig, type FetchUser, type RunningCruddurApi, startCruddurApi } from '../src/index.ts';
import type { CrudRow } from '../src/storage/cruds.ts';
import type { Schema } from '../src/storage/schema.ts';
import { clientId, poolId, type StandInPool, startStandInPool } from './stand-in-pool.ts';

export interface LogLine {
  level: number;
  msg: string;
  [member: string]: unknown;
}

export interface TestApi {
  url: string;
  config: ApiConfig;
  pool: StandInPool;
  clock: { now(): number; advance(milliseconds: number): void };
  log(): LogLine[];
  /** `path` begins after `/api`. */
  get(path: string, token?: string): Promise<Response>;
  post(path: string, body: unknown, token?: string): Promise<Response>;
  home(token?: string): Promise<Activity[]>;
  feedOf(handle: string): Promise<Activity[]>;
  /** Writes a crud that must be accepted. */
  crud(token: string, message: string, ttl?: string): Promise<Activity>;
  reply(token: string, uuid: string, message: string): Promise<Reply>;
  /** Closes the server and starts it again on the same folder. */
  restart(changes?: Partial<ApiConfig>): Promise<void>;
  /** Closes the server and reads what it left in its database. */
  storedCruds(): Promise<CrudRow[]>;
  close(): Promise<void>;
}

export const hour = 3_600_000;
export const day = 24 * hour;

export async function startTestApi(changes: Partial<ApiConfig> = {}, fetchUser?: FetchUser): Promise<TestApi> {
  let now = Date.UTC(2026, 2, 1, 9, 30);
  const clock = {
    now: () => now,
    advance(milliseconds: number) {
      now += milliseconds;
    },
  };
  const lines: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
  const pool = await startStandInPool(clock.now);
  const folder = mkdtempSync(join(tmpdir(), 'cruddur-api-'));
  const config: ApiConfig = {
    host: '127.0.0.1',
    port: 0,
    frontendUrl: 'http://localhost:3000',
    backendUrl: 'http://localhost:4567',
    region: 'us-east-1',
    userPoolId: poolId,
    userPoolClientId: clientId,
    userPoolEndpoint: pool.endpoint,
    dataDir: folder,
    sampleCruds: false,
    logLevel: 'debug',
    ...changes,
  };
  let running: RunningCruddurApi = await startCruddurApi(config, { clock, log, fetchUser });

  async function accepted<Result>(response: Promise<Response>): Promise<Result> {
    const answer = await response;
    if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Result;
  }
  const bearer = (token?: string): Record<string, string> => (token ? { authorization: `Bearer ${token}` } : {});
  const api: TestApi = {
    url: running.url,
    config,
    pool,
    clock,
    log: () => lines.map((line) => JSON.parse(line) as LogLine),
    get: (path, token) => fetch(`${api.url}/api${path}`, { headers: bearer(token) }),
    post: (path, body, token) =>
      fetch(`${api.url}/api${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...bearer(token) },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    home: (token) => accepted(api.get('/activities/home', token)),
    feedOf: (handle) => accepted(api.get(`/activities/@${handle}`)),
    crud: (token, message, ttl = '1-day') => accepted(api.post('/activities', { message, ttl }, token)),
    reply: (token, uuid, message) => accepted(api.post(`/activities/${uuid}/reply`, { message }, token)),
    async restart(more = {}) {
      await running.close();
      running = await startCruddurApi({ ...config, ...more }, { clock, log, fetchUser });
      api.url = running.url;
    },
    async storedCruds() {
      await running.close();
      const db = openSqlite<Schema>({ file: join(folder, 'cruddur-api.sqlite') });
      const rows = await db.selectFrom('cruds').selectAll().execute();
      await db.destroy();
      return rows;
    },
    async close() {
      await running.close();
      await pool.close();
      rmSync(folder, { recursive: true });
    },
  };
  return api;
}

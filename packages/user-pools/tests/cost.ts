/** What a call costs the server, for tests that nothing costs more for those who exist. */
import { sql } from 'kysely';
import { vi } from 'vitest';
import type { TestServer } from './server.ts';

/** What `work` makes the server do: slow hashes, modular powers, and rows written. */
export async function costOf({ ctx }: TestServer, work: () => Promise<unknown>) {
  const calls = {
    hash: vi.spyOn(ctx.passwords, 'hash'),
    verify: vi.spyOn(ctx.passwords, 'verify'),
    verifierFor: vi.spyOn(ctx.srp, 'verifierFor'),
    publicValueFor: vi.spyOn(ctx.srp, 'publicValueFor'),
    sessionKeyFor: vi.spyOn(ctx.srp, 'sessionKeyFor'),
  };
  const written = async () => {
    const { rows } = await sql<{ total: number }>`select total_changes() as total`.execute(ctx.db);
    return rows[0]?.total ?? 0;
  };
  try {
    const before = await written();
    await work();
    const rows = (await written()) - before;
    const counts = Object.fromEntries(Object.entries(calls).map(([name, spy]) => [name, spy.mock.calls.length]));
    return { ...counts, rows };
  } finally {
    for (const spy of Object.values(calls)) spy.mockRestore();
  }
}

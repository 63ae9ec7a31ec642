/** The database as it stands: read, compared and put back behind the server's back. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { TestServer } from '../server.ts';

type Rows = Record<string, unknown>[];

export async function readTables({ ctx }: TestServer): Promise<Map<string, Rows>> {
  const names = await sql<{ name: string }>`
    select name from sqlite_schema where type = 'table' and name not like 'kysely%' and name not like 'sqlite%' order by name
  `.execute(ctx.db);
  const tables = new Map<string, Rows>();
  for (const { name } of names.rows) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(name)} order by 1, 2, 3`.execute(
      ctx.db,
    );
    tables.set(name, rows);
  }
  return tables;
}

export function digest(rows: Rows | undefined): string {
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex');
}

export async function writeTable({ ctx }: TestServer, name: string, rows: Rows): Promise<void> {
  await ctx.db.transaction().execute(async (trx) => {
    await sql`delete from ${sql.table(name)}`.execute(trx);
    for (const row of rows) {
      const columns = sql.join(Object.keys(row).map((column) => sql.ref(column)));
      await sql`insert into ${sql.table(name)} (${columns}) values (${sql.join(Object.values(row))})`.execute(trx);
    }
  });
}

/** The engine's own count of written rows, which rolling back does not take back. */
export async function countWrites({ ctx }: TestServer): Promise<number> {
  const { rows } = await sql<{ writes: number }>`select total_changes() as writes`.execute(ctx.db);
  return rows[0]?.writes ?? 0;
}

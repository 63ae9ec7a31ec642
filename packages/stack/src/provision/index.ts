/** Brings the user pool and its app client to what the two files in `infra/pool/` say, and says what it changed. */

import { applyClientFile, applyPoolFile } from './apply.ts';
import type { Calls } from './find.ts';
import { recall, remember } from './memory.ts';
import { readPoolFiles } from './pool-files.ts';

export interface Provisioned {
  poolId: string;
  clientId: string;
  /** What was made or changed, or why it could not be: a line each. */
  notes: string[];
}

/**
 * @param folders infraDir holds the two files; dataDir remembers which pool is theirs.
 * @throws StackError when a file is wrong, or describes a pool that cannot be made. A pool that exists is never lost over a
 *   change that cannot be made: it stays as it is, and a note says why.
 */
export async function provision(
  userPools: Calls,
  { infraDir, dataDir }: { infraDir: string; dataDir: string },
): Promise<Provisioned> {
  const files = readPoolFiles(infraDir);
  const memory = recall(dataDir);
  const pool = await applyPoolFile(userPools, files.pool, memory?.userPoolId, memory?.applied.pool);
  const samePool = memory?.userPoolId === pool.id;
  const client = await applyClientFile(
    userPools,
    pool.id,
    files.client,
    samePool ? memory.appClientId : undefined,
    samePool ? memory.applied.client : undefined,
  );
  remember(dataDir, {
    userPoolId: pool.id,
    appClientId: client.id,
    applied: { pool: pool.applied, client: client.applied },
  });
  return { poolId: pool.id, clientId: client.id, notes: [...pool.notes, ...client.notes] };
}

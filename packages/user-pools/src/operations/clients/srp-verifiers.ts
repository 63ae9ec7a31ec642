import { poolAllowsSrp } from '../../storage/clients.ts';
import { dropSrpVerifiers } from '../../storage/passwords.ts';
import type { Trx } from '../../storage/schema.ts';

/** To be called after any change of a pool's clients: verifiers are secrets, kept only while a client may need them. */
export async function dropUnusedVerifiers(trx: Trx, poolId: string): Promise<void> {
  if (!(await poolAllowsSrp(trx, poolId))) await dropSrpVerifiers(trx, poolId);
}

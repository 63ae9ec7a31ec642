import { foldKey, usesEmailAsUsername } from '../attributes/case.ts';
import type { Pool } from './pools.ts';
import type { Trx } from './schema.ts';

/** Attributes that ListUsers finds through rows of their own. */
export const searchedAttributes = ['email', 'phone_number', 'name', 'given_name', 'family_name', 'preferred_username'];

/**
 * Rewrites the address that signs a user in, where the pool has one.
 *
 * @throws the engine's unique violation when another user has it.
 */
export async function replaceAlias(
  trx: Trx,
  pool: Pool,
  sub: string,
  attributes: Record<string, string>,
): Promise<void> {
  if (!usesEmailAsUsername(pool)) return;
  await trx.deleteFrom('userAliases').where('poolId', '=', pool.id).where('sub', '=', sub).execute();
  if (!attributes.email) return;
  await trx
    .insertInto('userAliases')
    .values({ poolId: pool.id, kind: 'email', valueKey: foldKey(pool, attributes.email), sub })
    .execute();
}

/** Rewrites the search rows of one user. */
export async function replaceSearchRows(
  trx: Trx,
  pool: Pool,
  sub: string,
  attributes: Record<string, string>,
): Promise<void> {
  await trx.deleteFrom('userSearch').where('poolId', '=', pool.id).where('sub', '=', sub).execute();
  const rows = searchedAttributes.flatMap((attribute) => {
    const value = attributes[attribute];
    return value ? [{ poolId: pool.id, attribute, valueKey: foldKey(pool, value), sub }] : [];
  });
  if (rows.length > 0) await trx.insertInto('userSearch').values(rows).execute();
}

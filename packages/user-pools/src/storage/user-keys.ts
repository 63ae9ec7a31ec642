import { foldKey } from '../attributes/case.ts';
import { type Alias, aliasesOf } from '../attributes/user-name-model.ts';
import type { Pool } from './pools.ts';
import type { Trx } from './schema.ts';

/** Attributes that ListUsers finds through rows of their own. */
export const searchedAttributes = ['email', 'phone_number', 'name', 'given_name', 'family_name', 'preferred_username'];

/** Whose keys are written. */
interface Keyed {
  sub: string;
  username: string;
  attributes: Record<string, string>;
}

/**
 * Writes what signs a user in, as far as it differs from `before`, what the rows say now.
 *
 * @returns the alias that another user has; the transaction must not be committed then.
 */
export async function replaceAliases(trx: Trx, pool: Pool, user: Keyed, before?: Keyed): Promise<Alias | undefined> {
  const present = aliasesOf(pool, user);
  const former = before ? aliasesOf(pool, before) : [];
  for (const { kind, valueKey } of missingFrom(present, former)) {
    await trx
      .deleteFrom('userAliases')
      .where('poolId', '=', pool.id)
      .where('kind', '=', kind)
      .where('valueKey', '=', valueKey)
      .where('sub', '=', user.sub)
      .execute();
  }
  for (const alias of missingFrom(former, present)) {
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('userAliases')
      .values({ poolId: pool.id, ...alias, sub: user.sub })
      .onConflict((conflict) => conflict.columns(['poolId', 'kind', 'valueKey']).doNothing())
      .executeTakeFirst();
    if (numInsertedOrUpdatedRows !== 1n) return alias;
  }
  return undefined;
}

/** Writes the rows that ListUsers searches, unless they are those of `before`. */
export async function replaceSearchRows(trx: Trx, pool: Pool, user: Keyed, before?: Keyed): Promise<void> {
  const rows = searchRows(pool, user);
  if (before) {
    if (JSON.stringify(rows) === JSON.stringify(searchRows(pool, before))) return;
    await trx.deleteFrom('userSearch').where('poolId', '=', pool.id).where('sub', '=', user.sub).execute();
  }
  if (rows.length > 0) await trx.insertInto('userSearch').values(rows).execute();
}

function searchRows(pool: Pool, { sub, attributes }: Keyed) {
  return searchedAttributes.flatMap((attribute) => {
    const value = attributes[attribute];
    return value ? [{ poolId: pool.id, attribute, valueKey: foldKey(pool, value), sub }] : [];
  });
}

/** The aliases of `all` that `some` lacks. */
function missingFrom(some: Alias[], all: Alias[]): Alias[] {
  return all.filter(({ kind, valueKey }) => !some.some((has) => has.kind === kind && has.valueKey === valueKey));
}

import { foldKey } from '../attributes/case.ts';
import { type Alias, usesSubAsUsername } from '../attributes/user-name-model.ts';
import { type CognitoError, errors } from '../errors.ts';
import type { Pool } from './pools.ts';
import type { Trx } from './schema.ts';
import { replaceAliases, replaceSearchRows } from './user-keys.ts';
import { attributesColumn, type User } from './users.ts';

/**
 * Stores a new user with the keys it is found by: of any number who want one name at once, one gets it.
 *
 * @param nameTaken what says that the user name is taken.
 * @throws CognitoError UsernameExistsException, or AliasExistsException for what would sign in beside the user name.
 */
export async function insertUser(
  trx: Trx,
  pool: Pool,
  user: User,
  nameTaken: () => CognitoError = errors.usernameExists,
): Promise<void> {
  const { attributes, enabled, ...columns } = user;
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('users')
    .values({
      ...columns,
      usernameKey: foldKey(pool, user.username),
      enabled: enabled ? 1 : 0,
      attributes: attributesColumn(attributes),
      passwordHash: user.passwordHash ?? null,
      srpSalt: user.srpSalt ?? null,
      srpVerifier: user.srpVerifier ?? null,
      temporaryPasswordExpiresAt: user.temporaryPasswordExpiresAt ?? null,
    })
    .onConflict((conflict) => conflict.columns(['poolId', 'usernameKey']).doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) throw nameTaken();
  const taken = await replaceAliases(trx, pool, user);
  if (taken) throw isUsername(pool, user, taken) ? nameTaken() : aliasTaken(pool, taken);
  await replaceSearchRows(trx, pool, user);
}

/** True for the place that a user name has among the preferred user names. */
function isUsername(pool: Pool, user: User, { kind, valueKey }: Alias): boolean {
  return kind === 'preferred_username' && valueKey === foldKey(pool, user.username);
}

function aliasTaken(pool: Pool, { kind }: Alias): CognitoError {
  return usesSubAsUsername(pool) ? errors.usernameAddressTaken(kind) : errors.aliasTaken(kind);
}

import { transaction } from '@cruddur/database';
import type { Context } from '../../context.ts';
import { errors } from '../../errors.ts';
import { holdPool, updatePool } from '../../storage/pools.ts';
import { poolIdIn } from './arn.ts';

/** Labels on a pool, by key. */
export type Tags = Record<string, string>;

const mostTags = 50;

/**
 * How long keys and values are, the contract has checked.
 *
 * @returns the tags as they are.
 * @throws CognitoError UserPoolTaggingException when there are too many, or a key is one of AWS's own.
 */
export function checkTags(tags: Tags): Tags {
  const fault = faultOf(tags);
  if (fault) throw errors.tagging(fault);
  return tags;
}

/**
 * Changes the tags of the pool that `arn` names. The tagging operations know no UserPoolTaggingException.
 *
 * @param change makes the new tags of the present ones.
 * @throws CognitoError ResourceNotFoundException, InvalidParameterException
 */
export async function changeTags(ctx: Context, arn: string, change: (tags: Tags) => Tags): Promise<void> {
  const id = poolIdIn(ctx.config, arn);
  await transaction(ctx.db, async (trx) => {
    const pool = await holdPool(trx, id);
    if (!pool) throw errors.poolNotFound(id);
    const tags = change(pool.settings.UserPoolTags ?? {});
    const fault = faultOf(tags);
    if (fault) throw errors.invalidParameter(fault);
    await updatePool(trx, { ...pool, settings: { ...pool.settings, UserPoolTags: tags } });
  });
}

/** @see https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
function faultOf(tags: Tags): string | undefined {
  const keys = Object.keys(tags);
  if (keys.length > mostTags) return `A user pool can have at most ${mostTags} tags.`; // [U]
  if (keys.some((key) => /^aws:/i.test(key))) return 'Tag keys must not start with aws:.'; // [U]
  return undefined;
}

import type { Context } from '../context.ts';
import { errors } from '../errors.ts';
import { spendOne } from '../storage/quotas.ts';

const hour = 60 * 60_000;

/**
 * How often one user may do something within an hour. Six digits and these counts make guessing a code a matter of years;
 * the counts of what sends a mail keep a stranger from filling somebody's inbox.
 */
const perHour = {
  'forgot-password': 5,
  'confirm-forgot-password': 15,
  'resend-sign-up-code': 5,
  'confirm-sign-up': 15,
  'send-attribute-code': 5,
  'verify-attribute': 15,
  'change-password': 5,
} as const;

export type LimitedAction = keyof typeof perHour;

/**
 * Counts one try, whether or not it will succeed. Done before the try is judged, in a statement of its own, so that
 * neither parallel tries nor a rolled back transaction escape the count.
 *
 * @param subject a `sub`, or the stand-in of a user who does not exist.
 * @throws CognitoError LimitExceededException when the hour's tries are used up.
 */
export async function spendQuota(ctx: Context, poolId: string, subject: string, action: LimitedAction): Promise<void> {
  const spent = await spendOne(
    ctx.db,
    { poolId, subject, action },
    { limit: perHour[action], window: hour, now: ctx.clock.now() },
  );
  if (!spent) throw errors.attemptLimitExceeded();
}

import type { Context } from '../context.ts';
import { deleteExpired, type Expiry } from '../storage/expired.ts';
import { mailLifetime } from '../storage/mailbox.ts';
import { longestAccessToken } from '../tokens/lifetimes.ts';
import { lockoutLifetime } from './lockout.ts';

const day = 24 * 60 * 60_000;
const batch = 500;

/** An expired refresh token is remembered this long, so that its client learns that it expired, not that it is unknown. */
const expiredTokenMemory = 7 * day;

/**
 * Deletes what has no meaning any more, in small batches with a pause after each, so that requests go on meanwhile.
 * Nothing depends on when it runs: what expired is refused whether or not its row is still there.
 */
export async function sweepExpired(ctx: Pick<Context, 'db' | 'clock'>): Promise<void> {
  for (const expiry of expiries(ctx.clock.now())) {
    while ((await deleteExpired(ctx.db, expiry, batch)) === batch) await pause();
  }
}

function expiries(now: number): Expiry[] {
  // A family must outlive the last access token it may have given out; a quota the longest window, which is an hour.
  const tokensBefore = now - Math.max(expiredTokenMemory, longestAccessToken);
  return [
    { table: 'codes', key: ['sub', 'purpose'], column: 'expiresAt', before: now - day },
    { table: 'consumedSessions', key: ['id'], column: 'expiresAt', before: now },
    { table: 'refreshTokens', key: ['tokenHash'], column: 'expiresAt', before: tokensBefore },
    { table: 'tokenFamilies', key: ['originJti'], column: 'expiresAt', before: tokensBefore },
    { table: 'lockouts', key: ['subject'], column: 'lastFailureAt', before: now - lockoutLifetime },
    { table: 'mailbox', key: ['id'], column: 'sentAt', before: now - mailLifetime },
    { table: 'quotas', key: ['subject', 'action'], column: 'windowStartedAt', before: now - day },
  ];
}

function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

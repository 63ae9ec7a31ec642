/** Who the people with good tokens are to everybody else: a handle and a display name, taken from the user pool once. */

import { randomUUID } from 'node:crypto';
import { isUniqueViolation } from '@cruddur/database';
import { findProfileBySub, insertProfile, type Profile, takenHandleKeys } from '../storage/profiles.ts';
import type { Database } from '../storage/schema.ts';
import { type FetchUser, TokenRefusedError, type UserAttributes, UserPoolUnavailableError } from './fetch-user.ts';
import { foldHandle, handleVariants, randomVariant, toDisplayName, toHandle } from './handle.ts';

export interface Profiles {
  /**
   * The profile of `sub`, made at first sight.
   *
   * @param token an access token of `sub` that the verifier found good
   * @throws TokenRefusedError, UserPoolUnavailableError only at first sight
   */
  of(sub: string, token: string): Promise<Profile>;
}

export interface ProfilesOptions {
  db: Database;
  clock: { now(): number };
  fetchUser: FetchUser;
}

/** Requests of one `sub` that arrive while it is being looked up wait for that look-up. */
export function createProfiles({ db, clock, fetchUser }: ProfilesOptions): Profiles {
  const lookups = new Map<string, { token: string; profile: Promise<Profile> }>();

  async function findOrCreate(sub: string, token: string): Promise<Profile> {
    const known = await findProfileBySub(db, sub);
    if (known) return known;
    const attributes = await fetchUser(token);
    if (attributes.sub !== undefined && attributes.sub !== sub)
      throw new UserPoolUnavailableError('The user pool answered for another user.');
    return insertWithFreeHandle(db, sub, attributes, clock.now());
  }

  async function join(lookup: Promise<Profile>, sub: string, token: string): Promise<Profile> {
    try {
      return await lookup;
    } catch (error) {
      // Somebody's revoked token says nothing about their other token.
      if (error instanceof TokenRefusedError) return of(sub, token);
      throw error;
    }
  }

  function of(sub: string, token: string): Promise<Profile> {
    const running = lookups.get(sub);
    if (running) return running.token === token ? running.profile : join(running.profile, sub, token);
    const profile = findOrCreate(sub, token).finally(() => lookups.delete(sub));
    lookups.set(sub, { token, profile });
    return profile;
  }

  return { of };
}

/** Two people may claim a handle in the same instant; the unique key decides, and who lost looks for the next free variant. */
async function insertWithFreeHandle(
  db: Database,
  sub: string,
  attributes: UserAttributes,
  now: number,
): Promise<Profile> {
  const wanted = attributes.preferredUsername;
  for (let attempt = 1; ; attempt += 1) {
    const handle = await findFreeHandle(db, toHandle(wanted));
    const profile: Profile = {
      uuid: randomUUID(),
      sub,
      handle,
      handleKey: foldHandle(handle),
      wantedHandle: wanted ?? null,
      displayName: toDisplayName(attributes.name),
      createdAt: now,
    };
    try {
      await insertProfile(db, profile);
      return profile;
    } catch (error) {
      if (!isUniqueViolation(error) || attempt === 20) throw error;
      const made = await findProfileBySub(db, sub);
      if (made) return made;
    }
  }
}

async function findFreeHandle(db: Database, handle: string): Promise<string> {
  const variants = handleVariants(handle);
  const taken = await takenHandleKeys(db, variants.map(foldHandle));
  return variants.find((variant) => !taken.has(foldHandle(variant))) ?? randomVariant(handle);
}

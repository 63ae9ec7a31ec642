/** Who the people with good tokens are to everybody else: a handle and a display name, taken from the user pool. */

import { randomUUID } from 'node:crypto';
import { isUniqueViolation } from '@cruddur/database';
import type { Claims } from '@cruddur/jwt-verifier';
import { findProfileBySub, insertProfile, type Profile, takenHandleKeys, updateProfile } from '../storage/profiles.ts';
import type { Database } from '../storage/schema.ts';
import { type FetchUser, TokenRefusedError, type UserAttributes, UserPoolUnavailableError } from './fetch-user.ts';
import { foldHandle, handleVariants, randomVariant, toDisplayName, toHandle } from './handle.ts';

export interface Profiles {
  /**
   * The profile of `sub`, made at first sight. After every new sign-in the pool is asked again, so that a changed name appears then.
   *
   * @param claims what the token says
   * @param token an access token that the verifier found good
   * @throws TokenRefusedError the pool refuses it, which is only noticed when the pool is asked; UserPoolUnavailableError at first sight
   */
  of(claims: Claims, token: string): Promise<Profile>;
}

export interface ProfilesOptions {
  db: Database;
  clock: { now(): number };
  fetchUser: FetchUser;
}

/** Requests of one `sub` that arrive while it is being looked up wait for that look-up. */
export function createProfiles({ db, clock, fetchUser }: ProfilesOptions): Profiles {
  const lookups = new Map<string, { token: string; profile: Promise<Profile> }>();

  async function fetchAttributes(sub: string, token: string): Promise<UserAttributes> {
    const attributes = await fetchUser(token);
    if (attributes.sub === undefined || attributes.sub === sub) return attributes;
    throw new UserPoolUnavailableError('The user pool answered for another user.');
  }

  async function findOrCreate({ sub, auth_time }: Claims, token: string): Promise<Profile> {
    const signedInAt = typeof auth_time === 'number' ? auth_time : 0;
    const known = await findProfileBySub(db, sub);
    if (!known)
      return insertWithFreeHandle(db, { sub, signedInAt, now: clock.now() }, await fetchAttributes(sub, token));
    if (signedInAt <= known.signedInAt) return known;
    try {
      return await updateNames(db, { ...known, signedInAt }, await fetchAttributes(sub, token));
    } catch (error) {
      // Old names serve until the pool answers again.
      if (error instanceof UserPoolUnavailableError) return known;
      throw error;
    }
  }

  async function join(lookup: Promise<Profile>, claims: Claims, token: string): Promise<Profile> {
    try {
      return await lookup;
    } catch (error) {
      // Somebody's revoked token says nothing about their other token.
      if (error instanceof TokenRefusedError) return of(claims, token);
      throw error;
    }
  }

  function of(claims: Claims, token: string): Promise<Profile> {
    const { sub } = claims;
    const running = lookups.get(sub);
    if (running) return running.token === token ? running.profile : join(running.profile, claims, token);
    const profile = findOrCreate(claims, token).finally(() => lookups.delete(sub));
    lookups.set(sub, { token, profile });
    return profile;
  }

  return { of };
}

/** Two people may claim a handle in the same instant; the unique key decides, and who lost looks for the next free variant. */
async function insertWithFreeHandle(
  db: Database,
  { sub, signedInAt, now }: { sub: string; signedInAt: number; now: number },
  attributes: UserAttributes,
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
      signedInAt,
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

/** Whoever asks for another handle gets it when it is nobody's, and keeps their own otherwise: a link to them goes on to lead to them. */
async function updateNames(db: Database, known: Profile, attributes: UserAttributes): Promise<Profile> {
  const wanted = attributes.preferredUsername;
  const unmoved = { ...known, wantedHandle: wanted ?? null, displayName: toDisplayName(attributes.name) };
  const handle = wanted === undefined || wanted === known.wantedHandle ? known.handle : toHandle(wanted);
  const moved = { ...unmoved, handle, handleKey: foldHandle(handle) };
  try {
    await updateProfile(db, moved);
    return moved;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    await updateProfile(db, unmoved);
    return unmoved;
  }
}

async function findFreeHandle(db: Database, handle: string): Promise<string> {
  const variants = handleVariants(handle);
  const taken = await takenHandleKeys(db, variants.map(foldHandle));
  return variants.find((variant) => !taken.has(foldHandle(variant))) ?? randomVariant(handle);
}

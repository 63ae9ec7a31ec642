import { readable } from '../attributes/schema.ts';
import type { Random } from '../context.ts';
import { type AppClient, rotatesRefreshTokens } from '../storage/clients.ts';
import type { Group } from '../storage/groups.ts';
import type { TokenFamiliesTable } from '../storage/schema.ts';
import type { User } from '../storage/users.ts';
import { groupClaims } from './group-claims.ts';
import type { Claims } from './jws.ts';
import { lifetimesOf } from './lifetimes.ts';

/** What API sign-in grants: the right to call the operations that take an access token. */
export const userAdminScope = 'aws.cognito.signin.user.admin';

/** Everything a pair of tokens says. */
export interface Grant {
  issuer: string;
  client: AppClient;
  user: User;
  /** The user's, by name. */
  groups: Group[];
  family: TokenFamiliesTable;
  /** Milliseconds since 1970. */
  now: number;
}

/**
 * The claims of one pair of tokens.
 *
 * `origin_jti` names the sign-in the tokens come from, and revocation keys on it. A client with revocation off gets
 * tokens without it, and Amplify then does not try to revoke; GlobalSignOut must end those tokens too, so they carry the
 * sign-in's id as `event_id`, which otherwise is new each time. Rotating refresh tokens brings `origin_jti` back.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html
 */
export function claimsOf(grant: Grant, random: Random): { id: Claims; access: Claims } {
  const { issuer, client, user, groups, family, now } = grant;
  const revocable = client.settings.EnableTokenRevocation !== false || rotatesRefreshTokens(client);
  const issuedAt = seconds(now);
  const lifetimes = lifetimesOf(client);
  const ofGroups = groupClaims(groups);
  const both = {
    sub: user.sub,
    iss: issuer,
    ...(revocable && { origin_jti: family.originJti }),
    event_id: revocable ? uuid(random) : family.originJti,
    auth_time: seconds(family.authTime),
    iat: issuedAt,
  };
  return {
    id: {
      ...attributeClaims(client, user),
      ...both,
      ...ofGroups.id,
      'cognito:username': user.username,
      aud: client.id,
      token_use: 'id',
      exp: issuedAt + seconds(lifetimes.id),
      jti: uuid(random),
    },
    access: {
      ...both,
      ...ofGroups.access,
      client_id: client.id,
      token_use: 'access',
      scope: userAdminScope,
      exp: issuedAt + seconds(lifetimes.access),
      jti: uuid(random),
      username: user.username,
    },
  };
}

/** The sign-in a token belongs to; undefined for claims we did not write. */
export function familyOf(claims: Claims): string | undefined {
  const id = claims.origin_jti ?? claims.event_id;
  return typeof id === 'string' ? id : undefined;
}

/** Readable attributes with a value: the verified flags as booleans, the address as an object, all else as text. */
function attributeClaims(client: AppClient, user: User): Claims {
  const claims: Claims = {};
  for (const [name, value] of Object.entries(readable(client, user.attributes))) {
    if (value === '') continue;
    if (name === 'email_verified' || name === 'phone_number_verified') claims[name] = value === 'true';
    else if (name === 'address') claims[name] = { formatted: value };
    else claims[name] = value;
  }
  return claims;
}

/** A random UUID (RFC 9562, version 4). */
export function uuid(random: Random): string {
  const bytes = random.bytes(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}

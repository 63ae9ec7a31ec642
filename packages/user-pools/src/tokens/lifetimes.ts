import type { TimeUnitsType } from '@aws-sdk/client-cognito-identity-provider';
import type { AppClient } from '../storage/clients.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const unitLengths: Record<TimeUnitsType, number> = { seconds: second, minutes: minute, hours: hour, days: day };

/** How long what a client is given stays good, in milliseconds. */
export interface Lifetimes {
  access: number;
  id: number;
  refresh: number;
  /** Of a challenge: Session and SECRET_BLOCK. */
  session: number;
}

/** No access token lives longer: a family is kept as long after its last refresh token. */
export const longestAccessToken = day;

/**
 * A client's settings as lengths of time, absent ones filled in.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-with-identity-providers.html
 */
export function lifetimesOf({ settings }: Pick<AppClient, 'settings'>): Lifetimes {
  const { AccessToken = 'hours', IdToken = 'hours', RefreshToken = 'days' } = settings.TokenValidityUnits ?? {};
  const lifetime = (value: number | undefined, unit: TimeUnitsType, absent: number) =>
    value ? value * unitLengths[unit] : absent;
  return {
    access: lifetime(settings.AccessTokenValidity, AccessToken, hour),
    id: lifetime(settings.IdTokenValidity, IdToken, hour),
    refresh: lifetime(settings.RefreshTokenValidity, RefreshToken, 30 * day),
    session: lifetime(settings.AuthSessionValidity, 'minutes', 3 * minute),
  };
}

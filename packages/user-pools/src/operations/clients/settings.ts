/** App clients: making, reading, changing and deleting them, and what may be set on one. */
import { errors } from '../../errors.ts';
import type { ClientSettings } from '../../storage/clients.ts';
import type { Pool } from '../../storage/pools.ts';
import { lifetimesOf } from '../../tokens/lifetimes.ts';
import { completeAuthFlows } from './auth-flows.ts';
import { type ClientChanges, type ClientFacts, unlessEmpty } from './changes.ts';
import { completeOAuth } from './oauth.ts';

/**
 * The settings of a client as DescribeUserPoolClient reads them back: the whole of `given`, defaults for the rest, whether the client is
 * new or not. A list that is given empty counts as left out.
 *
 * @throws CognitoError when a value is wrong, or asks for what this server does not do yet.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPoolClient.html
 */
export function completeClientSettings(pool: Pool, given: ClientChanges, facts: ClientFacts): ClientSettings {
  if (given.EnablePropagateAdditionalUserContextData) {
    throw errors.settingNotBuilt('EnablePropagateAdditionalUserContextData');
  }
  if (given.AnalyticsConfiguration) throw errors.settingNotBuilt('AnalyticsConfiguration');
  const settings: ClientSettings = {
    RefreshTokenValidity: given.RefreshTokenValidity || 30,
    AccessTokenValidity: given.AccessTokenValidity,
    IdTokenValidity: given.IdTokenValidity,
    TokenValidityUnits: given.TokenValidityUnits ?? {},
    ReadAttributes: checkAttributes(pool, 'read', unlessEmpty(given.ReadAttributes), facts),
    WriteAttributes: checkAttributes(pool, 'write', unlessEmpty(given.WriteAttributes), facts),
    ...completeAuthFlows(pool, given),
    ...completeOAuth(pool, given, facts),
    PreventUserExistenceErrors: given.PreventUserExistenceErrors,
    EnableTokenRevocation: given.EnableTokenRevocation ?? true,
    EnablePropagateAdditionalUserContextData: false,
    AuthSessionValidity: given.AuthSessionValidity ?? 3,
  };
  checkLifetimes(settings);
  return settings;
}

const minute = 60 * 1000;
const day = 24 * 60 * minute;

function checkLifetimes(settings: ClientSettings): void {
  const { access, id, refresh } = lifetimesOf({ settings });
  const inRange = (lifetime: number, least: number, most: number) => lifetime >= least && lifetime <= most;
  if (
    !inRange(access, 5 * minute, day) ||
    !inRange(id, 5 * minute, day) ||
    !inRange(refresh, 60 * minute, 3650 * day)
  ) {
    throw errors.invalidTokenValidity();
  }
  if (Math.max(access, id) > refresh) throw errors.tokenValidityOrder();
}

/** What no client may write, whatever it lists. */
const neverWritable = ['sub', 'email_verified', 'phone_number_verified'];

/** Required attributes must be writable, or nobody could sign up. */
function checkAttributes(
  pool: Pool,
  access: 'read' | 'write',
  names: string[] | undefined,
  { doing }: ClientFacts,
): string[] | undefined {
  if (!names) return undefined;
  const schema = pool.settings.SchemaAttributes ?? [];
  const known = (name: string) => schema.some(({ Name }) => Name === name);
  const writable = (name: string) => !neverWritable.includes(name) && !name.startsWith('dev:');
  const required = schema.filter(({ Name, Required }) => Required && Name !== 'sub').map(({ Name }) => Name ?? '');
  const valid =
    names.every(known) &&
    (access === 'read' || (names.every(writable) && required.every((name) => names.includes(name))));
  if (!valid) throw errors.clientAttributes(access, doing);
  return names;
}

import type { AddressKind } from '../attributes/addresses.ts';
import type { Attributes } from '../attributes/schema.ts';
import { autoVerified } from '../attributes/verification.ts';
import type { Config } from '../config.ts';
import { errors } from '../errors.ts';
import type { Medium } from '../messages/message.ts';
import { hasWayForTexts } from '../messages/outbox.ts';
import type { Pool } from '../storage/pools.ts';
import type { User } from '../storage/users.ts';

/** Whether this pool can send to addresses of a kind: mails always, text messages only once it is set up for them. */
export function canSend(config: Config, { settings }: Pool, kind: AddressKind): boolean {
  return kind === 'email' || (settings.SmsConfiguration !== undefined && hasWayForTexts(config));
}

/** @throws CognitoError InvalidParameterException when this pool cannot send to addresses of this kind. */
export function assertCanSend(config: Config, pool: Pool, kind: AddressKind): void {
  if (!canSend(config, pool, kind)) throw errors.smsNotConfigured();
}

/**
 * Where the code of a sign-up goes: to the phone where both addresses are given and verified, and nowhere where none is.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/signing-up-users-in-your-app.html
 */
export function signUpAddress(pool: Pool, attributes: Attributes): string | undefined {
  return autoVerified(pool)
    .map((kind) => attributes[kind])
    .find(Boolean);
}

/**
 * The kinds of address that a pool recovers accounts by and can send to, first choice first. What holds for the whole pool
 * gives nobody away.
 *
 * @throws CognitoError NotAuthorizedException where only administrators recover accounts, InvalidParameterException where nothing
 * can be sent.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AccountRecoverySettingType.html
 */
export function recoveryKinds(config: Config, pool: Pool): AddressKind[] {
  const mechanisms = pool.settings.AccountRecoverySetting?.RecoveryMechanisms ?? [];
  const names = mechanisms.toSorted((a, b) => (a.Priority ?? 0) - (b.Priority ?? 0)).map(({ Name }) => Name);
  if (names.includes('admin_only')) throw errors.contactAdministrator();
  const wanted: AddressKind[] =
    names.length === 0
      ? ['phone_number', 'email']
      : names.map((name) => (name === 'verified_email' ? 'email' : 'phone_number'));
  const kinds = wanted.filter((kind) => canSend(config, pool, kind));
  if (kinds.length === 0) throw errors.smsNotConfigured();
  return kinds;
}

/**
 * What of `kinds` a user of this pool is likely to have proved, for answers about nobody: sign-up proves no address that the pool does
 * not verify by itself.
 */
export function likelyKinds(pool: Pool, kinds: AddressKind[]): AddressKind[] {
  const likely = kinds.filter((kind) => autoVerified(pool).includes(kind));
  return likely.length > 0 ? likely : kinds;
}

/**
 * Where an invitation goes. By default as text message, as on AWS; to a user without a phone, or in a pool that cannot text, as
 * mail. [U]
 *
 * @param asked each medium named gets a message.
 * @returns nobody when no medium was named and there is no address.
 * @throws CognitoError InvalidParameterException when a medium was named that does not reach the user.
 */
export function invitationReceivers(
  config: Config,
  pool: Pool,
  { attributes }: Pick<User, 'attributes'>,
  asked: Medium[] | undefined,
): { to: string; medium: Medium }[] {
  const { email, phone_number: phone } = attributes;
  if (!asked?.length) {
    if (phone && canSend(config, pool, 'phone_number')) return [{ to: phone, medium: 'SMS' }];
    return email ? [{ to: email, medium: 'EMAIL' }] : [];
  }
  return [...new Set(asked)].map((medium) => {
    const kind = medium === 'SMS' ? 'phone_number' : 'email';
    const to = attributes[kind];
    if (!to) throw errors.noInvitationAddress(kind);
    assertCanSend(config, pool, kind);
    return { to, medium };
  });
}

/** The first of a user's addresses, in the order of `kinds`, that was proved. */
export function verifiedAddress(attributes: Attributes, kinds: AddressKind[]): string | undefined {
  return kinds.map((kind) => (attributes[`${kind}_verified`] === 'true' ? attributes[kind] : undefined)).find(Boolean);
}

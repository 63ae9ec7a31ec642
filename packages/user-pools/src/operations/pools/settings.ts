/** User pools: making, reading, changing and deleting them, and what may be set on one. */
import type { SmsConfigurationType, UpdateUserPoolRequest } from '@aws-sdk/client-cognito-identity-provider';
import type { Config } from '../../config.ts';
import { errors } from '../../errors.ts';
import { hasWayForTexts } from '../../messages/outbox.ts';
import { passwordHistorySize } from '../../storage/password-history.ts';
import type { PoolSettings } from '../../storage/pools.ts';
import { completeAdminCreateUser, completeEmail, completeVerificationMessages } from './messages.ts';
import { completePolicies, completeRecovery, temporaryPasswordDays } from './policies.ts';
import { checkTags } from './tags.ts';

/** What CreateUserPool and UpdateUserPool both take. */
type Member = Exclude<keyof UpdateUserPoolRequest, 'UserPoolId' | 'PoolName'>;
type Changes = Pick<UpdateUserPoolRequest, Member>;

interface Rule<Name extends Member> {
  /** What UpdateUserPool does with a member that is left out. */
  omitted: 'keep' | 'reset';
  /**
   * What is stored and read back, defaults filled in; undefined reads back as absent.
   *
   * @throws CognitoError when the value is wrong, or asks for what this server does not do yet.
   */
  complete(given: Changes[Name], before: PoolSettings[Name], config: Config): PoolSettings[Name];
}

/** A member of which only `accepted` is built, since it changes nothing. */
const only =
  <Name extends Member>(name: Name, accepted: (given: NonNullable<Changes[Name]>) => boolean) =>
  (given: Changes[Name]): PoolSettings[Name] => {
    if (given !== undefined && !accepted(given)) throw errors.settingNotBuilt(name);
    return given as PoolSettings[Name];
  };

const isEmpty = (given: object) => Object.values(given).every((value) => value === undefined);

/**
 * UpdateUserPool is partial, member by member, though its page says that what is left out gets its default. Measured: four members
 * do, all others stay.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPool.html
 */
const rules: { [Name in Member]: Rule<Name> } = {
  AccountRecoverySetting: { omitted: 'keep', complete: completeRecovery },
  AcrConfiguration: { omitted: 'keep', complete: only('AcrConfiguration', isEmpty) },
  AdminCreateUserConfig: { omitted: 'keep', complete: completeAdminCreateUser },
  AutoVerifiedAttributes: { omitted: 'reset', complete: unlessEmpty },
  DcrConfiguration: {
    omitted: 'keep',
    complete: only('DcrConfiguration', (given) => given.EnableStatus !== 'Enabled' && !given.OpenDcrEnabled),
  },
  DeletionProtection: { omitted: 'keep', complete: (given) => given ?? 'INACTIVE' },
  // Its presence alone switches devices on, whatever it holds.
  DeviceConfiguration: { omitted: 'reset', complete: only('DeviceConfiguration', () => false) },
  EmailConfiguration: { omitted: 'keep', complete: completeEmail },
  EmailVerificationMessage: { omitted: 'keep', complete: (given) => given },
  EmailVerificationSubject: { omitted: 'keep', complete: (given) => given },
  IssuerConfiguration: {
    omitted: 'keep',
    complete: only('IssuerConfiguration', (given) => (given.Type ?? 'ORIGINAL') === 'ORIGINAL'),
  },
  KeyConfiguration: {
    omitted: 'keep',
    complete: only(
      'KeyConfiguration',
      (given) => (given.KeyType ?? 'AWS_OWNED_KEY') === 'AWS_OWNED_KEY' && !given.KmsKeyArn,
    ),
  },
  LambdaConfig: { omitted: 'reset', complete: (given) => only('LambdaConfig', isEmpty)(given) ?? {} },
  MfaConfiguration: {
    omitted: 'keep',
    complete: (given) => only('MfaConfiguration', (mode) => mode === 'OFF')(given) ?? 'OFF',
  },
  Policies: { omitted: 'keep', complete: completePolicies },
  SmsAuthenticationMessage: { omitted: 'keep', complete: (given) => given },
  SmsConfiguration: { omitted: 'keep', complete: (given, _before, config) => completeSms(given, config) },
  SmsVerificationMessage: { omitted: 'keep', complete: (given) => given },
  UserAttributeUpdateSettings: {
    omitted: 'keep',
    complete: (given) =>
      given && {
        AttributesRequireVerificationBeforeUpdate: unlessEmpty(given.AttributesRequireVerificationBeforeUpdate),
      },
  },
  UserPoolAddOns: {
    omitted: 'reset',
    complete: only(
      'UserPoolAddOns',
      (given) => given.AdvancedSecurityMode === 'OFF' && isEmpty(given.AdvancedSecurityAdditionalFlows ?? {}),
    ),
  },
  UserPoolTags: { omitted: 'keep', complete: (given = {}) => checkTags(given) },
  UserPoolTier: {
    omitted: 'keep',
    complete: (given = 'ESSENTIALS') => {
      if (given === 'PLUS') throw errors.settingNotBuilt('UserPoolTier PLUS');
      return given;
    },
  },
  VerificationMessageTemplate: { omitted: 'keep', complete: (given) => given },
};

/**
 * The settings of a new pool, or of `before` once `given` is applied; nothing of a refused request is kept.
 *
 * @throws CognitoError
 */
export function completeSettings(config: Config, given: Changes, before?: PoolSettings): PoolSettings {
  const settings: PoolSettings = { ...before };
  for (const name of Object.keys(rules) as Member[]) complete(config, settings, name, given, before);
  Object.assign(settings, completeVerificationMessages(given, before));
  alignTemporaryPasswords(settings, given);
  const verifiedBefore = given.UserAttributeUpdateSettings?.AttributesRequireVerificationBeforeUpdate ?? [];
  // Asked of a request that sets it, not of one that lets AutoVerifiedAttributes lapse: that one may only mean to lift the deletion protection.
  if (verifiedBefore.some((name) => !settings.AutoVerifiedAttributes?.includes(name)))
    throw errors.updateVerification();
  if (settings.UserPoolTier === 'LITE' && passwordHistorySize({ settings }) > 0) {
    const comesDown = before !== undefined && before.UserPoolTier !== 'LITE';
    throw comesDown ? errors.tierChange('Password history') : errors.featureUnavailable('Password history');
  }
  return settings;
}

function complete<Name extends Member>(
  config: Config,
  settings: PoolSettings,
  name: Name,
  given: Changes,
  before?: PoolSettings,
): void {
  const rule: Rule<Name> = rules[name];
  if (given[name] === undefined && before && rule.omitted === 'keep') return;
  settings[name] = rule.complete(given[name], before?.[name], config);
}

/** UnusedAccountValidityDays is the old name of TemporaryPasswordValidityDays; the two always read the same. */
function alignTemporaryPasswords(settings: PoolSettings, given: Changes): void {
  const newName = given.Policies?.PasswordPolicy?.TemporaryPasswordValidityDays;
  const oldName = given.AdminCreateUserConfig?.UnusedAccountValidityDays;
  if (newName && oldName && newName !== oldName) throw errors.temporaryPasswordDays();
  const days =
    newName || oldName || settings.Policies?.PasswordPolicy?.TemporaryPasswordValidityDays || temporaryPasswordDays;
  settings.Policies = {
    ...settings.Policies,
    PasswordPolicy: { ...settings.Policies?.PasswordPolicy, TemporaryPasswordValidityDays: days },
  };
  settings.AdminCreateUserConfig = { ...settings.AdminCreateUserConfig, UnusedAccountValidityDays: days };
}

/** An empty list reads back as absent. */
export function unlessEmpty<Name extends string>(given: Name[] | undefined): Name[] | undefined {
  return given?.length ? given : undefined;
}

/** The role and region of Amazon's text messages, kept as they are so that one file makes the pool here and there. */
function completeSms(given: SmsConfigurationType | undefined, config: Config): SmsConfigurationType | undefined {
  if (given && !hasWayForTexts(config)) throw errors.smsWithoutGateway();
  return given;
}

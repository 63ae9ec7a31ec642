import type {
  AccountRecoverySettingType,
  PasswordPolicyType,
  SignInPolicyType,
  UserPoolPolicyType,
} from '@aws-sdk/client-cognito-identity-provider';
import { errors } from '../../errors.ts';

/** How long temporary passwords live where nobody says, in days. */
export const temporaryPasswordDays = 7;

/** A part that is not given stays as it was. */
export function completePolicies(given: UserPoolPolicyType = {}, before: UserPoolPolicyType = {}): UserPoolPolicyType {
  return {
    PasswordPolicy: given.PasswordPolicy
      ? completePasswordPolicy(given.PasswordPolicy)
      : (before.PasswordPolicy ?? defaultPasswordPolicy),
    SignInPolicy: completeSignInPolicy(given.SignInPolicy ?? before.SignInPolicy),
  };
}

const defaultPasswordPolicy: PasswordPolicyType = {
  MinimumLength: 8,
  RequireUppercase: true,
  RequireLowercase: true,
  RequireNumbers: true,
  RequireSymbols: true,
  TemporaryPasswordValidityDays: temporaryPasswordDays,
};

/** In a policy that is given in part, a rule left out is off, as Terraform's users read it back. [U] */
function completePasswordPolicy(given: PasswordPolicyType): PasswordPolicyType {
  if (given.PasswordHistorySize) throw errors.settingNotBuilt('PasswordHistorySize');
  return {
    MinimumLength: 8,
    RequireUppercase: false,
    RequireLowercase: false,
    RequireNumbers: false,
    RequireSymbols: false,
    TemporaryPasswordValidityDays: temporaryPasswordDays,
    ...given,
  };
}

function completeSignInPolicy(given: SignInPolicyType = {}): SignInPolicyType {
  const factors = given.AllowedFirstAuthFactors ?? ['PASSWORD'];
  const other = factors.find((factor) => factor !== 'PASSWORD');
  if (other) throw errors.settingNotBuilt(`AllowedFirstAuthFactors ${other}`);
  if (factors.length === 0) throw errors.passwordFactorRequired();
  return { AllowedFirstAuthFactors: factors };
}

/**
 * Recovery by e-mail, or by an administrator alone. A phone may only come behind the e-mail, as most templates write it: whoever
 * has a verified e-mail is served in full, and nobody is promised the text messages this server cannot send.
 */
export function completeRecovery(given?: AccountRecoverySettingType): AccountRecoverySettingType | undefined {
  const mechanisms = given?.RecoveryMechanisms ?? [];
  if (mechanisms.length === 0) return undefined;
  const names = new Set(mechanisms.map(({ Name }) => Name));
  const priorities = new Set(mechanisms.map(({ Priority }) => Priority));
  if (names.size < mechanisms.length || priorities.size < mechanisms.length) throw errors.recoveryDuplicates();
  if (names.has('admin_only') && names.size > 1) throw errors.recoveryAdminOnly();
  const first = mechanisms.reduce((a, b) => ((a.Priority ?? 0) <= (b.Priority ?? 0) ? a : b));
  if (first.Name === 'verified_phone_number') throw errors.settingNotBuilt('Recovery by phone number first');
  return given;
}

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

/**
 * In a policy that is given in part, a rule left out is off: the Go SDK, and so Terraform, leaves false out of its requests.
 * Of zero days AWS makes the default.
 */
function completePasswordPolicy(given: PasswordPolicyType): PasswordPolicyType {
  // None is not shown as zero.
  const { PasswordHistorySize, ...rest } = given;
  return {
    MinimumLength: 8,
    RequireUppercase: false,
    RequireLowercase: false,
    RequireNumbers: false,
    RequireSymbols: false,
    ...rest,
    ...(PasswordHistorySize && { PasswordHistorySize }),
    TemporaryPasswordValidityDays: given.TemporaryPasswordValidityDays || temporaryPasswordDays,
  };
}

function completeSignInPolicy(given: SignInPolicyType = {}): SignInPolicyType {
  const factors = given.AllowedFirstAuthFactors ?? ['PASSWORD'];
  const other = factors.find((factor) => factor !== 'PASSWORD');
  if (other) throw errors.settingNotBuilt(`AllowedFirstAuthFactors ${other}`);
  if (factors.length === 0) throw errors.passwordFactorRequired();
  return { AllowedFirstAuthFactors: factors };
}

/** Of a new pool that names none: the e-mail comes first, as it does for every pool made since February 2020. */
const defaultRecovery: AccountRecoverySettingType = {
  RecoveryMechanisms: [
    { Name: 'verified_email', Priority: 1 },
    { Name: 'verified_phone_number', Priority: 2 },
  ],
};

/** Recovery by e-mail and phone number in the order of their priorities, or by an administrator alone. */
export function completeRecovery(given?: AccountRecoverySettingType): AccountRecoverySettingType | undefined {
  if (!given) return defaultRecovery;
  const mechanisms = given.RecoveryMechanisms ?? [];
  if (mechanisms.length === 0) return undefined;
  const names = new Set(mechanisms.map(({ Name }) => Name));
  const priorities = new Set(mechanisms.map(({ Priority }) => Priority));
  if (names.size < mechanisms.length || priorities.size < mechanisms.length) throw errors.recoveryDuplicates();
  if (names.has('admin_only') && names.size > 1) throw errors.recoveryAdminOnly();
  return given;
}

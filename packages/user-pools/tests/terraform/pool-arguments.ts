/** The arguments of `aws_cognito_user_pool` that this server has built, as the provider declares them. */
import type { Argument, Arguments } from './arguments.ts';

const text = (member: string, more: Partial<Argument> = {}): Argument => ({ member, zero: '', ...more });
const whole = (member: string, more: Partial<Argument> = {}): Argument => ({ member, zero: 0, ...more });
const flag = (member: string): Argument => ({ member, zero: false });
const set = (member: string): Argument => ({ member, zero: [] });

const computed = { computed: true } as const;
/** The provider sends these texts even where they are empty. */
const sendsZero = { sendsZero: true } as const;

export const poolArguments: Arguments = {
  account_recovery_setting: {
    member: 'AccountRecoverySetting',
    ...computed,
    block: {
      recovery_mechanism: {
        member: 'RecoveryMechanisms',
        ...computed,
        repeated: true,
        block: { name: text('Name'), priority: whole('Priority') },
      },
    },
  },
  admin_create_user_config: {
    member: 'AdminCreateUserConfig',
    ...computed,
    block: {
      allow_admin_create_user_only: flag('AllowAdminCreateUserOnly'),
      invite_message_template: {
        member: 'InviteMessageTemplate',
        block: {
          email_message: text('EmailMessage', sendsZero),
          email_subject: text('EmailSubject', sendsZero),
          sms_message: text('SMSMessage', sendsZero),
        },
      },
    },
  },
  auto_verified_attributes: set('AutoVerifiedAttributes'),
  deletion_protection: text('DeletionProtection', { fallback: 'INACTIVE' }),
  email_configuration: {
    member: 'EmailConfiguration',
    ...computed,
    block: {
      configuration_set: text('ConfigurationSet'),
      email_sending_account: text('EmailSendingAccount', { fallback: 'COGNITO_DEFAULT' }),
      from_email_address: text('From'),
      reply_to_email_address: text('ReplyToEmailAddress'),
      source_arn: text('SourceArn'),
    },
  },
  email_verification_message: text('EmailVerificationMessage', computed),
  email_verification_subject: text('EmailVerificationSubject', computed),
  mfa_configuration: text('MfaConfiguration', { fallback: 'OFF' }),
  password_policy: {
    member: 'Policies.PasswordPolicy',
    ...computed,
    block: {
      minimum_length: whole('MinimumLength', sendsZero),
      password_history_size: whole('PasswordHistorySize', sendsZero),
      require_lowercase: flag('RequireLowercase'),
      require_numbers: flag('RequireNumbers'),
      require_symbols: flag('RequireSymbols'),
      require_uppercase: flag('RequireUppercase'),
      temporary_password_validity_days: whole('TemporaryPasswordValidityDays', computed),
    },
  },
  sign_in_policy: {
    member: 'Policies.SignInPolicy',
    ...computed,
    block: { allowed_first_auth_factors: set('AllowedFirstAuthFactors') },
  },
  sms_authentication_message: text('SmsAuthenticationMessage'),
  sms_configuration: {
    member: 'SmsConfiguration',
    ...computed,
    block: {
      external_id: text('ExternalId'),
      sns_caller_arn: text('SnsCallerArn'),
      sns_region: text('SnsRegion', computed),
    },
  },
  sms_verification_message: text('SmsVerificationMessage', computed),
  user_attribute_update_settings: {
    member: 'UserAttributeUpdateSettings',
    block: { attributes_require_verification_before_update: set('AttributesRequireVerificationBeforeUpdate') },
  },
  user_pool_add_ons: {
    member: 'UserPoolAddOns',
    block: { advanced_security_mode: text('AdvancedSecurityMode') },
  },
  user_pool_tier: text('UserPoolTier', computed),
  verification_message_template: {
    member: 'VerificationMessageTemplate',
    ...computed,
    block: {
      default_email_option: text('DefaultEmailOption', { fallback: 'CONFIRM_WITH_CODE' }),
      email_message: text('EmailMessage', computed),
      email_message_by_link: text('EmailMessageByLink', computed),
      email_subject: text('EmailSubject', computed),
      email_subject_by_link: text('EmailSubjectByLink', computed),
      sms_message: text('SmsMessage', computed),
    },
  },
};

/** Read by GetUserPoolMfaConfig alone, whatever the mode; none of these blocks can be set yet. */
export const mfaArguments: Arguments = {
  email_mfa_configuration: { member: 'EmailMfaConfiguration', block: { message: text('Message') } },
  mfa_configuration: text('MfaConfiguration'),
  software_token_mfa_configuration: { member: 'SoftwareTokenMfaConfiguration', block: { enabled: flag('Enabled') } },
  web_authn_configuration: { member: 'WebAuthnConfiguration', block: { relying_party_id: text('RelyingPartyId') } },
};

/** Another value of these means another pool. */
export const fixedArguments: Arguments = {
  alias_attributes: set('AliasAttributes'),
  username_attributes: set('UsernameAttributes'),
  username_configuration: {
    member: 'UsernameConfiguration',
    // Go has a pointer here, and sends false.
    block: { case_sensitive: { member: 'CaseSensitive', zero: false, ...sendsZero } },
  },
};

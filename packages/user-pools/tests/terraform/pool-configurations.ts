/** `aws_cognito_user_pool` blocks as people write them. */
import type { PoolConfiguration } from './pool-resource.ts';

const text = (name: string, min_length: string, max_length: string) =>
  ({
    name,
    attribute_data_type: 'String',
    mutable: true,
    string_attribute_constraints: { min_length, max_length },
  }) as const;

/** Everything that can be set, and none of it as it is by default. */
export const everything: PoolConfiguration = {
  name: 'everything',
  account_recovery_setting: { recovery_mechanism: [{ name: 'verified_email', priority: 1 }] },
  admin_create_user_config: {
    allow_admin_create_user_only: true,
    invite_message_template: {
      email_message: 'Your username is {username} and temporary password is {####}. ',
      email_subject: 'Welcome',
      sms_message: 'Your username is {username} and temporary password is {####}.',
    },
  },
  auto_verified_attributes: ['email'],
  deletion_protection: 'ACTIVE',
  email_configuration: {
    email_sending_account: 'COGNITO_DEFAULT',
    reply_to_email_address: 'help@example.com',
    from_email_address: 'Cruddur <hello@example.com>',
  },
  mfa_configuration: 'OFF',
  password_policy: {
    minimum_length: 12,
    require_lowercase: true,
    require_numbers: false,
    require_symbols: false,
    require_uppercase: true,
    temporary_password_validity_days: 3,
  },
  schema: [
    { ...text('email', '7', '256'), required: true },
    text('plan', '1', '16'),
    {
      name: 'age',
      attribute_data_type: 'Number',
      number_attribute_constraints: { min_value: '18', max_value: '120' },
    },
  ],
  sms_configuration: { external_id: 'cruddur', sns_caller_arn: 'arn:aws:iam::000000000000:role/sms' },
  sign_in_policy: { allowed_first_auth_factors: ['PASSWORD'] },
  sms_authentication_message: 'Your second code is {####}',
  tags: { team: 'cruddur', stage: '' },
  user_attribute_update_settings: { attributes_require_verification_before_update: ['email'] },
  user_pool_add_ons: { advanced_security_mode: 'OFF' },
  user_pool_tier: 'LITE',
  username_attributes: ['email'],
  username_configuration: { case_sensitive: false },
  verification_message_template: {
    default_email_option: 'CONFIRM_WITH_CODE',
    email_message: 'Your code is {####}',
    email_message_by_link: 'Follow {##this link##}',
    email_subject: 'Your code',
    email_subject_by_link: 'Your link',
    sms_message: 'Code {####}',
  },
};

export const configurations: PoolConfiguration[] = [
  { name: 'only a name' },
  everything,
  {
    name: 'recovery by e-mail, then by phone',
    account_recovery_setting: {
      recovery_mechanism: [
        { name: 'verified_phone_number', priority: 2 },
        { name: 'verified_email', priority: 1 },
      ],
    },
  },
  {
    name: 'phones first',
    account_recovery_setting: {
      recovery_mechanism: [
        { name: 'verified_email', priority: 2 },
        { name: 'verified_phone_number', priority: 1 },
      ],
    },
    auto_verified_attributes: ['phone_number', 'email'],
    sms_configuration: { external_id: 'cruddur', sns_caller_arn: 'arn:aws:iam::000000000000:role/sms' },
    user_attribute_update_settings: { attributes_require_verification_before_update: ['phone_number'] },
  },
  { name: 'part of a password policy', password_policy: { minimum_length: 10, require_numbers: true } },
  { name: 'a password policy with nothing required', password_policy: { minimum_length: 6 } },
  { name: 'a password policy with a history', password_policy: { minimum_length: 8, password_history_size: 5 } },
  { name: 'closed to sign-up', admin_create_user_config: { allow_admin_create_user_only: true } },
  { name: 'open to sign-up, said so', admin_create_user_config: { allow_admin_create_user_only: false } },
  {
    name: 'texts under their old names',
    auto_verified_attributes: ['email'],
    email_verification_message: 'Old {####}',
    email_verification_subject: 'Old',
    sms_verification_message: 'Old {####}',
  },
  { name: 'part of a template', verification_message_template: { email_subject: 'Only a subject' } },
  { name: 'an empty template', verification_message_template: {} },
  { name: 'an empty e-mail configuration', email_configuration: {} },
  {
    name: 'aliases',
    alias_attributes: ['preferred_username', 'email'],
    auto_verified_attributes: ['email'],
  },
  { name: 'either address', username_attributes: ['phone_number', 'email'], auto_verified_attributes: ['email'] },
  { name: 'case sensitive', username_configuration: { case_sensitive: true } },
  {
    name: 'a schema with empty bounds',
    schema: [
      { name: 'strattr', attribute_data_type: 'String', mutable: true, string_attribute_constraints: {} },
      { name: 'numattr', attribute_data_type: 'Number', mutable: true, number_attribute_constraints: {} },
      { name: 'mybool', attribute_data_type: 'Boolean', developer_only_attribute: true },
      { name: 'since', attribute_data_type: 'DateTime', mutable: true },
    ],
  },
  {
    name: 'standard attributes',
    schema: [
      { ...text('email', '0', '2048'), required: true },
      { ...text('name', '3', '70'), required: true, mutable: false },
    ],
  },
];

/** An import cannot tell these from attributes that nobody configured, here or on AWS. */
export const unimportable: PoolConfiguration = {
  name: 'standard attributes as they are',
  schema: [text('website', '0', '2048'), text('birthdate', '10', '10')],
};

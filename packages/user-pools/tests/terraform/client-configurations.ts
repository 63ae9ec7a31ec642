/** `aws_cognito_user_pool_client` blocks as people write them. */
import type { ClientConfiguration } from './client-resource.ts';

/** Everything that can be set, and none of it as it is by default. */
export const everything: ClientConfiguration = {
  name: 'everything',
  access_token_validity: 30,
  allowed_oauth_flows: ['code'],
  allowed_oauth_flows_user_pool_client: false,
  allowed_oauth_scopes: ['openid', 'email'],
  auth_session_validity: 15,
  callback_urls: ['https://example.com/callback', 'http://localhost:3000/'],
  default_redirect_uri: 'https://example.com/callback',
  enable_propagate_additional_user_context_data: false,
  enable_token_revocation: false,
  explicit_auth_flows: [
    ...['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_CUSTOM_AUTH', 'ALLOW_USER_AUTH', 'ALLOW_USER_PASSWORD_AUTH'],
    'ALLOW_USER_SRP_AUTH',
  ],
  generate_secret: true,
  id_token_validity: 2,
  logout_urls: ['https://example.com/'],
  prevent_user_existence_errors: 'ENABLED',
  read_attributes: ['email', 'email_verified', 'custom:plan'],
  refresh_token_rotation: { feature: 'ENABLED', retry_grace_period_seconds: 30 },
  refresh_token_validity: 12,
  supported_identity_providers: ['COGNITO'],
  token_validity_units: { access_token: 'minutes', id_token: 'hours', refresh_token: 'hours' },
  write_attributes: ['email', 'custom:plan'],
};

export const configurations: ClientConfiguration[] = [
  { name: 'only a name' },
  everything,
  { name: 'a secret', generate_secret: true },
  { name: 'one unit', token_validity_units: { access_token: 'days' } },
  { name: 'units as they are', token_validity_units: {} },
  {
    name: 'minutes',
    access_token_validity: 60,
    id_token_validity: 60,
    token_validity_units: { access_token: 'minutes', id_token: 'minutes', refresh_token: 'days' },
  },
  {
    name: 'empty lists',
    callback_urls: [],
    logout_urls: [],
    explicit_auth_flows: [],
    allowed_oauth_flows: [],
    allowed_oauth_scopes: [],
    read_attributes: [],
    write_attributes: [],
    supported_identity_providers: [],
  },
  {
    name: 'as by default, said so',
    refresh_token_validity: 30,
    auth_session_validity: 3,
    enable_token_revocation: true,
    allowed_oauth_flows_user_pool_client: false,
    enable_propagate_additional_user_context_data: false,
  },
  { name: 'the old admin flow', explicit_auth_flows: ['ADMIN_NO_SRP_AUTH'] },
  {
    name: 'three old flows',
    explicit_auth_flows: ['ADMIN_NO_SRP_AUTH', 'CUSTOM_AUTH_FLOW_ONLY', 'USER_PASSWORD_AUTH'],
  },
  { name: 'rotation, no flows', refresh_token_rotation: { feature: 'ENABLED', retry_grace_period_seconds: 0 } },
  { name: 'legacy', prevent_user_existence_errors: 'LEGACY', explicit_auth_flows: ['USER_PASSWORD_AUTH'] },
];

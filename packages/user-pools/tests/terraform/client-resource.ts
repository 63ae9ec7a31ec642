/** `aws_cognito_user_pool_client`, as Terraform's AWS provider creates, reads, updates and deletes it. */
import {
  CreateUserPoolClientCommand,
  type CreateUserPoolClientRequest,
  DeleteUserPoolClientCommand,
  DescribeUserPoolClientCommand,
  UpdateUserPoolClientCommand,
  type UpdateUserPoolClientRequest,
  type UserPoolClientType,
} from '@aws-sdk/client-cognito-identity-provider';
import type { TestServer } from '../server.ts';
import { type Arguments, differences, expand, flatten, type Structure, type Values } from './arguments.ts';

/** A `resource "aws_cognito_user_pool_client"` block. */
export interface ClientConfiguration extends Values {
  name: string;
}

export interface ClientState {
  poolId: string;
  id: string;
  values: Values;
}

/** With a zero, what is absent reads as that; without one it must not be absent, or reads as nothing. */
const clientArguments: Arguments = {
  access_token_validity: { member: 'AccessTokenValidity', zero: 0 },
  allowed_oauth_flows: { member: 'AllowedOAuthFlows', zero: [] },
  allowed_oauth_flows_user_pool_client: { member: 'AllowedOAuthFlowsUserPoolClient', sendsZero: true },
  allowed_oauth_scopes: { member: 'AllowedOAuthScopes', zero: [] },
  auth_session_validity: { member: 'AuthSessionValidity' },
  callback_urls: { member: 'CallbackURLs', zero: [] },
  default_redirect_uri: { member: 'DefaultRedirectURI', zero: '' },
  enable_propagate_additional_user_context_data: {
    member: 'EnablePropagateAdditionalUserContextData',
    sendsZero: true,
  },
  enable_token_revocation: { member: 'EnableTokenRevocation', sendsZero: true },
  explicit_auth_flows: { member: 'ExplicitAuthFlows', zero: [] },
  generate_secret: { member: 'GenerateSecret' },
  id_token_validity: { member: 'IdTokenValidity', zero: 0 },
  logout_urls: { member: 'LogoutURLs', zero: [] },
  name: { member: 'ClientName' },
  prevent_user_existence_errors: { member: 'PreventUserExistenceErrors', zero: '' },
  read_attributes: { member: 'ReadAttributes', zero: [] },
  refresh_token_rotation: {
    member: 'RefreshTokenRotation',
    block: {
      feature: { member: 'Feature' },
      retry_grace_period_seconds: { member: 'RetryGracePeriodSeconds', sendsZero: true },
    },
  },
  refresh_token_validity: { member: 'RefreshTokenValidity' },
  supported_identity_providers: { member: 'SupportedIdentityProviders', zero: [] },
  token_validity_units: {
    member: 'TokenValidityUnits',
    block: {
      access_token: { member: 'AccessToken' },
      id_token: { member: 'IdToken' },
      refresh_token: { member: 'RefreshToken' },
    },
  },
  write_attributes: { member: 'WriteAttributes', zero: [] },
};

const defaultUnits = { access_token: 'hours', id_token: 'hours', refresh_token: 'days' };

/** The blocks, which are never computed: one that nobody configured must not appear. */
const blocks = ['refresh_token_rotation', 'token_validity_units'] as const;

/**
 * @throws when what was created is not what was planned: Terraform calls that an inconsistent result, and gives up.
 */
export async function createClient(
  server: TestServer,
  poolId: string,
  configuration: ClientConfiguration,
): Promise<ClientState> {
  const planned = plannedValues(configuration, {});
  const input = { UserPoolId: poolId, ...expand(clientArguments, planned) } as CreateUserPoolClientRequest;
  const { UserPoolClient } = await server.admin.send(new CreateUserPoolClientCommand(input));
  return checked(planned, stateOf(UserPoolClient, planned));
}

/** @param known what the state held before; nothing when a client is imported. */
export async function readClient(
  server: TestServer,
  { poolId, id, values }: Omit<ClientState, 'values'> & Partial<ClientState>,
): Promise<ClientState> {
  const command = new DescribeUserPoolClientCommand({ UserPoolId: poolId, ClientId: id });
  return stateOf((await server.admin.send(command)).UserPoolClient, values ?? {});
}

/** What `terraform plan` would say is to be changed. */
export function planClient(configuration: ClientConfiguration, { values }: ClientState): string[] {
  return differences(plannedValues(configuration, values), values);
}

/** Sends all there is, changed or not. @throws as `createClient` does. */
export async function updateClient(
  server: TestServer,
  configuration: ClientConfiguration,
  { poolId, id, values }: ClientState,
): Promise<ClientState> {
  const planned = plannedValues(configuration, values);
  const removedUnits = values.token_validity_units && !planned.token_validity_units;
  const sent = removedUnits ? { ...planned, token_validity_units: defaultUnits } : planned;
  const { GenerateSecret: _, ...changes } = expand(clientArguments, sent);
  const input = { UserPoolId: poolId, ClientId: id, ...changes } as UpdateUserPoolClientRequest;
  const { UserPoolClient } = await server.admin.send(new UpdateUserPoolClientCommand(input));
  return checked(planned, stateOf(UserPoolClient, planned));
}

export async function destroyClient(server: TestServer, { poolId, id }: ClientState): Promise<void> {
  await server.admin.send(new DeleteUserPoolClientCommand({ UserPoolId: poolId, ClientId: id }));
}

/** What is configured, and all else but the blocks as it was read. */
function plannedValues(configuration: ClientConfiguration, state: Values): Values {
  const { refresh_token_rotation: _, token_validity_units: __, ...computed } = state;
  const units = configuration.token_validity_units as Values | undefined;
  return { ...computed, ...configuration, ...(units && { token_validity_units: { ...defaultUnits, ...units } }) };
}

function stateOf(client: UserPoolClientType | undefined, known: Values): ClientState {
  const values = flatten(clientArguments, client as Structure);
  const units = values.token_validity_units as Values | undefined;
  const unset = Object.values(units ?? {}).every((unit) => unit === undefined);
  const asByDefault = !known.token_validity_units && differences(defaultUnits, units ?? {}).length === 0;
  if (unset || asByDefault) values.token_validity_units = undefined;
  // No answer tells whether a secret was asked for.
  if (known.generate_secret !== undefined) values.generate_secret = known.generate_secret;
  return { poolId: client?.UserPoolId ?? '', id: client?.ClientId ?? '', values };
}

function checked(planned: Values, state: ClientState): ClientState {
  const set = Object.entries(planned).filter(([, value]) => value !== undefined);
  const known = [...set.map(([name]) => name), ...blocks];
  const of = (values: Values) => Object.fromEntries(known.map((name) => [name, values[name]]));
  const faults = differences(of(planned), of(state.values));
  if (faults.length > 0) throw new Error(`Provider produced inconsistent result after apply: ${faults.join('; ')}`);
  return state;
}

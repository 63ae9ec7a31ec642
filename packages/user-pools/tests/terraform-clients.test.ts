import {
  CreateUserPoolClientCommand,
  DescribeUserPoolClientCommand,
  type UserPoolClientType,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refused } from './people.ts';
import { startTestServer, type TestServer } from './server.ts';
import type { Values } from './terraform/arguments.ts';
import {
  type ClientConfiguration,
  type ClientState,
  createClient,
  destroyClient,
  planClient,
  readClient,
  updateClient,
} from './terraform/client-resource.ts';

let server: TestServer;
let poolId: string;

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool({ Schema: [{ Name: 'plan', AttributeDataType: 'String' }] }));
});

afterAll(() => server.close());

const describeClient = async ({ id }: ClientState): Promise<UserPoolClientType> => {
  const command = new DescribeUserPoolClientCommand({ UserPoolId: poolId, ClientId: id });
  return (await server.admin.send(command)).UserPoolClient ?? {};
};

/** Everything that can be set, and none of it as it is by default. */
const everything: ClientConfiguration = {
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

const configurations: ClientConfiguration[] = [
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

describe('Terraform finds nothing left to change', () => {
  test.each(configurations)('after it applied: $name', async (configuration) => {
    const created = await createClient(server, poolId, configuration);
    expect(planClient(configuration, await readClient(server, created))).toEqual([]);
    const before = await describeClient(created);
    const updated = await updateClient(server, configuration, created);
    expect(planClient(configuration, await readClient(server, updated))).toEqual([]);
    expect(await describeClient(updated)).toEqual({ ...before, LastModifiedDate: expect.any(Date) });
  });

  test.each(configurations.filter(({ name }) => name !== 'units as they are'))(
    'after it imported: $name',
    async (configuration) => {
      const { id } = await createClient(server, poolId, configuration);
      const plan = planClient(configuration, await readClient(server, { poolId, id }));
      // That a secret was asked for cannot be imported, from AWS either.
      expect(plan).toEqual(configuration.generate_secret ? ['generate_secret: nothing -> true'] : []);
    },
  );
});

describe('a change of one argument leaves all others', () => {
  const changes: [string, Values, (keyof UserPoolClientType)[]][] = [
    ['the name', { name: 'renamed' }, ['ClientName']],
    ['access tokens', { access_token_validity: 45 }, ['AccessTokenValidity']],
    ['ID tokens', { id_token_validity: 3 }, ['IdTokenValidity']],
    ['refresh tokens', { refresh_token_validity: 24 }, ['RefreshTokenValidity']],
    ['units', { token_validity_units: { access_token: 'minutes', refresh_token: 'days' } }, ['TokenValidityUnits']],
    ['the session', { auth_session_validity: 5 }, ['AuthSessionValidity']],
    ['redirects', { callback_urls: ['https://example.com/callback'] }, ['CallbackURLs']],
    ['no way out', { logout_urls: [] }, ['LogoutURLs']],
    ['scopes', { allowed_oauth_scopes: ['openid'] }, ['AllowedOAuthScopes']],
    ['attributes read', { read_attributes: ['email'] }, ['ReadAttributes']],
    ['attributes written', { write_attributes: ['email'] }, ['WriteAttributes']],
    ['flows', { explicit_auth_flows: ['ALLOW_USER_SRP_AUTH'] }, ['ExplicitAuthFlows']],
    ['who exists', { prevent_user_existence_errors: 'LEGACY' }, ['PreventUserExistenceErrors']],
    ['revocation', { enable_token_revocation: true }, ['EnableTokenRevocation']],
    [
      'the grace',
      { refresh_token_rotation: { feature: 'ENABLED', retry_grace_period_seconds: 60 } },
      ['RefreshTokenRotation'],
    ],
    [
      'rotation switched off',
      {
        explicit_auth_flows: ['ALLOW_REFRESH_TOKEN_AUTH'],
        refresh_token_rotation: { feature: 'DISABLED', retry_grace_period_seconds: 0 },
      },
      ['ExplicitAuthFlows', 'RefreshTokenRotation'],
    ],
    [
      'rotation taken out',
      { explicit_auth_flows: ['ALLOW_REFRESH_TOKEN_AUTH'], refresh_token_rotation: undefined },
      ['ExplicitAuthFlows', 'RefreshTokenRotation'],
    ],
  ];

  test.each(changes)('%s', async (_, change, members) => {
    const before = await createClient(server, poolId, everything);
    const described = await describeClient(before);
    const changed: ClientConfiguration = { ...everything, ...change };
    expect(planClient(changed, before).length).toBeGreaterThan(0);
    const after = await readClient(server, await updateClient(server, changed, before));
    expect(planClient(changed, after)).toEqual([]);
    const now = await describeClient(after);
    const differing = (Object.keys({ ...described, ...now }) as (keyof UserPoolClientType)[]).filter(
      (member) => JSON.stringify(described[member]) !== JSON.stringify(now[member]),
    );
    expect(differing.filter((member) => member !== 'LastModifiedDate').sort()).toEqual(members);
  });

  test('what is only computed stays when it is taken out of the configuration', async () => {
    const before = await createClient(server, poolId, everything);
    // Without its unit a lifetime means another one, and without rotation refresh must be allowed.
    const kept = {
      name: 'everything',
      access_token_validity: 1,
      id_token_validity: 1,
      explicit_auth_flows: ['ALLOW_REFRESH_TOKEN_AUTH'],
    };
    const after = await updateClient(server, kept, before);
    const removed = { token_validity_units: undefined, refresh_token_rotation: undefined };
    expect(after.values).toEqual({ ...before.values, ...kept, ...removed });
  });
});

test('what is destroyed is not found any more', async () => {
  const client = await createClient(server, poolId, everything);
  await destroyClient(server, client);
  for (const call of [destroyClient(server, client), readClient(server, client)]) {
    await refused(call, 'ResourceNotFoundException', `User pool client ${client.id} does not exist.`);
  }
});

test('the check would show a block that nobody configured', async () => {
  const command = new CreateUserPoolClientCommand({
    UserPoolId: poolId,
    ClientName: 'console',
    RefreshTokenRotation: { Feature: 'DISABLED' },
  });
  const { UserPoolClient } = await server.admin.send(command);
  const client = await readClient(server, { poolId, id: UserPoolClient?.ClientId ?? '' });
  expect(planClient({ name: 'console' }, client)).toEqual([
    'refresh_token_rotation: {feature="DISABLED",retry_grace_period_seconds=0} -> nothing',
  ]);
});

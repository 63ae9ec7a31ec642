import {
  CreateUserPoolClientCommand,
  DescribeUserPoolClientCommand,
  type UserPoolClientType,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refused } from './people.ts';
import { startTestServer, type TestServer } from './server.ts';
import type { Values } from './terraform/arguments.ts';
import { configurations, everything } from './terraform/client-configurations.ts';
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
    [
      'units',
      { token_validity_units: { access_token: 'minutes', id_token: 'hours', refresh_token: 'days' } },
      ['TokenValidityUnits'],
    ],
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

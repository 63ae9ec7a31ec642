import {
  CreateUserPoolClientCommand,
  type CreateUserPoolClientRequest,
  CreateUserPoolCommand,
  DescribeUserPoolCommand,
  UpdateUserPoolClientCommand,
  UpdateUserPoolCommand,
  type UserPoolTierType,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refused } from './people.ts';
import { startTestServer, type TestServer } from './server.ts';
import { together } from './together.ts';

let server: TestServer;
let poolId: string;

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool());
});

afterAll(() => server.close());

const changeTier = (UserPoolTier: UserPoolTierType, UserPoolId = poolId) =>
  server.admin.send(new UpdateUserPoolCommand({ UserPoolId, UserPoolTier, AutoVerifiedAttributes: ['email'] }));
const tierOf = async (UserPoolId = poolId) =>
  (await server.admin.send(new DescribeUserPoolCommand({ UserPoolId }))).UserPool?.UserPoolTier;
const createClient = async (given: Partial<CreateUserPoolClientRequest>, UserPoolId = poolId) => {
  const command = new CreateUserPoolClientCommand({ UserPoolId, ClientName: 'tiers', ...given });
  return (await server.admin.send(command)).UserPoolClient?.ClientId;
};

describe.each<[string, Partial<CreateUserPoolClientRequest>]>([
  ['USER_AUTH', { ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] }],
  ['Refresh token rotation', { RefreshTokenRotation: { Feature: 'ENABLED' } }],
])('%s', (feature, given) => {
  test('holds a pool at its tier until no client uses it; then no client may', async () => {
    const ClientId = await createClient(given);
    const inUse = `${feature} is in use and not available in the tier LITE.`;
    await refused(changeTier('LITE'), 'TierChangeNotAllowedException', inUse);
    expect(await tierOf()).toBe('ESSENTIALS');

    await server.admin.send(new UpdateUserPoolClientCommand({ UserPoolId: poolId, ClientId }));
    await changeTier('LITE');
    expect(await tierOf()).toBe('LITE');
    const unavailable = `${feature} is not available in your current feature plan.`;
    await refused(createClient(given), 'FeatureUnavailableInTierException', unavailable);
    const update = new UpdateUserPoolClientCommand({ UserPoolId: poolId, ClientId, ...given });
    await refused(server.admin.send(update), 'FeatureUnavailableInTierException', unavailable);
    await changeTier('LITE');

    await changeTier('ESSENTIALS');
    await server.admin.send(update);
    await server.admin.send(new UpdateUserPoolClientCommand({ UserPoolId: poolId, ClientId }));
  });

  test('of a change of tier and a new client that uses it, at once, one is refused', async () => {
    const pool = await server.createPool();
    const [changed, made] = await together<unknown>(server, [
      () => changeTier('LITE', pool.poolId),
      () => createClient(given, pool.poolId),
    ]);
    expect([changed?.status, made?.status].sort()).toEqual(['fulfilled', 'rejected']);
  });
});

test('PLUS is not built, for a new pool or another', async () => {
  const message = 'UserPoolTier PLUS is not supported by this server yet.';
  await refused(changeTier('PLUS'), 'InvalidParameterException', message);
  const create = new CreateUserPoolCommand({ PoolName: 'plus', UserPoolTier: 'PLUS' });
  await refused(server.admin.send(create), 'InvalidParameterException', message);
});

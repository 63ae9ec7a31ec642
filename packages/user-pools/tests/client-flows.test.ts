/** What a client may be told about the ways to sign in and to refresh, and what each name of a flow then means. */
import {
  CreateUserPoolClientCommand,
  type CreateUserPoolClientRequest,
  DescribeUserPoolClientCommand,
  InitiateAuthCommand,
  UpdateUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './server.ts';
import { refusal } from './sign-in.ts';

let server: TestServer;
let poolId: string;
let lite: string;

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool());
  ({ poolId: lite } = await server.createPool({ UserPoolTier: 'LITE' }));
});
afterAll(() => server?.close());

type Given = Partial<CreateUserPoolClientRequest>;
type Flows = Given['ExplicitAuthFlows'];

const create = async (given: Given) => {
  const command = new CreateUserPoolClientCommand({ UserPoolId: poolId, ClientName: 'flows', ...given });
  return (await server.admin.send(command)).UserPoolClient ?? {};
};

const invalid = (message: string) => ({ name: 'InvalidParameterException', message });
const rotating = { RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 10 } } as const;

describe('ExplicitAuthFlows', () => {
  test.each<[string, Flows]>([
    ['REFRESH_TOKEN_AUTH should always be allowed.', ['ALLOW_USER_SRP_AUTH']],
    [
      "Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names.",
      ['USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    ],
    ['An auth flow must not be named twice.', ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']],
  ])('%s', async (message, ExplicitAuthFlows) => {
    expect(await refusal(create({ ExplicitAuthFlows }))).toEqual(invalid(message));
  });

  test.each<{ flows: NonNullable<Flows> }>([
    { flows: ['ALLOW_REFRESH_TOKEN_AUTH'] },
    {
      flows: [
        'ALLOW_ADMIN_USER_PASSWORD_AUTH',
        'ALLOW_CUSTOM_AUTH',
        'ALLOW_USER_PASSWORD_AUTH',
        'ALLOW_USER_SRP_AUTH',
        'ALLOW_REFRESH_TOKEN_AUTH',
        'ALLOW_USER_AUTH',
      ],
    },
    { flows: ['ADMIN_NO_SRP_AUTH', 'CUSTOM_AUTH_FLOW_ONLY', 'USER_PASSWORD_AUTH'] },
  ])('$flows reads back as it was given', async ({ flows }) => {
    expect((await create({ ExplicitAuthFlows: flows })).ExplicitAuthFlows).toEqual(flows);
  });

  test('an empty list is none', async () => {
    expect((await create({ ExplicitAuthFlows: [] })).ExplicitAuthFlows).toBeUndefined();
  });

  const srp = ['USER_SRP_AUTH', 'SRP_A is not a valid public value.'];
  const custom = ['CUSTOM_AUTH', 'Custom auth lambda trigger is not configured for the user pool.'];
  const password = ['USER_PASSWORD_AUTH', 'Missing required parameter PASSWORD'];
  const choice = ['USER_AUTH', 'User does not exist.'];
  const refresh = ['REFRESH_TOKEN_AUTH', 'Missing required parameter REFRESH_TOKEN'];

  test.each<[string, Flows, string[][]]>([
    ['no list', undefined, [srp, custom, refresh]],
    ['USER_PASSWORD_AUTH', ['USER_PASSWORD_AUTH'], [srp, custom, refresh, password]],
    ['ADMIN_NO_SRP_AUTH', ['ADMIN_NO_SRP_AUTH'], [srp, custom, refresh]],
    ['CUSTOM_AUTH_FLOW_ONLY', ['CUSTOM_AUTH_FLOW_ONLY'], [custom, refresh]],
    ['ALLOW_CUSTOM_AUTH', ['ALLOW_CUSTOM_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'], [custom, refresh]],
    ['ALLOW_USER_AUTH', ['ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'], [choice, refresh]],
  ])('%s: what it opens, and nothing else', async (_, ExplicitAuthFlows, open) => {
    const { ClientId } = await create({ ExplicitAuthFlows });
    for (const [flow = '', opened] of [srp, custom, password, choice, refresh]) {
      const AuthParameters = { USERNAME: 'nobody@example.com', SRP_A: '0' };
      const attempt = new InitiateAuthCommand({ ClientId, AuthFlow: flow as 'USER_AUTH', AuthParameters });
      const { message } = await refusal(server.anonymous.send(attempt));
      const allowed = open.some(([name]) => name === flow);
      expect(message).toBe(allowed ? opened : `${flow} flow not enabled for this client`);
    }
  });
});

describe('RefreshTokenRotation', () => {
  test('reads back; without a grace period there is none', async () => {
    expect((await create(rotating)).RefreshTokenRotation).toEqual({ Feature: 'ENABLED', RetryGracePeriodSeconds: 10 });
    const { ClientId, RefreshTokenRotation } = await create({ RefreshTokenRotation: { Feature: 'ENABLED' } });
    expect(RefreshTokenRotation).toEqual({ Feature: 'ENABLED', RetryGracePeriodSeconds: 0 });
    const { UserPoolClient } = await server.admin.send(
      new DescribeUserPoolClientCommand({ UserPoolId: poolId, ClientId }),
    );
    expect(UserPoolClient?.RefreshTokenRotation).toEqual({ Feature: 'ENABLED', RetryGracePeriodSeconds: 0 });
  });

  test.each([-1, 61])('a grace period of %i seconds is out of range', async (RetryGracePeriodSeconds) => {
    const given = { RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds } } as const;
    expect((await refusal(create(given))).name).toBe('InvalidParameterException');
  });

  test('needs no ALLOW_REFRESH_TOKEN_AUTH, and bears none', async () => {
    const flows: Flows = ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_PASSWORD_AUTH'];
    expect((await create({ ...rotating, ExplicitAuthFlows: flows })).ExplicitAuthFlows).toEqual(flows);
    expect(await refusal(create({ ...rotating, ExplicitAuthFlows: [...flows, 'ALLOW_REFRESH_TOKEN_AUTH'] }))).toEqual(
      invalid('REFRESH_TOKEN_AUTH cannot be allowed while refresh token rotation is enabled.'),
    );
  });

  test.each<[string, Flows]>([
    ['no list', undefined],
    ['an old name', ['USER_PASSWORD_AUTH']],
  ])('%s of flows stays without REFRESH_TOKEN_AUTH', async (_, ExplicitAuthFlows) => {
    const { ClientId } = await create({ ...rotating, ExplicitAuthFlows });
    for (const AuthFlow of ['REFRESH_TOKEN_AUTH', 'REFRESH_TOKEN'] as const) {
      const attempt = new InitiateAuthCommand({ ClientId, AuthFlow, AuthParameters: { REFRESH_TOKEN: 'x' } });
      expect(await refusal(server.anonymous.send(attempt))).toEqual(
        invalid('REFRESH_TOKEN_AUTH flow not enabled for this client'),
      );
    }
  });
});

describe('on the feature plan LITE', () => {
  const unavailable = (feature: string) => ({
    name: 'FeatureUnavailableInTierException',
    message: `${feature} is not available in your current feature plan.`,
  });

  test.each<[string, Given]>([
    ['USER_AUTH', { ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] }],
    ['Refresh token rotation', rotating],
  ])('%s cannot be had', async (feature, given) => {
    expect(await refusal(create({ UserPoolId: lite, ...given }))).toEqual(unavailable(feature));
    const { clientId } = await server.createClient(lite);
    const update = new UpdateUserPoolClientCommand({ UserPoolId: lite, ClientId: clientId, ...given });
    expect(await refusal(server.admin.send(update))).toEqual(unavailable(feature));
  });
});

import {
  CreateUserPoolClientCommand,
  type CreateUserPoolClientRequest,
  UpdateUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './server.ts';

let server: TestServer;
let poolId: string;

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool({
    Schema: [
      { Name: 'email', AttributeDataType: 'String', Required: true },
      { Name: 'plan', AttributeDataType: 'String' },
    ],
  }));
});

afterAll(() => server.close());

type Given = Omit<CreateUserPoolClientRequest, 'UserPoolId' | 'ClientName'>;

const create = async (given: Given) => {
  const command = new CreateUserPoolClientCommand({ UserPoolId: poolId, ClientName: 'refused', ...given });
  return (await server.admin.send(command)).UserPoolClient ?? {};
};

const invalid = (message: string) => ({ name: 'InvalidParameterException', message });
const minutes = { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'minutes' } as const;
const seconds = { AccessToken: 'seconds', IdToken: 'seconds', RefreshToken: 'seconds' } as const;

describe('token validity', () => {
  test.each<Given>([
    { AccessTokenValidity: 25 },
    { IdTokenValidity: 25 },
    { AccessTokenValidity: 4, TokenValidityUnits: minutes, RefreshTokenValidity: 60 },
    { IdTokenValidity: 299, TokenValidityUnits: { IdToken: 'seconds' } },
    { RefreshTokenValidity: 59, TokenValidityUnits: { RefreshToken: 'minutes' } },
    { RefreshTokenValidity: 3599, TokenValidityUnits: { RefreshToken: 'seconds' } },
    { RefreshTokenValidity: 3651 },
    { TokenValidityUnits: { RefreshToken: 'minutes' } },
    { IdTokenValidity: 1441, TokenValidityUnits: minutes, RefreshTokenValidity: 1441 },
  ])('%j is out of range', async (given) => {
    await expect(create(given)).rejects.toMatchObject(invalid('Invalid range for token validity.'));
  });

  test.each<Given>([
    { AccessTokenValidity: 24, IdTokenValidity: 24 },
    { AccessTokenValidity: 5, IdTokenValidity: 5, RefreshTokenValidity: 60, TokenValidityUnits: minutes },
    { AccessTokenValidity: 300, IdTokenValidity: 86400, RefreshTokenValidity: 86400, TokenValidityUnits: seconds },
    { RefreshTokenValidity: 3650 },
  ])('%j is on the edge', async (given) => {
    expect(await create(given)).toMatchObject(given);
  });

  test('no access or ID token outlives its refresh token', async () => {
    const given = {
      AccessTokenValidity: 2,
      RefreshTokenValidity: 1,
      TokenValidityUnits: { RefreshToken: 'hours' as const },
    };
    await expect(create(given)).rejects.toMatchObject(
      invalid('Access and Id Token expiration times must be less than or equal to refresh token expiration times.'),
    );
  });

  test('a refresh token validity of 0 means 30 days', async () => {
    expect((await create({ RefreshTokenValidity: 0 })).RefreshTokenValidity).toBe(30);
  });

  test.each([2, 16])('AuthSessionValidity %j is out of range', async (AuthSessionValidity) => {
    await expect(create({ AuthSessionValidity })).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });
});

describe('attributes', () => {
  test.each<['read' | 'write', string[]]>([
    ['read', ['email', 'unknown']],
    ['write', ['email', 'custom:unknown']],
    ['write', ['email', 'email_verified']],
    ['write', ['email', 'sub']],
    ['write', ['name']],
  ])('%s %j is refused', async (access, names) => {
    const given = access === 'read' ? { ReadAttributes: names } : { WriteAttributes: names };
    await expect(create(given)).rejects.toMatchObject(
      invalid(`Invalid ${access} attributes specified while creating a client`),
    );
    const { clientId } = await server.createClient(poolId);
    const update = new UpdateUserPoolClientCommand({ UserPoolId: poolId, ClientId: clientId, ...given });
    await expect(server.admin.send(update)).rejects.toMatchObject(
      invalid(`Invalid ${access} attributes specified while updating a client`),
    );
  });

  test('custom ones may be listed', async () => {
    const given = {
      ReadAttributes: ['email', 'email_verified', 'custom:plan'],
      WriteAttributes: ['custom:plan', 'email'],
    };
    expect(await create(given)).toMatchObject(given);
  });
});

describe('what is for OAuth', () => {
  const CallbackURLs = ['https://example.com/'];

  test.each<[string, Given]>([
    ['AllowedOAuthFlowsUserPoolClient is not supported by this server yet.', { AllowedOAuthFlowsUserPoolClient: true }],
    ['CallbackUrls can not be empty when code flow or implicit flow is selected', { AllowedOAuthFlows: ['code'] }],
    ['http://example.com/ cannot use the HTTP protocol.', { CallbackURLs: ['http://example.com/'] }],
    ['http://localhost.example.com/ cannot use the HTTP protocol.', { LogoutURLs: ['http://localhost.example.com/'] }],
    ['https://example.com/#here cannot use fragment', { CallbackURLs: ['https://example.com/#here'] }],
    ['javascript:alert(1) is not a valid redirect URI.', { CallbackURLs: ['javascript:alert(1)'] }],
    ['/callback is not a valid redirect URI.', { CallbackURLs: ['/callback'] }],
    [
      'The default redirect URI https://example.com/b is not in the callback URIs list.',
      { CallbackURLs, DefaultRedirectURI: 'https://example.com/b' },
    ],
  ])('%s', async (message, given) => {
    await expect(create(given)).rejects.toMatchObject(invalid(message));
  });

  test.each<[string, Given]>([
    ['InvalidOAuthFlowException', { AllowedOAuthFlows: ['client_credentials'] }],
    [
      'InvalidOAuthFlowException',
      { GenerateSecret: true, CallbackURLs, AllowedOAuthFlows: ['code', 'client_credentials'] },
    ],
    ['ScopeDoesNotExistException', { AllowedOAuthScopes: ['cruds/read'] }],
  ])('%s', async (name, given) => {
    await expect(create(given)).rejects.toMatchObject({ name });
  });
});

test('rotation switched off reads back, and without a grace', async () => {
  const given = { RefreshTokenRotation: { Feature: 'DISABLED', RetryGracePeriodSeconds: 30 } } as const;
  const { RefreshTokenRotation } = await create(given);
  expect(RefreshTokenRotation).toEqual({ Feature: 'DISABLED', RetryGracePeriodSeconds: 0 });
});

test.each<[string, Given]>([
  ['The provider Google does not exist for User Pool', { SupportedIdentityProviders: ['Google'] }],
  ['EnablePropagateAdditionalUserContextData is not', { EnablePropagateAdditionalUserContextData: true }],
  ['AnalyticsConfiguration is not', { AnalyticsConfiguration: { ApplicationId: 'a' } }],
])('%s …', async (message, given) => {
  await expect(create(given)).rejects.toMatchObject(invalid(expect.stringContaining(message)));
});

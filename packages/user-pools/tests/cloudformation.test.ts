import {
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  type CreateUserPoolRequest,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  UpdateUserPoolClientCommand,
  UpdateUserPoolCommand,
  type UpdateUserPoolRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(() => server.close());

const text = 'The verification code to your new account is {####}';

/** What the CDK makes of `new UserPool(this, 'Pool', { selfSignUpEnabled: true, signInAliases: { email: true }, … })`. */
const properties = {
  AccountRecoverySetting: {
    RecoveryMechanisms: [
      { Name: 'verified_phone_number', Priority: 1 },
      { Name: 'verified_email', Priority: 2 },
    ],
  },
  AdminCreateUserConfig: { AllowAdminCreateUserOnly: false },
  AutoVerifiedAttributes: ['email'],
  EmailVerificationMessage: text,
  EmailVerificationSubject: 'Verify your new account',
  SmsVerificationMessage: text,
  UserPoolTags: { stack: 'cruddur' },
  VerificationMessageTemplate: {
    DefaultEmailOption: 'CONFIRM_WITH_CODE',
    EmailMessage: text,
    EmailSubject: 'Verify your new account',
    SmsMessage: text,
  },
} satisfies Partial<UpdateUserPoolRequest>;

const fixed = {
  Schema: [{ Name: 'email', Required: true, Mutable: true }],
  UsernameAttributes: ['email'],
  UsernameConfiguration: { CaseSensitive: false },
} satisfies Partial<CreateUserPoolRequest>;

const describePool = async (UserPoolId: string | undefined) =>
  (await server.admin.send(new DescribeUserPoolCommand({ UserPoolId }))).UserPool;

test('a pool of the CDK reads back without drift, through updates of the whole template', async () => {
  const create = new CreateUserPoolCommand({ PoolName: 'Pool7E1C', ...properties, ...fixed });
  const { UserPool } = await server.admin.send(create);
  const created = await describePool(UserPool?.Id);
  const { Schema: _, ...shown } = { ...properties, ...fixed };
  expect(created).toMatchObject(shown);
  expect(created?.SchemaAttributes?.find(({ Name }) => Name === 'email')).toMatchObject({
    ...fixed.Schema[0],
    AttributeDataType: 'String',
    StringAttributeConstraints: { MinLength: '0', MaxLength: '2048' },
  });
  // CloudFormation sends every property that a template holds, and only those.
  const changed = { ...properties, Policies: { PasswordPolicy: { MinimumLength: 12 } } };
  await server.admin.send(new UpdateUserPoolCommand({ UserPoolId: UserPool?.Id, ...changed }));
  const updated = await describePool(UserPool?.Id);
  expect(updated).toMatchObject({ ...shown, ...changed });
  const { Policies, LastModifiedDate, ...rest } = created ?? {};
  expect(updated).toMatchObject(rest);
});

test('a client of the CDK without OAuth reads back without drift', async () => {
  const { poolId } = await server.createPool();
  const given = {
    UserPoolId: poolId,
    AllowedOAuthFlowsUserPoolClient: false,
    ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] as const,
    SupportedIdentityProviders: ['COGNITO'],
    AccessTokenValidity: 60,
    IdTokenValidity: 60,
    RefreshTokenValidity: 43200,
    TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'minutes' } as const,
    PreventUserExistenceErrors: 'ENABLED' as const,
  };
  const input = { ...given, ExplicitAuthFlows: [...given.ExplicitAuthFlows] };
  const create = new CreateUserPoolClientCommand({ ClientName: 'PoolClient2A', ...input });
  const ClientId = (await server.admin.send(create)).UserPoolClient?.ClientId;
  const read = async () =>
    (await server.admin.send(new DescribeUserPoolClientCommand({ UserPoolId: poolId, ClientId }))).UserPoolClient;
  const created = await read();
  expect(created).toMatchObject(given);
  await server.admin.send(new UpdateUserPoolClientCommand({ ...input, ClientId }));
  expect(await read()).toEqual({ ...created, LastModifiedDate: expect.any(Date) });
});

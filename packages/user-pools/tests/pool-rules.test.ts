import {
  CreateUserPoolCommand,
  type CreateUserPoolRequest,
  DescribeUserPoolCommand,
  UpdateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(() => server.close());

type Given = Omit<CreateUserPoolRequest, 'PoolName'>;

const create = async (given: Given) => {
  const { UserPool } = await server.admin.send(new CreateUserPoolCommand({ PoolName: 'refused', ...given }));
  return UserPool ?? {};
};

const arn = 'arn:aws:lambda:us-east-1:000000000000:function:f';

describe('a setting whose effect is not built is refused and never stored', () => {
  test.each<[string, Given]>([
    ['AcrConfiguration', { AcrConfiguration: { '1': { AcrValue: 'a' } } }],
    [
      'AllowedFirstAuthFactors EMAIL_OTP',
      { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } } },
    ],
    ['CONFIRM_WITH_LINK', { VerificationMessageTemplate: { DefaultEmailOption: 'CONFIRM_WITH_LINK' } }],
    ['ConfigurationSet', { EmailConfiguration: { ConfigurationSet: 'a' } }],
    ['DcrConfiguration', { DcrConfiguration: { EnableStatus: 'Enabled' } }],
    ['DeviceConfiguration', { DeviceConfiguration: { ChallengeRequiredOnNewDevice: false } }],
    ['EmailSendingAccount DEVELOPER', { EmailConfiguration: { EmailSendingAccount: 'DEVELOPER' } }],
    ['IssuerConfiguration', { IssuerConfiguration: { Type: 'UPDATED' } }],
    ['KeyConfiguration', { KeyConfiguration: { KeyType: 'CUSTOMER_MANAGED_KEY' } }],
    ['LambdaConfig', { LambdaConfig: { PreSignUp: arn } }],
    ['MfaConfiguration', { MfaConfiguration: 'OPTIONAL' }],
    ['MfaConfiguration', { MfaConfiguration: 'ON' }],
    ['UserPoolAddOns', { UserPoolAddOns: { AdvancedSecurityMode: 'AUDIT' } }],
    ['UserPoolTier PLUS', { UserPoolTier: 'PLUS' }],
  ])('%s', async (setting, given) => {
    const before = await server.ctx.db.selectFrom('pools').select('id').execute();
    await expect(create(given)).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: `${setting} is not supported by this server yet.`,
    });
    expect(await server.ctx.db.selectFrom('pools').select('id').execute()).toEqual(before);
  });
});

describe('account recovery', () => {
  const email = { Name: 'verified_email', Priority: 1 } as const;

  test.each([
    [[{ Name: 'verified_phone_number' as const, Priority: 2 }, email]],
    [
      [
        { ...email, Priority: 2 },
        { Name: 'verified_phone_number' as const, Priority: 1 },
      ],
    ],
    [[{ Name: 'verified_phone_number' as const, Priority: 1 }]],
  ])('%j is stored as it was given', async (RecoveryMechanisms) => {
    const AccountRecoverySetting = { RecoveryMechanisms };
    expect((await create({ AccountRecoverySetting })).AccountRecoverySetting).toEqual(AccountRecoverySetting);
  });

  test.each([
    [
      [email, { Name: 'verified_phone_number', Priority: 1 } as const],
      'cannot have duplicate priorities or recovery mechanisms.',
    ],
    [
      [email, { Name: 'verified_email', Priority: 2 } as const],
      'cannot have duplicate priorities or recovery mechanisms.',
    ],
    [
      [email, { Name: 'admin_only', Priority: 2 } as const],
      'cannot use admin_only setting with any other recovery mechanisms.',
    ],
  ])('%j is refused', async (RecoveryMechanisms, fault) => {
    await expect(create({ AccountRecoverySetting: { RecoveryMechanisms } })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: `Account Recovery Setting ${fault}`,
    });
  });

  test('an administrator alone may recover accounts', async () => {
    const AccountRecoverySetting = { RecoveryMechanisms: [{ Name: 'admin_only' as const, Priority: 1 }] };
    expect(await create({ AccountRecoverySetting })).toMatchObject({ AccountRecoverySetting });
  });
});

describe('messages', () => {
  test('a text given under one name reads back under both', async () => {
    const pool = await create({
      EmailVerificationMessage: 'old name {####}',
      VerificationMessageTemplate: { EmailSubject: 'new name' },
    });
    expect(pool).toMatchObject({
      EmailVerificationMessage: 'old name {####}',
      EmailVerificationSubject: 'new name',
      VerificationMessageTemplate: {
        DefaultEmailOption: 'CONFIRM_WITH_CODE',
        EmailMessage: 'old name {####}',
        EmailSubject: 'new name',
      },
    });
  });

  test('texts that an update leaves out stay, under every name', async () => {
    const texts = { EmailMessageByLink: 'Follow {##this##}', SmsMessage: 'Text {####}' };
    const { Id } = await create({ VerificationMessageTemplate: texts });
    const changes = { VerificationMessageTemplate: { EmailMessage: 'New {####}' } };
    await server.admin.send(new UpdateUserPoolCommand({ UserPoolId: Id, ...changes }));
    const { UserPool } = await server.admin.send(new DescribeUserPoolCommand({ UserPoolId: Id }));
    expect(UserPool).toMatchObject({
      EmailVerificationMessage: 'New {####}',
      SmsVerificationMessage: 'Text {####}',
      VerificationMessageTemplate: { ...texts, EmailMessage: 'New {####}' },
    });
  });

  test.each<[string, Given]>([
    ['a verification without code', { EmailVerificationMessage: 'no code in here' }],
    ['a template without code', { VerificationMessageTemplate: { EmailMessage: 'no code in here' } }],
    [
      'an invitation without user name',
      { AdminCreateUserConfig: { InviteMessageTemplate: { EmailMessage: 'only {####}' } } },
    ],
    [
      'an invitation without password',
      { AdminCreateUserConfig: { InviteMessageTemplate: { EmailMessage: 'only {username}' } } },
    ],
    ['a sender that is no address', { EmailConfiguration: { From: 'Cruddur' } }],
    ['a sender over two lines', { EmailConfiguration: { From: 'a@example.com\r\nBcc: b@example.com' } }],
    ['an answer address that is none', { EmailConfiguration: { ReplyToEmailAddress: 'example.com' } }],
    ['an e-mail identity', { EmailConfiguration: { SourceArn: 'arn:aws:ses:us-east-1:000000000000:identity/a' } }],
    [
      'a verification before update of what is not verified',
      { UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] } },
    ],
    ['a sign-in without passwords', { Policies: { SignInPolicy: { AllowedFirstAuthFactors: [] } } }],
  ])('%s is refused', async (_, given) => {
    await expect(create(given)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });
});

test.each([
  [Object.fromEntries(Array.from({ length: 51 }, (_, number) => [`key${number}`, '']))],
  [{ 'aws:reserved': 'a' }],
  [{ 'AWS:reserved': 'a' }],
])('tags out of bounds are refused (%#)', async (UserPoolTags) => {
  await expect(create({ UserPoolTags })).rejects.toMatchObject({ name: 'UserPoolTaggingException' });
});

test('custom attributes and required ones read back', async () => {
  const { SchemaAttributes } = await create({
    Schema: [
      { Name: 'name', AttributeDataType: 'String', Required: true, Mutable: true },
      { Name: 'plan', AttributeDataType: 'String' },
    ],
  });
  expect(SchemaAttributes?.length).toBe(21);
  expect(SchemaAttributes?.find(({ Name }) => Name === 'name')?.Required).toBe(true);
  expect(SchemaAttributes?.at(-1)?.Name).toBe('custom:plan');
});

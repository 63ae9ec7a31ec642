import {
  CreateUserPoolCommand,
  type CreateUserPoolRequest,
  DescribeUserPoolCommand,
  UpdateUserPoolCommand,
  type UpdateUserPoolRequest,
  type UserPoolType,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './server.ts';
import { together } from './together.ts';
import { post } from './wire.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(() => server.close());

type Given = Omit<CreateUserPoolRequest, 'PoolName'>;

const create = async (given: Given): Promise<UserPoolType> => {
  const { UserPool } = await server.admin.send(new CreateUserPoolCommand({ PoolName: 'settings', ...given }));
  return read(UserPool?.Id);
};
const read = async (id: string | undefined): Promise<UserPoolType> => {
  const { UserPool } = await server.admin.send(new DescribeUserPoolCommand({ UserPoolId: id }));
  return UserPool ?? {};
};
const update = async (id: string | undefined, changes: Omit<UpdateUserPoolRequest, 'UserPoolId'>) => {
  await server.admin.send(new UpdateUserPoolCommand({ UserPoolId: id, ...changes }));
  return read(id);
};

/** Every setting that is built and differs from its default. */
const everything: Given = {
  Policies: {
    PasswordPolicy: {
      MinimumLength: 12,
      RequireUppercase: true,
      RequireLowercase: true,
      RequireNumbers: false,
      RequireSymbols: false,
      TemporaryPasswordValidityDays: 3,
    },
    SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD'] },
  },
  DeletionProtection: 'ACTIVE',
  AutoVerifiedAttributes: ['email', 'phone_number'],
  UsernameAttributes: ['email'],
  UsernameConfiguration: { CaseSensitive: false },
  SmsVerificationMessage: 'Text {####}',
  EmailVerificationMessage: 'Your confirmation code is {####}',
  EmailVerificationSubject: 'Your verification code',
  VerificationMessageTemplate: {
    DefaultEmailOption: 'CONFIRM_WITH_CODE',
    EmailMessage: 'Your confirmation code is {####}',
    EmailSubject: 'Your verification code',
    SmsMessage: 'Text {####}',
  },
  SmsAuthenticationMessage: 'Second {####}',
  SmsConfiguration: {
    SnsCallerArn: 'arn:aws:iam::000000000000:role/texts',
    ExternalId: 'cruddur',
    SnsRegion: 'eu-west-1',
  },
  UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email', 'phone_number'] },
  EmailConfiguration: {
    EmailSendingAccount: 'COGNITO_DEFAULT',
    ReplyToEmailAddress: 'help@example.com',
    From: 'Cruddur <hello@example.com>',
  },
  UserPoolTags: { team: 'cruddur', stage: '' },
  AdminCreateUserConfig: {
    AllowAdminCreateUserOnly: true,
    UnusedAccountValidityDays: 3,
    InviteMessageTemplate: { EmailMessage: 'Hello {username}, use {####}', EmailSubject: 'Welcome' },
  },
  AccountRecoverySetting: {
    RecoveryMechanisms: [
      { Name: 'verified_phone_number', Priority: 1 },
      { Name: 'verified_email', Priority: 2 },
    ],
  },
  UserPoolTier: 'LITE',
};

describe('as Terraform does it', () => {
  test('what is created reads back, and sending back what was read changes nothing', async () => {
    const created = await create(everything);
    expect(created).toMatchObject(everything);
    const { UsernameAttributes: _, UsernameConfiguration: __, ...changeable } = everything;
    const read = Object.fromEntries(
      Object.keys(changeable).map((name) => [name, created[name as keyof UserPoolType]]),
    ) as Given;
    server.clock.advance(1000);
    const updated = await update(created.Id, { PoolName: created.Name, ...read });
    expect(updated).toEqual({ ...created, LastModifiedDate: expect.any(Date) });
    expect(updated.LastModifiedDate?.getTime()).toBeGreaterThan(created.LastModifiedDate?.getTime() ?? 0);
  });
});

describe('UpdateUserPool with only a name', () => {
  test('resets four members and keeps all others', async () => {
    const created = await create({ ...everything, UserPoolAddOns: { AdvancedSecurityMode: 'OFF' } });
    const { LastModifiedDate, ...kept } = await update(created.Id, { PoolName: 'renamed' });
    // The other two, LambdaConfig and DeviceConfiguration, cannot be set yet.
    const { AutoVerifiedAttributes: _, UserPoolAddOns: __, LastModifiedDate: ___, ...before } = created;
    expect(kept).toEqual({ ...before, Name: 'renamed' });
  });

  test('keeps the password policy while the sign-in policy is given, and the other way round', async () => {
    const { Id, Policies } = await create(everything);
    const factors = { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD' as const] } };
    expect((await update(Id, { Policies: factors })).Policies).toEqual(Policies);
    const shorter = { PasswordPolicy: { ...Policies?.PasswordPolicy, MinimumLength: 10 } };
    expect((await update(Id, { Policies: shorter })).Policies).toEqual({ ...Policies, ...shorter });
  });

  test('what is fixed at creation stays, whatever is sent', async () => {
    const unsigned = await startTestServer({ unsafeSkipSignatureCheck: true });
    const { poolId } = await unsigned.createPool();
    const { UserPool: before } = await unsigned.admin.send(new DescribeUserPoolCommand({ UserPoolId: poolId }));
    // The SDK would leave out what is no member of the request.
    const { status } = await post(unsigned.url, 'UpdateUserPool', {
      UserPoolId: poolId,
      AutoVerifiedAttributes: ['email'],
      UsernameAttributes: [],
      UsernameConfiguration: { CaseSensitive: true },
      Schema: [{ Name: 'plan', AttributeDataType: 'String' }],
      SchemaAttributes: [],
    });
    expect(status).toBe(200);
    const { UserPool: after } = await unsigned.admin.send(new DescribeUserPoolCommand({ UserPoolId: poolId }));
    expect(after).toEqual({ ...before, LastModifiedDate: expect.any(Date) });
    await unsigned.close();
  });

  test('two updates at once are both kept', async () => {
    const { Id } = await create({});
    await together(server, [
      () => update(Id, { UserPoolTags: { one: '1' } }),
      () => update(Id, { UserPoolTier: 'LITE' }),
      () => update(Id, { PoolName: 'both' }),
      () => update(Id, { EmailConfiguration: { ReplyToEmailAddress: 'help@example.com' } }),
    ]);
    expect(await read(Id)).toMatchObject({
      Name: 'both',
      UserPoolTags: { one: '1' },
      UserPoolTier: 'LITE',
      EmailConfiguration: { EmailSendingAccount: 'COGNITO_DEFAULT', ReplyToEmailAddress: 'help@example.com' },
    });
  });

  test('a refused update changes nothing', async () => {
    const created = await create(everything);
    await expect(update(created.Id, { PoolName: 'no', MfaConfiguration: 'ON' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
    expect(await read(created.Id)).toEqual(created);
  });
});

describe('defaults', () => {
  test('of a password policy given in part, the rules left out are off', async () => {
    const { Policies } = await create({ Policies: { PasswordPolicy: { MinimumLength: 6, RequireNumbers: true } } });
    expect(Policies?.PasswordPolicy).toEqual({
      MinimumLength: 6,
      RequireUppercase: false,
      RequireLowercase: false,
      RequireNumbers: true,
      RequireSymbols: false,
      TemporaryPasswordValidityDays: 7,
    });
  });

  test('the two names of the days a temporary password lives always agree', async () => {
    const days = ({ Policies, AdminCreateUserConfig }: UserPoolType) => [
      Policies?.PasswordPolicy?.TemporaryPasswordValidityDays,
      AdminCreateUserConfig?.UnusedAccountValidityDays,
    ];
    const pool = await create({ AdminCreateUserConfig: { UnusedAccountValidityDays: 2 } });
    expect(days(pool)).toEqual([2, 2]);
    expect(days(await update(pool.Id, { PoolName: 'days' }))).toEqual([2, 2]);
    const policy = { PasswordPolicy: { MinimumLength: 8, TemporaryPasswordValidityDays: 5 } };
    expect(days(await update(pool.Id, { Policies: policy }))).toEqual([5, 5]);
    const zero = { PasswordPolicy: { MinimumLength: 8, TemporaryPasswordValidityDays: 0 } };
    expect(days(await update(pool.Id, { Policies: zero }))).toEqual([7, 7]);
    const both = { Policies: policy, AdminCreateUserConfig: { UnusedAccountValidityDays: 5 } };
    expect(days(await update(pool.Id, both))).toEqual([5, 5]);
    await expect(
      update(pool.Id, { ...both, AdminCreateUserConfig: { UnusedAccountValidityDays: 6 } }),
    ).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays',
    });
  });

  test.each<Given>([
    { AliasAttributes: [] },
    { AcrConfiguration: {} },
    { DcrConfiguration: { EnableStatus: 'Disabled' } },
    { IssuerConfiguration: { Type: 'ORIGINAL' } },
    { KeyConfiguration: { KeyType: 'AWS_OWNED_KEY' } },
    { LambdaConfig: {} },
    { MfaConfiguration: 'OFF' },
    { UserPoolAddOns: { AdvancedSecurityMode: 'OFF' } },
  ])('%j is accepted, since it switches nothing on', async (given) => {
    const { AliasAttributes: _, ...stored } = given;
    expect(await create(given)).toMatchObject(stored);
  });
});

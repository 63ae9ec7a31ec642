import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { RunningStack } from '../src/start-stack.ts';
import { type Json, useRestarts } from './restarts.ts';

const { dataFile, edit, restart } = useRestarts();

const describePool = async ({ userPools, poolId }: RunningStack) =>
  (await userPools.call('DescribeUserPool', { UserPoolId: poolId })).UserPool;

const describeClient = async ({ userPools, poolId, clientId }: RunningStack) =>
  (await userPools.call('DescribeUserPoolClient', { UserPoolId: poolId, ClientId: clientId })).UserPoolClient;

test('J030 J116 the first start makes the third pool of the journal, the second changes nothing', async () => {
  const first = await restart();
  expect(first.notes).toEqual([
    expect.stringMatching(/^Made the user pool cruddur-user-pool \(us-east-1_\w{9}\) from .*user-pool\.json\.$/),
    expect.stringMatching(/^Made the app client cruddur \([a-z0-9]{26}\) from .*app-client\.json\.$/),
  ]);
  expect(await describePool(first)).toMatchObject({
    Name: 'cruddur-user-pool',
    UsernameAttributes: ['email'],
    UsernameConfiguration: { CaseSensitive: false },
    AutoVerifiedAttributes: ['email'],
    DeletionProtection: 'ACTIVE',
    MfaConfiguration: 'OFF',
    AccountRecoverySetting: { RecoveryMechanisms: [{ Priority: 1, Name: 'verified_email' }] },
    UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
  });
  const required = (await describePool(first))?.SchemaAttributes?.filter(({ Required }) => Required);
  expect(required?.map(({ Name }) => Name).sort()).toEqual(['email', 'name', 'preferred_username', 'sub']);
  expect(await describeClient(first)).toMatchObject({
    ClientName: 'cruddur',
    ExplicitAuthFlows: expect.arrayContaining(['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']),
    PreventUserExistenceErrors: 'ENABLED',
    EnableTokenRevocation: true,
    AccessTokenValidity: 60,
    IdTokenValidity: 60,
    RefreshTokenValidity: 30,
  });
  expect((await describeClient(first))?.ClientSecret).toBeUndefined();

  const second = await restart();
  expect(second.notes).toEqual([]);
  expect([second.poolId, second.clientId]).toEqual([first.poolId, first.clientId]);
});

test('a start says what it changed when the two files changed', async () => {
  await restart();
  edit('user-pool.json', (pool) => {
    pool.Policies = { PasswordPolicy: { ...Object(pool.Policies).PasswordPolicy, MinimumLength: 12 } };
    pool.EmailVerificationSubject = 'Welcome to Cruddur';
    pool.EmailVerificationMessage = 'Your code: {####}';
  });
  edit('app-client.json', (client) => {
    client.RefreshTokenValidity = 7;
  });
  const second = await restart();
  expect(second.notes).toEqual([
    expect.stringMatching(
      /^Changed the user pool as .*user-pool\.json now says: Policies\.PasswordPolicy\.MinimumLength: 8 → 12; EmailVerificationSubject: not set → "Welcome to Cruddur"; EmailVerificationMessage: not set → "Your code: \{####\}"\.$/,
    ),
    expect.stringMatching(/^Changed the app client as .*app-client\.json now says: RefreshTokenValidity: 30 → 7\.$/),
  ]);
  expect((await describePool(second))?.Policies?.PasswordPolicy?.MinimumLength).toBe(12);
  expect((await describePool(second))?.AutoVerifiedAttributes).toEqual(['email']);
  expect((await describeClient(second))?.RefreshTokenValidity).toBe(7);
  expect((await restart()).notes).toEqual([]);
});

test('a member taken out of the client file goes back to its default; one of the pool file is kept, and said so', async () => {
  await restart();
  edit('app-client.json', (client) => {
    delete client.RefreshTokenValidity;
    delete client.PreventUserExistenceErrors;
  });
  edit('user-pool.json', (pool) => {
    delete pool.UserAttributeUpdateSettings;
  });
  const second = await restart();
  expect(second.notes).toEqual([
    expect.stringMatching(
      /user-pool\.json: UserAttributeUpdateSettings was removed\. The user pool keeps the value it had/,
    ),
    expect.stringMatching(
      /^Changed the app client as .*: PreventUserExistenceErrors: removed; RefreshTokenValidity: removed\.$/,
    ),
  ]);
  expect((await describeClient(second))?.PreventUserExistenceErrors).not.toBe('ENABLED');
  expect((await restart()).notes).toEqual([]);
});

test('a change that cannot be made is explained at every start, and the pool stays as it is', async () => {
  const first = await restart();
  edit('user-pool.json', (pool) => {
    pool.UsernameAttributes = [];
    pool.Schema = [
      ...Array.from(pool.Schema as Json[]),
      { Name: 'nickname', AttributeDataType: 'String', Required: true },
    ];
    pool.MfaConfiguration = 'ON';
  });
  edit('app-client.json', (client) => {
    client.GenerateSecret = true;
  });
  const expected = [
    expect.stringMatching(
      /user-pool\.json: the change \(MfaConfiguration: "OFF" → "ON"\) was refused: .* The user pool stays as it was\.$/,
    ),
    expect.stringMatching(
      /user-pool\.json: UsernameAttributes cannot be changed once the user pool exists .*npm run reset/,
    ),
    expect.stringMatching(/user-pool\.json: Schema cannot be changed once the user pool exists/),
    expect.stringMatching(
      /app-client\.json: GenerateSecret cannot be changed once the app client exists \(GenerateSecret: false → true\)/,
    ),
  ];
  const second = await restart();
  expect(second.notes).toEqual(expected);
  expect(second.poolId).toBe(first.poolId);
  expect(await describePool(second)).toMatchObject({ UsernameAttributes: ['email'], MfaConfiguration: 'OFF' });
  expect((await restart()).notes).toEqual(expected);
});

test('without its memory the pool is found by its name', async () => {
  const first = await restart();
  rmSync(dataFile('stack.json'));
  const second = await restart();
  expect([second.poolId, second.clientId]).toEqual([first.poolId, first.clientId]);
  expect(second.notes).toEqual([]);
});

test('a pool that was deleted is made again', async () => {
  const first = await restart();
  const { userPools, poolId: UserPoolId } = first;
  await userPools.call('UpdateUserPool', { UserPoolId, DeletionProtection: 'INACTIVE' });
  await userPools.call('DeleteUserPool', { UserPoolId });
  const second = await restart();
  expect(second.notes).toHaveLength(2);
  expect(second.poolId).not.toBe(first.poolId);
});

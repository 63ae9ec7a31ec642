import {
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  DeleteUserPoolCommand,
  DescribeUserPoolCommand,
  ListUserPoolsCommand,
  UpdateUserPoolCommand,
  type UserPoolType,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { join, signIn, signUp } from './people.ts';
import { startTestServer, type TestServer } from './server.ts';
import { together } from './together.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(() => server.close());

const describePool = async (poolId: string): Promise<UserPoolType> => {
  const { UserPool } = await server.admin.send(new DescribeUserPoolCommand({ UserPoolId: poolId }));
  if (!UserPool) throw new Error('no pool');
  return UserPool;
};

const missing = (id: string) => ({ name: 'ResourceNotFoundException', message: `User pool ${id} does not exist.` });

describe('CreateUserPool', () => {
  test('J206 a pool with nothing but a name reads back the defaults of the service', async () => {
    const before = server.clock.now();
    const { UserPool: created } = await server.admin.send(new CreateUserPoolCommand({ PoolName: 'cruddur-user-pool' }));
    const { SchemaAttributes, CreationDate, LastModifiedDate, Id, ...rest } = await describePool(created?.Id ?? '');
    expect(rest).toEqual({
      Name: 'cruddur-user-pool',
      Policies: {
        PasswordPolicy: {
          MinimumLength: 8,
          RequireUppercase: true,
          RequireLowercase: true,
          RequireNumbers: true,
          RequireSymbols: true,
          TemporaryPasswordValidityDays: 7,
        },
        SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD'] },
      },
      DeletionProtection: 'INACTIVE',
      LambdaConfig: {},
      VerificationMessageTemplate: { DefaultEmailOption: 'CONFIRM_WITH_CODE' },
      MfaConfiguration: 'OFF',
      EstimatedNumberOfUsers: 0,
      EmailConfiguration: { EmailSendingAccount: 'COGNITO_DEFAULT' },
      UserPoolTags: {},
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: false, UnusedAccountValidityDays: 7 },
      AccountRecoverySetting: {
        RecoveryMechanisms: [
          { Name: 'verified_email', Priority: 1 },
          { Name: 'verified_phone_number', Priority: 2 },
        ],
      },
      Arn: `arn:aws:cognito-idp:us-east-1:000000000000:userpool/${Id}`,
      UserPoolTier: 'ESSENTIALS',
    });
    expect(SchemaAttributes?.map(({ Name }) => Name)).toEqual([
      ...['sub', 'name', 'given_name', 'family_name', 'middle_name', 'nickname', 'preferred_username', 'profile'],
      ...['picture', 'website', 'email', 'email_verified', 'gender', 'birthdate', 'zoneinfo', 'locale'],
      ...['phone_number', 'phone_number_verified', 'address', 'updated_at'],
    ]);
    expect(Id).toMatch(/^us-east-1_[0-9A-Za-z]{9}$/);
    expect(CreationDate?.getTime()).toBeGreaterThanOrEqual(before);
    expect(LastModifiedDate).toEqual(CreationDate);
    expect(created).toEqual(await describePool(Id ?? ''));
  });

  test('every pool has an id and keys of its own, even when many are made at once', async () => {
    const pools = await Promise.all(Array.from({ length: 4 }, () => server.createPool()));
    expect(new Set(pools.map(({ poolId }) => poolId)).size).toBe(4);
    const keys = await Promise.all(pools.map(({ poolId }) => server.ctx.signingKeys.published(poolId)));
    expect(new Set(keys.flat().map(({ kid }) => kid)).size).toBe(8);
  });

  test.each(['', 'a'.repeat(129), 'name/with/slashes'])('the name %j is refused', async (PoolName) => {
    await expect(server.admin.send(new CreateUserPoolCommand({ PoolName }))).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringContaining("'poolName' failed to satisfy constraint"),
    });
  });

  test('a thousand pools are enough for one account', async () => {
    const crowded = await startTestServer();
    const { poolId } = await crowded.createPool();
    const row = await crowded.ctx.db.selectFrom('pools').selectAll().where('id', '=', poolId).executeTakeFirstOrThrow();
    const rows = Array.from({ length: 999 }, (_, number) => ({ ...row, id: `us-east-1_${number}` }));
    for (let first = 0; first < rows.length; first += 100) {
      await crowded.ctx.db
        .insertInto('pools')
        .values(rows.slice(first, first + 100))
        .execute();
    }
    await expect(crowded.createPool()).rejects.toMatchObject({ name: 'LimitExceededException' });
    await crowded.close();
  });
});

describe('DeleteUserPool', () => {
  test('J115 J206 a protected pool stays until its protection is lifted', async () => {
    const { poolId } = await server.createPool({ DeletionProtection: 'ACTIVE' });
    const remove = () => server.admin.send(new DeleteUserPoolCommand({ UserPoolId: poolId }));
    await expect(remove()).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message:
        'The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.',
    });
    expect((await describePool(poolId)).DeletionProtection).toBe('ACTIVE');
    await server.admin.send(new UpdateUserPoolCommand({ UserPoolId: poolId, DeletionProtection: 'INACTIVE' }));
    await remove();
    await expect(describePool(poolId)).rejects.toMatchObject(missing(poolId));
  });

  test('leaves no row behind, and nothing that opens what it sealed', async () => {
    const { poolId } = await server.createPool();
    const { clientId } = await server.createClient(poolId);
    await join(server, clientId, 'ada@example.com');
    await signIn(server, clientId, 'ada@example.com');
    await signUp(server, clientId, 'bo@example.com');
    expect((await describePool(poolId)).EstimatedNumberOfUsers).toBe(2);
    const rows = async () => {
      const counts: Record<string, number> = {};
      for (const { name } of await server.ctx.db.introspection.getTables()) {
        const text = JSON.stringify(
          await server.ctx.db
            .selectFrom(name as 'users')
            .selectAll()
            .execute(),
        );
        if (text.includes(poolId)) counts[name] = text.split(poolId).length - 1;
      }
      return counts;
    };
    expect(Object.keys(await rows())).toEqual(
      expect.arrayContaining(['pools', 'clients', 'users', 'codes', 'dataKeys', 'signingKeys', 'refreshTokens']),
    );
    await server.admin.send(new DeleteUserPoolCommand({ UserPoolId: poolId }));
    expect(await rows()).toEqual({});
    const { keyring, signingKeys } = server.ctx;
    await expect(keyring.scope(poolId)).rejects.toMatchObject(missing(poolId));
    await expect(signingKeys.forSigning(poolId)).rejects.toMatchObject(missing(poolId));
    expect(await signingKeys.published(poolId)).toEqual([]);
  });

  test('of many deletions at once exactly one succeeds', async () => {
    const { poolId } = await server.createPool();
    const remove = () => server.admin.send(new DeleteUserPoolCommand({ UserPoolId: poolId }));
    const results = await together(server, Array(8).fill(remove));
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused.length).toBe(7);
    for (const { reason } of refused) expect(reason).toMatchObject(missing(poolId));
  });

  test('a client made while its pool is deleted goes with it, or is refused', async () => {
    const { poolId } = await server.createPool();
    const add = () => server.createClient(poolId, { GenerateSecret: true });
    const remove = () => server.admin.send(new DeleteUserPoolCommand({ UserPoolId: poolId }));
    const results = await together<unknown>(server, [add, add, remove, add, add, add]);
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject(missing(poolId));
    }
    expect(results.some(({ status }) => status === 'rejected')).toBe(true);
    expect(await server.ctx.db.selectFrom('clients').selectAll().where('poolId', '=', poolId).execute()).toEqual([]);
  });
});

test.each([
  ['DescribeUserPool', (UserPoolId: string) => new DescribeUserPoolCommand({ UserPoolId })],
  ['UpdateUserPool', (UserPoolId: string) => new UpdateUserPoolCommand({ UserPoolId })],
  ['DeleteUserPool', (UserPoolId: string) => new DeleteUserPoolCommand({ UserPoolId })],
  ['CreateUserPoolClient', (UserPoolId: string) => new CreateUserPoolClientCommand({ UserPoolId, ClientName: 'a' })],
])('%s of a pool that does not exist', async (_, command) => {
  await expect(server.admin.send(command('us-east-1_missing00') as DescribeUserPoolCommand)).rejects.toMatchObject(
    missing('us-east-1_missing00'),
  );
});

test('ListUserPools shows what the console lists', async () => {
  const { poolId } = await server.createPool({ PoolName: 'listed' });
  const pools: unknown[] = [];
  let NextToken: string | undefined;
  do {
    const page = await server.admin.send(new ListUserPoolsCommand({ MaxResults: 60, NextToken }));
    pools.push(...(page.UserPools ?? []));
    NextToken = page.NextToken;
  } while (NextToken);
  const { CreationDate, LastModifiedDate } = await describePool(poolId);
  expect(pools).toContainEqual({ Id: poolId, Name: 'listed', LambdaConfig: {}, CreationDate, LastModifiedDate });
});

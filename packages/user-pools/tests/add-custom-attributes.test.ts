import {
  AddCustomAttributesCommand,
  DescribeUserPoolCommand,
  GetUserCommand,
  type SchemaAttributeType,
  UpdateUserAttributesCommand,
  UpdateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { list, record, refused } from './people.ts';
import { startTestServer, type TestServer } from './server.ts';
import { claimsIn, createUser, freshEmail, tokensOf } from './sign-in.ts';
import { together } from './together.ts';

let server: TestServer;
let poolId: string;
let clientId: string;

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool());
  ({ clientId } = await server.createClient(poolId));
});
afterAll(() => server?.close());

const add = (CustomAttributes: SchemaAttributeType[], UserPoolId = poolId) =>
  server.admin.send(new AddCustomAttributesCommand({ UserPoolId, CustomAttributes }));
const pool = async (UserPoolId = poolId) =>
  (await server.admin.send(new DescribeUserPoolCommand({ UserPoolId }))).UserPool ?? {};
const custom = async (UserPoolId = poolId) => (await pool(UserPoolId)).SchemaAttributes?.slice(20) ?? [];
const text = (Name: string): SchemaAttributeType => ({ Name, AttributeDataType: 'String' });

test('adds to the schema behind what is there, for users who are there already', async () => {
  const email = freshEmail();
  await createUser(server, poolId, email);
  const { AccessToken, RefreshToken: _ } = await tokensOf(server, { clientId }, email);
  const before = await pool();
  server.clock.advance(1000);
  await add([
    text('team'),
    { Name: 'level', AttributeDataType: 'Number', NumberAttributeConstraints: { MinValue: '1', MaxValue: '9' } },
    { ...text('secret'), DeveloperOnlyAttribute: true, Mutable: false },
  ]);
  const after = await pool();
  expect(after.SchemaAttributes?.slice(0, 20)).toEqual(before.SchemaAttributes);
  expect(after.LastModifiedDate?.getTime()).toBeGreaterThan(before.LastModifiedDate?.getTime() ?? 0);
  expect(await custom()).toEqual([
    {
      Name: 'custom:team',
      AttributeDataType: 'String',
      DeveloperOnlyAttribute: false,
      Mutable: true,
      Required: false,
      StringAttributeConstraints: {},
    },
    {
      Name: 'custom:level',
      AttributeDataType: 'Number',
      DeveloperOnlyAttribute: false,
      Mutable: true,
      Required: false,
      NumberAttributeConstraints: { MinValue: '1', MaxValue: '9' },
    },
    {
      Name: 'dev:custom:secret',
      AttributeDataType: 'String',
      DeveloperOnlyAttribute: true,
      Mutable: false,
      Required: false,
      StringAttributeConstraints: {},
    },
  ]);
  const change = (attributes: Record<string, string>) =>
    server.anonymous.send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes: list(attributes) }));
  await change({ 'custom:team': 'alpha', 'custom:level': '3' });
  const { UserAttributes } = await server.anonymous.send(new GetUserCommand({ AccessToken }));
  expect(record(UserAttributes)).toMatchObject({ 'custom:team': 'alpha', 'custom:level': '3' });
  const { IdToken } = await tokensOf(server, { clientId }, email);
  expect(claimsIn(IdToken)).toMatchObject({ 'custom:team': 'alpha', 'custom:level': '3' });
  await expect(change({ 'custom:level': '10' })).rejects.toMatchObject({ name: 'InvalidParameterException' });
});

test('a name that is a standard attribute’s is another attribute', async () => {
  await add([text('email')]);
  expect((await custom()).map(({ Name }) => Name)).toContain('custom:email');
});

describe('what is refused adds nothing', () => {
  test.each<[SchemaAttributeType, string]>([
    [{ ...text('needed'), Required: true }, 'Required custom attributes are not supported currently.'],
    [text('email'), 'custom:email: Existing attribute already has name custom:email.'],
    [{ Name: 'untyped' }, 'Invalid AttributeDataType input, consider using the provided AttributeDataType enum.'],
    [
      { AttributeDataType: 'String' },
      "1 validation error detected: Value at 'schema.name' failed to satisfy constraint: Member must not be null",
    ],
    [
      { ...text('x'), StringAttributeConstraints: { MaxLength: '2049' } },
      'user.custom:x: String attributes cannot have a length of more than 2048',
    ],
    [
      { ...text('x'), StringAttributeConstraints: { MinLength: '3', MaxLength: '2' } },
      'user.custom:x: Max length cannot be less than min length.',
    ],
  ])('%j', async (entry, message) => {
    const before = await custom();
    await refused(add([text('fine'), entry]), 'InvalidParameterException', message);
    expect(await custom()).toEqual(before);
  });

  test('more than 25 in a call, or none', async () => {
    const many = Array.from({ length: 26 }, (_, n) => text(`many-${n}`));
    for (const entries of [many, []]) {
      await expect(add(entries)).rejects.toMatchObject({
        name: 'InvalidParameterException',
        message: expect.stringContaining("at 'customAttributes' failed to satisfy constraint: Member must have length"),
      });
    }
  });

  test('a name longer than 20 characters', async () => {
    await expect(add([text('x'.repeat(21))])).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });
});

test('a pool holds fifty, and of two calls at once neither loses what the other added', async () => {
  const { poolId: full } = await server.createPool({ Schema: [text('first')] });
  const batch = (from: number, count: number) => Array.from({ length: count }, (_, n) => text(`a-${from + n}`));
  const outcomes = await together(server, [
    () => add(batch(0, 24), full),
    () => add(batch(24, 24), full),
    () => add([text('twice')], full),
    () => add([text('twice')], full),
  ]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected']);
  expect(await custom(full)).toHaveLength(50);
  await refused(
    add([text('last')], full),
    'InvalidParameterException',
    'A user pool can have at most 50 custom attributes.',
  );
});

test('an update of the pool at the same time loses no attribute', async () => {
  await together<unknown>(server, [
    () => server.admin.send(new UpdateUserPoolCommand({ UserPoolId: poolId, PoolName: 'renamed' })),
    () => add([text('meanwhile')]),
    () => server.admin.send(new UpdateUserPoolCommand({ UserPoolId: poolId, UserPoolTags: { a: 'b' } })),
  ]);
  expect((await custom()).map(({ Name }) => Name)).toContain('custom:meanwhile');
  expect(await pool()).toMatchObject({ Name: 'renamed', UserPoolTags: { a: 'b' } });
});

test('a pool that does not exist is said so', async () => {
  await refused(
    add([text('x')], 'us-east-1_missing00'),
    'ResourceNotFoundException',
    'User pool us-east-1_missing00 does not exist.',
  );
});

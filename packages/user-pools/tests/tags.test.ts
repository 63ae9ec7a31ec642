import {
  CreateUserPoolCommand,
  DeleteUserPoolCommand,
  DescribeUserPoolCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './server.ts';
import { refusal } from './sign-in.ts';
import { together } from './together.ts';

let server: TestServer;
let poolId: string;
let arn: string;

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool());
  arn = (await describePool(poolId)).Arn ?? '';
});
afterAll(() => server?.close());

const tag = (Tags: Record<string, string>, ResourceArn = arn) =>
  server.admin.send(new TagResourceCommand({ ResourceArn, Tags }));
const untag = (TagKeys: string[], ResourceArn = arn) =>
  server.admin.send(new UntagResourceCommand({ ResourceArn, TagKeys }));
const tags = async (ResourceArn = arn) =>
  (await server.admin.send(new ListTagsForResourceCommand({ ResourceArn }))).Tags;
const set = (UserPoolTags: Record<string, string>) =>
  server.admin.send(new UpdateUserPoolCommand({ UserPoolId: poolId, UserPoolTags }));
const describePool = async (UserPoolId: string) => {
  const { UserPool } = await server.admin.send(new DescribeUserPoolCommand({ UserPoolId }));
  return UserPool ?? {};
};
const many = (count: number, prefix = 'key') =>
  Object.fromEntries(Array.from({ length: count }, (_, number) => [`${prefix}${number}`, `${number}`]));

test('a pool has no tags, or those it was made with', async () => {
  expect(await tags()).toEqual({});
  const { UserPool } = await server.admin.send(
    new CreateUserPoolCommand({ PoolName: 'tagged', UserPoolTags: { team: 'cruddur', stage: '' } }),
  );
  expect(await tags(UserPool?.Arn)).toEqual({ team: 'cruddur', stage: '' });
});

test('tags are added, given new values and taken off, and DescribeUserPool shows the same', async () => {
  await set({ kept: 'from UpdateUserPool' });
  const { $metadata: _, ...added } = await tag({ team: 'one', stage: 'test' });
  expect(added).toEqual({});
  await tag({ team: 'two', empty: '' });
  const all = { kept: 'from UpdateUserPool', team: 'two', stage: 'test', empty: '' };
  expect(await tags()).toEqual(all);
  expect((await describePool(poolId)).UserPoolTags).toEqual(all);
  const { $metadata: __, ...removed } = await untag(['team', 'empty', 'never there']);
  expect(removed).toEqual({});
  expect(await tags()).toEqual({ kept: 'from UpdateUserPool', stage: 'test' });
  await set({});
  expect(await tags()).toEqual({});
  await untag([]);
  await tag({});
  expect(await tags()).toEqual({});
});

test('the rest of the pool stays as it is', async () => {
  const before = await describePool(poolId);
  await tag({ only: 'this' });
  expect(await describePool(poolId)).toEqual({ ...before, UserPoolTags: { only: 'this' } });
  await untag(['only']);
});

test('fifty are enough, counted with those that are there', async () => {
  await set({});
  await tag(many(49));
  const tooMany = { name: 'InvalidParameterException', message: 'A user pool can have at most 50 tags.' };
  expect(await refusal(tag({ one: '', two: '' }))).toEqual(tooMany);
  await tag({ one: '' });
  await tag({ key0: 'a new value adds none' });
  expect(await refusal(tag({ two: '' }))).toEqual(tooMany);
  await untag(['one', 'key1']);
  await tag({ two: '', three: '' });
  expect(Object.keys((await tags()) ?? {})).toHaveLength(50);
  await set({});
  expect(await refusal(tag(many(51)))).toEqual(tooMany);
});

test('tags set at once are all there, beside other changes of the pool, and never more than fifty', async () => {
  await set({ old: '' });
  const rename = () => server.admin.send(new UpdateUserPoolCommand({ UserPoolId: poolId, PoolName: 'renamed' }));
  await together<unknown>(server, [
    () => tag({ one: '1' }),
    rename,
    () => tag({ two: '2' }),
    () => untag(['old']),
    () => tag({ three: '3' }),
  ]);
  expect(await describePool(poolId)).toMatchObject({ Name: 'renamed' });
  expect(await tags()).toEqual({ one: '1', two: '2', three: '3' });
  await set(many(48));
  const outcomes = await together(
    server,
    Array.from({ length: 5 }, (_, number) => () => tag({ [`late${number}`]: '' })),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  await set({});
});

test.each(['aws:reserved', 'AWS:reserved', 'aws:'])('the key %j is AWS’s own', async (key) => {
  expect(await refusal(tag({ [key]: 'a' }))).toEqual({
    name: 'InvalidParameterException',
    message: 'Tag keys must not start with aws:.',
  });
  expect(await tags()).toEqual({});
});

test.each([
  ['', 'a'],
  ['k'.repeat(129), 'a'],
  ['key', 'v'.repeat(257)],
])('keys and values out of bounds are refused (%#)', async (key, value) => {
  expect((await refusal(tag({ [key]: value }))).name).toBe('InvalidParameterException');
});

test('keys that mean something to a program are keys like any other', async () => {
  const odd = { constructor: 'a', toString: 'b' };
  await tag(odd);
  expect(await tags()).toEqual(odd);
  await untag(Object.keys(odd));
});

const notFound = (id: string) => ({ name: 'ResourceNotFoundException', message: `User pool ${id} does not exist.` });

test('a pool of nobody, another account, region or partition is not found', async () => {
  const foreign = [
    arn.replace('000000000000', '111111111111'),
    arn.replace(':us-east-1:', ':eu-west-1:'),
    arn.replace('arn:aws:', 'arn:aws-cn:'),
  ];
  for (const call of [tag.bind(null, { a: '' }), untag.bind(null, ['a']), tags])
    for (const ResourceArn of foreign) expect(await refusal(call(ResourceArn))).toEqual(notFound(poolId));
  const missing = arn.replace(poolId, 'us-east-1_missing00');
  for (const call of [tag.bind(null, { a: '' }), untag.bind(null, ['a']), tags])
    expect(await refusal(call(missing))).toEqual(notFound('us-east-1_missing00'));
});

test('what is no ARN of a pool is refused', async () => {
  const notPools = [
    'arn:aws:cognito-identity:us-east-1:000000000000:identitypool/us-east-1:1234',
    'arn:aws:iam::000000000000:role/writer',
    `${arn}/client/abc`,
    arn.replace('cognito-idp', 'cognito-sync'),
  ];
  for (const call of [tag.bind(null, { a: '' }), untag.bind(null, ['a']), tags]) {
    for (const ResourceArn of notPools) {
      expect(await refusal(call(ResourceArn))).toEqual({
        name: 'InvalidParameterException',
        message: 'The resource ARN is not that of a user pool.',
      });
    }
    for (const ResourceArn of ['short', 'not-an-arn-but-quite-long-enough']) {
      expect(await refusal(call(ResourceArn))).toEqual({
        name: 'InvalidParameterException',
        message: expect.stringContaining("'resourceArn' failed to satisfy constraint"),
      });
    }
  }
});

test('a deleted pool has no tags to read or change', async () => {
  const { poolId: doomed } = await server.createPool();
  const { Arn = '' } = await describePool(doomed);
  await server.admin.send(new DeleteUserPoolCommand({ UserPoolId: doomed }));
  for (const call of [tag.bind(null, { a: '' }), untag.bind(null, ['a']), tags])
    expect(await refusal(call(Arn))).toEqual(notFound(doomed));
});

test.each([
  ['us-gov-west-1', 'aws-us-gov'],
  ['cn-north-1', 'aws-cn'],
  ['eusc-de-east-1', 'aws-eusc'],
])('in %s the ARN is of the partition %s, and tags are found by it', async (region, partition) => {
  const elsewhere = await startTestServer({ region });
  try {
    const { UserPool } = await elsewhere.admin.send(
      new CreateUserPoolCommand({ PoolName: 'elsewhere', UserPoolTags: { a: 'b' } }),
    );
    const { Arn, Id } = UserPool ?? {};
    expect(Arn).toBe(`arn:${partition}:cognito-idp:${region}:000000000000:userpool/${Id}`);
    const { Tags } = await elsewhere.admin.send(new ListTagsForResourceCommand({ ResourceArn: Arn }));
    expect(Tags).toEqual({ a: 'b' });
  } finally {
    await elsewhere.close();
  }
});

import { DescribeUserPoolCommand, type UserPoolType } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refused } from './people.ts';
import { startTestServer, type TestServer } from './server.ts';
import type { Values } from './terraform/arguments.ts';
import { configurations, everything, unimportable } from './terraform/pool-configurations.ts';
import {
  createPool,
  destroyPool,
  type PoolConfiguration,
  type PoolState,
  planPool,
  readPool,
  updatePool,
} from './terraform/pool-resource.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(() => server.close());

const describePool = async ({ id }: PoolState): Promise<UserPoolType> => {
  const { UserPool } = await server.admin.send(new DescribeUserPoolCommand({ UserPoolId: id }));
  return UserPool ?? {};
};

describe('Terraform finds nothing left to change', () => {
  test.each([...configurations, unimportable])('after it applied: $name', async (configuration) => {
    const created = await createPool(server, configuration);
    expect(planPool(configuration, created)).toEqual([]);
    const imported = await readPool(server, created.id);
    expect(planPool(configuration, imported).length).toBe(configuration === unimportable ? 1 : 0);
    const before = await describePool(created);
    const updated = await updatePool(server, configuration, created);
    expect(planPool(configuration, updated)).toEqual([]);
    expect(await describePool(updated)).toEqual({ ...before, LastModifiedDate: expect.any(Date) });
  });
});

/** Each changes one argument of `everything`, or takes its block out of the configuration. */
const changes: [string, Values, (keyof UserPoolType)[]][] = [
  [
    'recovery',
    { account_recovery_setting: { recovery_mechanism: [{ name: 'admin_only', priority: 1 }] } },
    ['AccountRecoverySetting'],
  ],
  ['invitations', { admin_create_user_config: { allow_admin_create_user_only: false } }, ['AdminCreateUserConfig']],
  ['deletion protection', { deletion_protection: 'INACTIVE' }, ['DeletionProtection']],
  ['no deletion protection', { deletion_protection: undefined }, ['DeletionProtection']],
  ['the sender', { email_configuration: { reply_to_email_address: 'other@example.com' } }, ['EmailConfiguration']],
  [
    'a text under its old name',
    { email_verification_message: 'New {####}', verification_message_template: {} },
    ['EmailVerificationMessage', 'VerificationMessageTemplate'],
  ],
  [
    'texts of the template',
    { verification_message_template: { email_message: 'New {####}', email_subject: 'New' } },
    ['EmailVerificationMessage', 'EmailVerificationSubject', 'VerificationMessageTemplate'],
  ],
  [
    'the password policy',
    { password_policy: { minimum_length: 20, require_symbols: true, temporary_password_validity_days: 3 } },
    ['Policies'],
  ],
  [
    'how long temporary passwords live',
    { password_policy: { ...(everything.password_policy as Values), temporary_password_validity_days: 30 } },
    ['AdminCreateUserConfig', 'Policies'],
  ],
  ['no proof before an update', { user_attribute_update_settings: undefined }, ['UserAttributeUpdateSettings']],
  [
    'nothing verified by itself',
    { auto_verified_attributes: undefined, user_attribute_update_settings: undefined },
    ['AutoVerifiedAttributes', 'UserAttributeUpdateSettings'],
  ],
  ['no add-ons', { user_pool_add_ons: undefined }, ['UserPoolAddOns']],
  [
    'one attribute more',
    {
      schema: [
        ...(everything.schema ?? []),
        { name: 'since', attribute_data_type: 'DateTime', mutable: true },
        { name: 'level', attribute_data_type: 'Number', number_attribute_constraints: { min_value: '1' } },
      ],
    },
    ['SchemaAttributes'],
  ],
  ['tags', { tags: { team: 'other', owner: 'ada' } }, ['UserPoolTags']],
  ['no tags', { tags: undefined }, ['UserPoolTags']],
  ['the tier', { user_pool_tier: 'ESSENTIALS' }, ['UserPoolTier']],
];

describe('a change of one argument leaves all others', () => {
  test.each(changes)('%s', async (_, change, members) => {
    const before = await createPool(server, everything);
    const described = await describePool(before);
    const changed: PoolConfiguration = { ...everything, ...change };
    const plan = planPool(changed, before);
    expect(plan.length).toBeGreaterThan(0);
    const after = await updatePool(server, changed, before);
    expect(planPool(changed, after)).toEqual([]);
    const now = await describePool(after);
    const differing = (Object.keys({ ...described, ...now }) as (keyof UserPoolType)[]).filter(
      (member) => JSON.stringify(described[member]) !== JSON.stringify(now[member]),
    );
    expect(differing.filter((member) => member !== 'LastModifiedDate').sort()).toEqual(members);
  });

  test('what is only computed stays when its block is taken out of the configuration', async () => {
    const before = await createPool(server, everything);
    const { name, schema, tags, username_attributes, username_configuration } = everything;
    const { deletion_protection, sms_authentication_message } = everything;
    const fixed = { name, schema, tags, username_attributes, username_configuration };
    const written = { ...fixed, deletion_protection, sms_authentication_message } as PoolConfiguration;
    const after = await updatePool(server, written, before);
    const { AutoVerifiedAttributes, UserAttributeUpdateSettings, UserPoolAddOns, ...rest } = await describePool(after);
    expect(AutoVerifiedAttributes).toBeUndefined();
    expect(UserAttributeUpdateSettings?.AttributesRequireVerificationBeforeUpdate ?? []).toEqual([]);
    expect(UserPoolAddOns).toBeUndefined();
    expect(rest).toMatchObject({
      Policies: { PasswordPolicy: { MinimumLength: 12 } },
      EmailVerificationSubject: 'Your code',
      UserPoolTier: 'LITE',
    });
  });
});

test('what goes by the operation of second factors first changes too', async () => {
  let state = await createPool(server, everything);
  const sms_configuration = { external_id: 'other', sns_caller_arn: 'arn:aws:iam::000000000000:role/other' };
  for (const change of [{ sms_configuration }, { sms_authentication_message: 'New {####}' }]) {
    const configuration = { ...everything, ...change };
    state = await updatePool(server, configuration, state);
    expect(planPool(configuration, state)).toEqual([]);
  }
});

test('what is destroyed is not found any more', async () => {
  const kept = await createPool(server, everything);
  await refused(
    destroyPool(server, kept.id),
    'InvalidParameterException',
    'The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.',
  );
  const freed = await updatePool(server, { ...everything, deletion_protection: 'INACTIVE' }, kept);
  await destroyPool(server, freed.id);
  for (const call of [destroyPool(server, freed.id), readPool(server, freed.id)]) {
    await refused(call, 'ResourceNotFoundException', `User pool ${freed.id} does not exist.`);
  }
});

test('the plan would show what a server gets wrong', async () => {
  const state = await createPool(server, everything);
  const policy = { ...(state.values.password_policy as Values), require_numbers: true };
  const values = { ...state.values, password_policy: policy, user_pool_add_ons: undefined };
  expect(planPool(everything, { ...state, values })).toEqual([
    'password_policy.require_numbers: true -> false',
    'user_pool_add_ons: nothing -> {advanced_security_mode="OFF"}',
  ]);
});

/** `aws_cognito_user_pool`, as Terraform's AWS provider creates, reads, updates and deletes it. */
import {
  AddCustomAttributesCommand,
  CreateUserPoolCommand,
  type CreateUserPoolRequest,
  DeleteUserPoolCommand,
  DescribeUserPoolCommand,
  GetUserPoolMfaConfigCommand,
  SetUserPoolMfaConfigCommand,
  type SetUserPoolMfaConfigRequest,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateUserPoolCommand,
  type UpdateUserPoolRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import type { TestServer } from '../server.ts';
import { differences, expand, flatten, type Structure, settle, type Values } from './arguments.ts';
import { fixedArguments, mfaArguments, poolArguments } from './pool-arguments.ts';
import { expandSchema, flattenSchema, type SchemaBlock, settleSchema } from './schema.ts';

/** A `resource "aws_cognito_user_pool"` block. */
export interface PoolConfiguration extends Values {
  name: string;
  schema?: (SchemaBlock & Values)[];
  tags?: Record<string, string>;
}

export interface PoolState {
  id: string;
  arn: string;
  values: Values;
}

const allArguments = { ...poolArguments, ...fixedArguments };

export async function createPool(server: TestServer, configuration: PoolConfiguration): Promise<PoolState> {
  const input = {
    PoolName: configuration.name,
    UserPoolTags: configuration.tags ?? {},
    ...(configuration.schema && { Schema: expandSchema(configuration.schema) }),
    ...expand(allArguments, settle(allArguments, configuration)),
  };
  const { UserPool } = await server.admin.send(new CreateUserPoolCommand(input as CreateUserPoolRequest));
  return readPool(server, UserPool?.Id ?? '', configuration);
}

/** @param configuration not known when a pool is imported. */
export async function readPool(
  server: TestServer,
  id: string,
  configuration?: Pick<PoolConfiguration, 'schema'>,
): Promise<PoolState> {
  const { UserPool } = await server.admin.send(new DescribeUserPoolCommand({ UserPoolId: id }));
  const mfa = await server.admin.send(new GetUserPoolMfaConfigCommand({ UserPoolId: id }));
  const values = { ...flatten(allArguments, UserPool as Structure), ...flatten(mfaArguments, { ...mfa }) };
  // An update block without attributes is what is left of one that was removed.
  const update = values.user_attribute_update_settings as Values | undefined;
  if ((update?.attributes_require_verification_before_update as string[] | undefined)?.length === 0) {
    values.user_attribute_update_settings = undefined;
  }
  const schema = flattenSchema(configuration?.schema ?? [], UserPool?.SchemaAttributes ?? []);
  return {
    id,
    arn: UserPool?.Arn ?? '',
    values: { ...values, name: UserPool?.Name, schema, tags: UserPool?.UserPoolTags ?? {} },
  };
}

/** What `terraform plan` would say is to be changed. */
export function planPool(configuration: PoolConfiguration, { values }: PoolState): string[] {
  return differences(wanted(configuration, values), values);
}

function wanted(configuration: PoolConfiguration, state: Values): Values {
  return {
    ...settle(allArguments, configuration, state),
    name: configuration.name,
    schema: settleSchema(configuration.schema ?? []),
    tags: configuration.tags ?? {},
  };
}

/** Sends everything but what is fixed, changed or not; tags by operations of their own. */
export async function updatePool(
  server: TestServer,
  configuration: PoolConfiguration,
  { id, arn, values: state }: PoolState,
): Promise<PoolState> {
  const values = wanted(configuration, state);
  await updateMfa(server, id, values, state);
  // A text under its old name must not be undone by the template, which was read with the former text.
  const template = { ...(values.verification_message_template as Values) };
  for (const [name, nameInTemplate] of twins) {
    if (values[name] !== state[name]) template[nameInTemplate] = values[name];
  }
  const changes = expand(poolArguments, { ...values, verification_message_template: template });
  const removed = state.user_attribute_update_settings && !values.user_attribute_update_settings;
  const input = {
    UserPoolId: id,
    ...changes,
    // Leaving it out would change nothing.
    ...(removed && { UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: [] } }),
  };
  await server.admin.send(new UpdateUserPoolCommand(input as UpdateUserPoolRequest));
  const added = (configuration.schema ?? []).filter((block) => isNew(block, state.schema as Values[]));
  if (added.length > 0) {
    const CustomAttributes = expandSchema(added);
    await server.admin.send(new AddCustomAttributesCommand({ UserPoolId: id, CustomAttributes }));
  }
  await updateTags(server, arn, configuration.tags ?? {}, state.tags as Record<string, string>);
  return readPool(server, id, configuration);
}

/** Texts of and a way to send second factors go by another operation first, even where no factor is asked for. */
async function updateMfa(server: TestServer, id: string, values: Values, state: Values): Promise<void> {
  const names = [...Object.keys(mfaArguments), 'sms_authentication_message', 'sms_configuration'];
  const of = (all: Values) => Object.fromEntries(names.map((name) => [name, all[name]]));
  if (differences(of(values), of(state)).length === 0) return;
  const input = { UserPoolId: id, MfaConfiguration: values.mfa_configuration };
  await server.admin.send(new SetUserPoolMfaConfigCommand(input as SetUserPoolMfaConfigRequest));
}

/** Attributes can be added, nothing else. */
function isNew(block: SchemaBlock & Values, present: Values[]): boolean {
  return !present.some((one) => differences({ schema: settleSchema([block]) }, { schema: [one] }).length === 0);
}

async function updateTags(
  server: TestServer,
  arn: string,
  wanted: Record<string, string>,
  present: Record<string, string>,
): Promise<void> {
  const TagKeys = Object.keys(present).filter((key) => wanted[key] === undefined);
  if (TagKeys.length > 0) await server.admin.send(new UntagResourceCommand({ ResourceArn: arn, TagKeys }));
  const changed = Object.entries(wanted).filter(([key, value]) => present[key] !== value);
  const Tags = Object.fromEntries(changed);
  if (changed.length > 0) await server.admin.send(new TagResourceCommand({ ResourceArn: arn, Tags }));
}

const twins = [
  ['email_verification_message', 'email_message'],
  ['email_verification_subject', 'email_subject'],
  ['sms_verification_message', 'sms_message'],
] as const;

/** Lifts no protection: the provider does not either. */
export async function destroyPool(server: TestServer, id: string): Promise<void> {
  await server.admin.send(new DeleteUserPoolCommand({ UserPoolId: id }));
}

/** The `schema` blocks of `aws_cognito_user_pool`. */
import { isDeepStrictEqual } from 'node:util';
import type { SchemaAttributeType } from '@aws-sdk/client-cognito-identity-provider';
import type { Values } from './arguments.ts';

export interface SchemaBlock {
  name: string;
  attribute_data_type: 'String' | 'Number' | 'Boolean' | 'DateTime';
  developer_only_attribute?: boolean;
  mutable?: boolean;
  required?: boolean;
  string_attribute_constraints?: { min_length?: string; max_length?: string };
  number_attribute_constraints?: { min_value?: string; max_value?: string };
}

export function expandSchema(blocks: SchemaBlock[]): SchemaAttributeType[] {
  return blocks.map((block) => {
    const lengths = block.string_attribute_constraints;
    const values = block.number_attribute_constraints;
    const attribute: SchemaAttributeType = {
      Name: block.name,
      AttributeDataType: block.attribute_data_type,
      DeveloperOnlyAttribute: block.developer_only_attribute ?? false,
      Mutable: block.mutable ?? false,
      Required: block.required ?? false,
    };
    // An empty block of lengths is not sent, one of values is.
    if (lengths?.min_length || lengths?.max_length) {
      attribute.StringAttributeConstraints = { MinLength: lengths.min_length, MaxLength: lengths.max_length };
    }
    if (values) attribute.NumberAttributeConstraints = { MinValue: values.min_value, MaxValue: values.max_value };
    return attribute;
  });
}

/** Standard attributes are left out unless they are configured, or are not what the provider believes them to be. */
export function flattenSchema(configured: SchemaBlock[], read: SchemaAttributeType[]): Values[] {
  const sent = expandSchema(configured);
  const shown = read.filter((attribute) => has(sent, attribute) || !has(believed, attribute));
  return shown.map((attribute) => {
    // Where a standard attribute is configured without lengths, those that are read are not looked at.
    const { StringAttributeConstraints: _, ...rest } = attribute;
    return flattenAttribute(has(sent, rest) ? rest : attribute);
  });
}

function has(list: readonly SchemaAttributeType[], attribute: SchemaAttributeType): boolean {
  return list.some((one) => isDeepStrictEqual(one, attribute));
}

function flattenAttribute(attribute: SchemaAttributeType): Values {
  const { StringAttributeConstraints: lengths, NumberAttributeConstraints: values } = attribute;
  return {
    name: attribute.Name?.replace(/^dev:/, '').replace(/^custom:/, ''),
    attribute_data_type: attribute.AttributeDataType,
    developer_only_attribute: attribute.DeveloperOnlyAttribute ?? false,
    mutable: attribute.Mutable ?? false,
    required: attribute.Required ?? false,
    ...(lengths && {
      string_attribute_constraints: { min_length: lengths.MinLength, max_length: lengths.MaxLength },
    }),
    ...(values && { number_attribute_constraints: { min_value: values.MinValue, max_value: values.MaxValue } }),
  };
}

/** Configured blocks as they are compared. */
export function settleSchema(blocks: SchemaBlock[]): Values[] {
  const defaults = { developer_only_attribute: false, mutable: false, required: false };
  return blocks.map((block) => ({ ...defaults, ...block }));
}

const text = (Name: string, MinLength = '0', MaxLength = '2048'): SchemaAttributeType => ({
  Name,
  AttributeDataType: 'String',
  DeveloperOnlyAttribute: false,
  Mutable: true,
  Required: false,
  StringAttributeConstraints: { MinLength, MaxLength },
});
const other = (Name: string, more: Partial<SchemaAttributeType>): SchemaAttributeType => ({
  Name,
  DeveloperOnlyAttribute: false,
  Mutable: true,
  Required: false,
  ...more,
});

/** What the provider expects every pool to have; any difference would show as a change that nobody asked for. */
const believed: SchemaAttributeType[] = [
  ...['address', 'email', 'family_name', 'gender', 'given_name', 'locale', 'middle_name', 'name', 'nickname'].map(
    (name) => text(name),
  ),
  ...['phone_number', 'picture', 'preferred_username', 'profile', 'website', 'zoneinfo'].map((name) => text(name)),
  text('birthdate', '10', '10'),
  { ...text('sub', '1'), Mutable: false, Required: true },
  other('email_verified', { AttributeDataType: 'Boolean' }),
  other('phone_number_verified', { AttributeDataType: 'Boolean' }),
  other('updated_at', { AttributeDataType: 'Number', NumberAttributeConstraints: { MinValue: '0' } }),
];

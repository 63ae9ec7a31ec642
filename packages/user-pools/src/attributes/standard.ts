import type { AttributeDataType, SchemaAttributeType } from '@aws-sdk/client-cognito-identity-provider';

/** A schema entry with nothing left open, as DescribeUserPool shows it. */
export type Attribute = SchemaAttributeType & { Name: string; AttributeDataType: AttributeDataType };

/** Attribute name to text value; every value is text on the wire. */
export type Attributes = Record<string, string>;

/** The longest value of any attribute, in characters. */
export const longestValue = 2048;

const text = (Name: string, from = 0, to = longestValue): Attribute => ({
  Name,
  AttributeDataType: 'String',
  DeveloperOnlyAttribute: false,
  Mutable: true,
  Required: false,
  StringAttributeConstraints: { MinLength: String(from), MaxLength: String(to) },
});
const flag = (Name: string): Attribute => ({
  Name,
  AttributeDataType: 'Boolean',
  DeveloperOnlyAttribute: false,
  Mutable: true,
  Required: false,
});

/** The attributes every pool has, in the order DescribeUserPool lists them. */
export const standardAttributes: readonly Attribute[] = [
  { ...text('sub', 1), Mutable: false, Required: true },
  text('name'),
  text('given_name'),
  text('family_name'),
  text('middle_name'),
  text('nickname'),
  text('preferred_username'),
  text('profile'),
  text('picture'),
  text('website'),
  text('email'),
  flag('email_verified'),
  text('gender'),
  text('birthdate', 10, 10),
  text('zoneinfo'),
  text('locale'),
  text('phone_number'),
  flag('phone_number_verified'),
  text('address'),
  {
    Name: 'updated_at',
    AttributeDataType: 'Number',
    DeveloperOnlyAttribute: false,
    Mutable: true,
    Required: false,
    NumberAttributeConstraints: { MinValue: '0' },
  },
];

import type { AttributeType } from '@aws-sdk/client-cognito-identity-provider';
import { errors } from '../errors.ts';
import type { Pool } from '../storage/pools.ts';
import { isEmailAddress, isPhoneNumber } from './addresses.ts';
import { type Attribute, type Attributes, longestValue } from './standard.ts';
import { usernameKinds } from './user-name-model.ts';

/** No schema has more attributes than this. The list sent may be longer, and the answer must not grow with it. */
const mostViolations = 70;

export interface AttributeRules {
  /** True where every required attribute must have a value. */
  requireAll: boolean;
  /** True for a new user, whose immutable attributes may still be set. */
  creating: boolean;
}

/** The wire's list as a record. A missing value is an empty one; of two with one name the last counts. */
export function attributesFrom(list: AttributeType[] | undefined): Attributes {
  const entries = (list ?? []).map(({ Name = '', Value = '' }) => [Name, isFlag(Name) ? Value.toLowerCase() : Value]);
  return Object.fromEntries(entries) as Attributes;
}

/** Names as the record of an update that deletes them all. */
export function deletionOf(names: string[] | undefined): Attributes {
  return Object.fromEntries((names ?? []).map((name) => [name, '']));
}

/** A record as the wire's list, `sub` first. */
export function attributesTo({ sub, ...rest }: Attributes): AttributeType[] {
  const entries = Object.entries(sub === undefined ? rest : { sub, ...rest });
  return entries.map(([Name, Value]) => ({ Name, Value }));
}

function isFlag(name: string): boolean {
  return name === 'email_verified' || name === 'phone_number_verified';
}

/**
 * Checks values against the pool's schema. An empty value means: without this attribute.
 *
 * @throws CognitoError InvalidParameterException; for a new user it lists every violation, for an update it names the first.
 */
export function checkAttributes(pool: Pool, attributes: Attributes, { requireAll, creating }: AttributeRules): void {
  const schema = (pool.settings.SchemaAttributes ?? []) as Attribute[];
  const violations: string[] = [];
  for (const [name, value] of Object.entries(attributes)) {
    const attribute = schema.find(({ Name }) => Name === name);
    if (!creating) checkUpdatable(pool, name, value, attribute);
    const violation = attribute ? violationOf(attribute, value) : 'Attribute does not exist in the schema.';
    if (violation) violations.push(`${name}: ${violation}`);
  }
  if (requireAll) violations.push(...missing(schema, attributes));
  if (violations.length > 0) throw errors.schemaViolated(violations.slice(0, mostViolations));
  if (attributes.email && !isEmailAddress(attributes.email)) throw errors.emailFormat();
  if (attributes.phone_number && !isPhoneNumber(attributes.phone_number)) throw errors.phoneFormat();
}

function missing(schema: Attribute[], attributes: Attributes): string[] {
  const names = schema.filter(({ Name, Required }) => Required && Name !== 'sub' && !attributes[Name]);
  return names.map(({ Name }) => `${Name}: The attribute is required`);
}

function checkUpdatable(pool: Pool, name: string, value: string, attribute: Attribute | undefined): void {
  if (!attribute) throw errors.attributeUnknown(name);
  if (!attribute.Mutable) throw errors.attributeImmutable(name);
  if (value !== '') return;
  const signsIn = usernameKinds(pool).some((kind) => kind === name);
  if (attribute.Required || signsIn) throw errors.attributeNotDeletable(name);
}

/** What is wrong with a value, or nothing. */
function violationOf(attribute: Attribute, value: string): string | undefined {
  if (value === '') return undefined;
  if (Buffer.byteLength(value) > longestValue) return `Length must be at most ${longestValue} bytes.`;
  switch (attribute.AttributeDataType) {
    case 'Boolean':
      return /^(true|false)$/i.test(value) ? undefined : 'Value must be true or false.';
    case 'Number':
      return numberViolation(attribute, value);
    case 'DateTime':
      return isDateTime(value) ? undefined : 'Value must be a date and time in ISO 8601 form.';
    default:
      return textViolation(attribute, value);
  }
}

function numberViolation({ NumberAttributeConstraints: bounds }: Attribute, value: string): string | undefined {
  if (!/^-?\d{1,15}(\.\d{1,15})?$/.test(value)) return 'Value must be a number.';
  const least = Number(bounds?.MinValue ?? Number.NEGATIVE_INFINITY);
  const most = Number(bounds?.MaxValue ?? Number.POSITIVE_INFINITY);
  if (Number(value) < least) return `Value must be at least ${least}.`;
  return Number(value) > most ? `Value must be at most ${most}.` : undefined;
}

function textViolation({ Name, StringAttributeConstraints: bounds }: Attribute, value: string): string | undefined {
  const least = Number(bounds?.MinLength ?? 0);
  const most = Number(bounds?.MaxLength ?? longestValue);
  const { length } = [...value];
  if (length < least) return `Length must be at least ${least}.`;
  if (length > most) return `Length must be at most ${most}.`;
  return Name === 'birthdate' && !isDate(value) ? 'Value must be a date in the form YYYY-MM-DD.' : undefined;
}

function isDate(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value));
}

function isDateTime(value: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?$/.test(value) &&
    !Number.isNaN(Date.parse(value))
  );
}

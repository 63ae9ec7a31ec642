import type { SchemaAttributeType } from '@aws-sdk/client-cognito-identity-provider';
import { errors } from '../errors.ts';
import { type Attribute, longestValue, standardAttributes } from './standard.ts';

/** How many custom attributes a pool may have. */
const mostCustom = 50;

/**
 * The whole schema of a new pool: the standard attributes with what `given` changes in them, then the custom ones.
 *
 * @throws CognitoError InvalidParameterException
 */
export function completeSchema(given: SchemaAttributeType[] = []): SchemaAttributeType[] {
  const isStandard = ({ Name }: SchemaAttributeType) => standardAttributes.some((standard) => standard.Name === Name);
  const schema = standardAttributes.map((standard) =>
    given.filter(({ Name }) => Name === standard.Name).reduce(changeStandard, standard),
  );
  return addCustomAttributes(
    schema,
    given.filter((entry) => !isStandard(entry)),
  );
}

/**
 * A schema with custom attributes added, as `custom:<name>`, or `dev:custom:<name>` when only developers may change them.
 *
 * @throws CognitoError InvalidParameterException
 */
export function addCustomAttributes(
  schema: SchemaAttributeType[],
  given: SchemaAttributeType[],
): SchemaAttributeType[] {
  const grown = [...schema];
  for (const entry of given) grown.push(completeCustom(grown, entry));
  if (grown.filter(({ Name }) => Name?.includes('custom:')).length > mostCustom)
    throw errors.customAttributes(mostCustom);
  return grown;
}

function changeStandard(standard: Attribute, entry: SchemaAttributeType): Attribute {
  const typeChanged = entry.AttributeDataType !== undefined && entry.AttributeDataType !== standard.AttributeDataType;
  const subChanged = standard.Name === 'sub' && (entry.Mutable === true || entry.Required === false);
  if (typeChanged || subChanged || entry.DeveloperOnlyAttribute) {
    throw errors.invalidParameter(
      `You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute ${standard.Name}`,
    );
  }
  return {
    ...standard,
    ...withoutUndefined({ Mutable: entry.Mutable, Required: entry.Required }),
    ...constraints(standard, entry),
  };
}

function completeCustom(schema: SchemaAttributeType[], entry: SchemaAttributeType): Attribute {
  const short = entry.Name;
  if (short === undefined) throw errors.memberMissing('schema.name');
  if (!/^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,20}$/u.test(short)) {
    throw errors.validation([
      `Value '${short}' at 'schema.name' failed to satisfy constraint: Member must have length less than or equal to 20`,
    ]);
  }
  if (entry.Required) throw errors.invalidParameter('Required custom attributes are not supported currently.');
  if (!entry.AttributeDataType) {
    throw errors.invalidParameter(
      'Invalid AttributeDataType input, consider using the provided AttributeDataType enum.',
    );
  }
  const Name = `${entry.DeveloperOnlyAttribute ? 'dev:' : ''}custom:${short}`;
  if (schema.some((other) => other.Name === Name)) {
    throw errors.invalidParameter(`${Name}: Existing attribute already has name ${Name}.`);
  }
  const attribute: Attribute = {
    Name,
    AttributeDataType: entry.AttributeDataType,
    DeveloperOnlyAttribute: entry.DeveloperOnlyAttribute ?? false,
    Mutable: entry.Mutable ?? true,
    Required: false,
  };
  return { ...attribute, ...constraints(attribute, entry) };
}

/** The bounds of an entry, checked; bounds that do not belong to the type are refused rather than forgotten. */
function constraints(attribute: Attribute, entry: SchemaAttributeType): Partial<Attribute> {
  const { StringAttributeConstraints: lengths, NumberAttributeConstraints: values } = entry;
  const type = attribute.AttributeDataType;
  if ((lengths && type !== 'String') || (values && type !== 'Number')) {
    throw errors.invalidParameter(`user.${attribute.Name}: Constraints do not fit the type ${type}.`);
  }
  if (type === 'String') return { StringAttributeConstraints: lengthConstraints(attribute, lengths) };
  if (type === 'Number') return { NumberAttributeConstraints: valueConstraints(attribute, values) };
  return {};
}

function lengthConstraints(attribute: Attribute, given: SchemaAttributeType['StringAttributeConstraints']) {
  const bounds = { ...attribute.StringAttributeConstraints, ...withoutUndefined(given ?? {}) };
  const least = numberIn(attribute, bounds.MinLength) ?? 0;
  const most = numberIn(attribute, bounds.MaxLength) ?? longestValue;
  if (most > longestValue || least > longestValue) {
    throw errors.invalidParameter(
      `user.${attribute.Name}: String attributes cannot have a length of more than ${longestValue}`,
    );
  }
  if (most < least) {
    throw errors.invalidParameter(`user.${attribute.Name}: Max length cannot be less than min length.`);
  }
  return bounds;
}

function valueConstraints(attribute: Attribute, given: SchemaAttributeType['NumberAttributeConstraints']) {
  const bounds = { ...attribute.NumberAttributeConstraints, ...withoutUndefined(given ?? {}) };
  const least = numberIn(attribute, bounds.MinValue) ?? Number.NEGATIVE_INFINITY;
  const most = numberIn(attribute, bounds.MaxValue) ?? Number.POSITIVE_INFINITY;
  if (most < least) {
    throw errors.invalidParameter(`user.${attribute.Name}: Max value cannot be less than min value.`);
  }
  return bounds;
}

function numberIn(attribute: Attribute, bound: string | undefined): number | undefined {
  if (bound === undefined) return undefined;
  if (!/^-?\d{1,15}$/.test(bound)) {
    throw errors.invalidParameter(`user.${attribute.Name}: Constraint ${bound.slice(0, 40)} is not a whole number.`);
  }
  return Number(bound);
}

function withoutUndefined<T extends object>(object: T): Partial<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Partial<T>;
}

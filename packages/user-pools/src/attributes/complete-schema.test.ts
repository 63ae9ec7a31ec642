import { describe, expect, test } from 'vitest';
import { CognitoError } from '../errors.ts';
import { completeSchema, standardAttributes } from './schema.ts';

const refusal = (given: Parameters<typeof completeSchema>[0]) => {
  try {
    completeSchema(given);
  } catch (error) {
    expect(error).toBeInstanceOf(CognitoError);
    const { name, message } = error as CognitoError;
    return { name, message };
  }
  return expect.fail('nothing was refused');
};

describe('the schema of a pool', () => {
  test('has the twenty standard attributes in their order', () => {
    const schema = completeSchema();
    expect(schema.map(({ Name }) => Name).join(' ')).toBe(
      'sub name given_name family_name middle_name nickname preferred_username profile picture website email email_verified gender birthdate zoneinfo locale phone_number phone_number_verified address updated_at',
    );
    expect(schema[0]).toMatchObject({
      Required: true,
      Mutable: false,
      StringAttributeConstraints: { MinLength: '1', MaxLength: '2048' },
    });
    expect(schema[19]).toMatchObject({ AttributeDataType: 'Number', NumberAttributeConstraints: { MinValue: '0' } });
  });

  test('lets a standard attribute be required or fixed, not change its type', () => {
    const schema = completeSchema([{ Name: 'email', Required: true, Mutable: false, AttributeDataType: 'String' }]);
    expect(schema.find(({ Name }) => Name === 'email')).toEqual({
      ...standardAttributes[10],
      Required: true,
      Mutable: false,
    });
    expect(schema).toHaveLength(20);
    const message =
      'You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute email';
    expect(refusal([{ Name: 'email', AttributeDataType: 'Number' }]).message).toBe(message);
    expect(refusal([{ Name: 'email', DeveloperOnlyAttribute: true }]).message).toBe(message);
    expect(refusal([{ Name: 'sub', Mutable: true }]).name).toBe('InvalidParameterException');
  });

  test('adds custom attributes behind, with their prefix', () => {
    const schema = completeSchema([
      { Name: 'team', AttributeDataType: 'String' },
      { Name: 'level', AttributeDataType: 'Number', Mutable: false, NumberAttributeConstraints: { MinValue: '1' } },
      { Name: 'secret', AttributeDataType: 'Boolean', DeveloperOnlyAttribute: true },
    ]);
    expect(schema.slice(20)).toEqual([
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
        Mutable: false,
        Required: false,
        NumberAttributeConstraints: { MinValue: '1' },
      },
      {
        Name: 'dev:custom:secret',
        AttributeDataType: 'Boolean',
        DeveloperOnlyAttribute: true,
        Mutable: true,
        Required: false,
      },
    ]);
  });

  test.each([
    [
      { Name: 'x', AttributeDataType: 'String', Required: true },
      'Required custom attributes are not supported currently.',
    ],
    [{ Name: 'x' }, 'Invalid AttributeDataType input, consider using the provided AttributeDataType enum.'],
    [
      { Name: 'x', AttributeDataType: 'String', StringAttributeConstraints: { MaxLength: '2049' } },
      'user.custom:x: String attributes cannot have a length of more than 2048',
    ],
    [
      { Name: 'x', AttributeDataType: 'String', StringAttributeConstraints: { MinLength: '9', MaxLength: '8' } },
      'user.custom:x: Max length cannot be less than min length.',
    ],
    [
      { Name: 'x', AttributeDataType: 'Number', NumberAttributeConstraints: { MinValue: '9', MaxValue: '8' } },
      'user.custom:x: Max value cannot be less than min value.',
    ],
    [
      { Name: 'x', AttributeDataType: 'Number', NumberAttributeConstraints: { MinValue: 'many' } },
      'user.custom:x: Constraint many is not a whole number.',
    ],
    [
      { Name: 'x', AttributeDataType: 'Number', StringAttributeConstraints: { MinLength: '1' } },
      'user.custom:x: Constraints do not fit the type Number.',
    ],
  ] as const)('refuses %j', (entry, message) => {
    expect(refusal([entry])).toEqual({ name: 'InvalidParameterException', message });
  });

  test('refuses a name twice, one that is too long, and a fifty-first', () => {
    const entry = { Name: 'x', AttributeDataType: 'String' as const };
    expect(refusal([entry, entry]).message).toBe('custom:x: Existing attribute already has name custom:x.');
    expect(refusal([{ ...entry, Name: 'x'.repeat(21) }]).name).toBe('InvalidParameterException');
    const fifty = Array.from({ length: 50 }, (_, n) => ({ ...entry, Name: `x${n}` }));
    expect(completeSchema(fifty)).toHaveLength(70);
    expect(refusal([...fifty, entry]).message).toBe('A user pool can have at most 50 custom attributes.');
  });
});

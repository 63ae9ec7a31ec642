import { describe, expect, test } from 'vitest';
import { CognitoError } from '../errors.ts';
import type { OperationName } from '../operations/operation.ts';
import { validateInput } from './validate.ts';

function refusal(operation: OperationName, input: object): [name: string, message: string] {
  try {
    validateInput(operation, input);
  } catch (error) {
    if (error instanceof CognitoError) return [error.name, error.message];
    throw error;
  }
  throw new Error('The input was accepted');
}

const json = (text: string) => JSON.parse(text) as object;

describe('limits', () => {
  test('a missing member is named in lower camel case', () => {
    expect(refusal('DescribeUserPool', {})).toEqual([
      'InvalidParameterException',
      "1 validation error detected: Value null at 'userPoolId' failed to satisfy constraint: Member must not be null",
    ]);
  });

  test('null counts as absent, for required members as well', () => {
    expect(refusal('DescribeUserPool', { UserPoolId: null })[1]).toContain('Member must not be null');
    const signUp = { ClientId: 'client', Username: 'ada', Password: 'Pa55word!', ValidationData: null };
    expect(validateInput('SignUp', signUp)).not.toHaveProperty('ValidationData');
  });

  test('an unknown value of an enumeration is repeated with what is allowed', () => {
    expect(refusal('InitiateAuth', { ClientId: 'client', AuthFlow: 'GUESS' })[1]).toBe(
      "1 validation error detected: Value 'GUESS' at 'authFlow' failed to satisfy constraint: Member must satisfy enum value set: [USER_SRP_AUTH, REFRESH_TOKEN_AUTH, REFRESH_TOKEN, CUSTOM_AUTH, ADMIN_NO_SRP_AUTH, USER_PASSWORD_AUTH, ADMIN_USER_PASSWORD_AUTH, USER_AUTH]",
    );
  });

  test('several violations share one plural message', () => {
    const [, message] = refusal('ListUserPools', { MaxResults: 61, NextToken: '' });
    expect(message).toBe(
      "3 validation errors detected: Value '61' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 60; " +
        "Value '' at 'nextToken' failed to satisfy constraint: Member must have length greater than or equal to 1; " +
        "Value '' at 'nextToken' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\S]+",
    );
  });

  test('members of lists are counted from one', () => {
    const input = { UserPoolId: 'us-east-1_abc', Username: 'ada', UserAttributes: [{ Name: 'email' }, { Name: '' }] };
    expect(refusal('AdminUpdateUserAttributes', input)[1]).toContain(
      "Value '' at 'userAttributes.2.member.name' failed to satisfy constraint: Member must have length greater than or equal to 1",
    );
  });

  test('a list of plain values is repeated as a whole', () => {
    const input = { UserPoolId: 'us-east-1_abc', ClientName: 'web', ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'X'] };
    expect(refusal('CreateUserPoolClient', input)[1]).toMatch(
      /^1 validation error detected: Value '\[ALLOW_USER_SRP_AUTH, X\]' at 'explicitAuthFlows' failed to satisfy constraint: Member must satisfy constraint: \[Member must satisfy enum value set: \[/,
    );
  });

  test('a list that is too long is refused before its items are looked at', () => {
    const input = {
      UserPoolId: 'us-east-1_abc',
      CustomAttributes: Array.from({ length: 26 }, () => ({ toString: 1 })),
    };
    expect(refusal('AddCustomAttributes', input)[1]).toContain('Member must have length less than or equal to 25');
  });

  test('a list or map without a bound of its own has one all the same', () => {
    const UserAttributes = Array.from({ length: 1001 }, () => ({ Name: 'name' }));
    const ClientMetadata = Object.fromEntries(UserAttributes.map((_, index) => [index, 'x']));
    const input = { UserPoolId: 'us-east-1_abc', Username: 'ada', UserAttributes, ClientMetadata };
    expect(refusal('AdminUpdateUserAttributes', input)[1]).toBe(
      "2 validation errors detected: Value '[…]' at 'userAttributes' failed to satisfy constraint: Member must have length less than or equal to 1000; " +
        "Value '{…}' at 'clientMetadata' failed to satisfy constraint: Member must have length less than or equal to 1000",
    );
    expect(() =>
      validateInput('AdminUpdateUserAttributes', {
        ...input,
        UserAttributes: UserAttributes.slice(1),
        ClientMetadata: {},
      }),
    ).not.toThrow();
  });

  test('keys and values of maps have limits of their own', () => {
    const tags = { UserPoolTags: { '': 'x'.repeat(257) } };
    expect(refusal('CreateUserPool', { PoolName: 'pool', ...tags })[1]).toMatch(
      /Map keys must satisfy constraint: \[Member must have length greater .* equal to 1\]; .*Map value must satisfy constraint: \[Member must have length less .* equal to 256\]/,
    );
  });
});

describe('what is never repeated', () => {
  test('a sensitive value', () => {
    const password = `secret ${'x'.repeat(256)}`;
    const [, message] = refusal('SignUp', { ClientId: 'client', Username: 'a b', Password: password });
    expect(message).toContain("Value at 'password' failed to satisfy constraint: Member must have length less");
    expect(message).toContain("Value at 'username' failed to satisfy constraint: Member must satisfy regular");
    expect(message).not.toContain('secret');
    expect(message).not.toContain('a b');
  });

  test('a member of something sensitive', () => {
    const UserContextData = { IpAddress: 'x'.repeat(131_073) };
    const [, message] = refusal('ForgotPassword', { ClientId: 'client', Username: 'ada', UserContextData });
    expect(message).toContain("Value at 'userContextData.ipAddress' failed to satisfy constraint");
    expect(message).not.toContain('xx');
  });

  test('more than a glimpse of a long value', () => {
    const [, message] = refusal('DescribeUserPool', { UserPoolId: '😀'.repeat(5000) });
    expect(message.length).toBeLessThan(500);
    expect(message.isWellFormed()).toBe(true);
  });

  test('more violations than anyone would read', () => {
    const UserAttributes = Array.from({ length: 500 }, () => ({ Name: '' }));
    const [, message] = refusal('AdminUpdateUserAttributes', { UserPoolId: 'x_y', Username: 'ada', UserAttributes });
    expect(message.startsWith('10 validation errors detected')).toBe(true);
  });
});

describe('types', () => {
  test.each([
    ['a number for a text', { UserPoolId: 5 }, 'NUMBER_VALUE can not be converted to a String'],
    ['a truth value for a text', { UserPoolId: true }, 'TRUE_VALUE can not be converted to a String'],
    ['a list for a text', { UserPoolId: ['x'] }, 'Start of structure or map found where not expected.'],
    ['half a surrogate pair', { UserPoolId: '\ud800' }, 'A text holds a character that is none.'],
    ['a NUL', { UserPoolId: 'a\0b' }, 'A text holds a character that is none.'],
  ])('%s', (_name, input, message) => {
    expect(refusal('DescribeUserPool', input)).toEqual(['SerializationException', message]);
  });

  test.each([
    ['a text', '"5"', 'STRING_VALUE'],
    ['a fraction', '1.5', 'NUMBER_VALUE'],
    ['a number beyond all', '1e400', 'NUMBER_VALUE'],
    ['a number no integer can hold', '9007199254740993', 'NUMBER_VALUE'],
  ])('%s for an integer', (_name, given, type) => {
    const [name, message] = refusal('ListUserPools', json(`{"MaxResults":${given}}`));
    expect([name, message]).toEqual(['SerializationException', `${type} can not be converted to an Integer`]);
  });

  test('a text where a structure or a list belongs', () => {
    expect(refusal('CreateUserPool', { PoolName: 'p', Policies: 'none' })[0]).toBe('SerializationException');
    expect(refusal('CreateUserPool', { PoolName: 'p', Schema: {} })[0]).toBe('SerializationException');
    expect(refusal('CreateUserPool', { PoolName: 'p', UserPoolTags: [] })[0]).toBe('SerializationException');
  });

  test('a document may be any JSON, but not endlessly deep', () => {
    const deep = json(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`);
    const input = { UserPoolId: 'us-east-1_abc', ClientId: 'client' };
    expect(validateInput('CreateManagedLoginBranding', { ...input, Settings: { any: [1, null] } })).toHaveProperty(
      'Settings.any',
    );
    expect(refusal('CreateManagedLoginBranding', { ...input, Settings: deep })[0]).toBe('SerializationException');
  });

  test('blobs come as base64 and leave as bytes', () => {
    const input = { UserPoolId: 'us-east-1_abc', ImageFile: 'aGk=' };
    expect(validateInput('SetUICustomization', input).ImageFile).toEqual(Buffer.from('hi'));
    expect(refusal('SetUICustomization', { ...input, ImageFile: 'not base64!' })[0]).toBe('SerializationException');
  });
});

describe('hostile members', () => {
  test('what no contract names is dropped', () => {
    const checked = validateInput(
      'DescribeUserPool',
      json('{"UserPoolId":"x_y","__proto__":{"isAdmin":true},"extra":1}'),
    );
    expect(checked).toEqual({ UserPoolId: 'x_y' });
    expect('isAdmin' in checked).toBe(false);
  });

  test('inherited members are not the sender’s', () => {
    expect(refusal('DescribeUserPool', json('{"__proto__":{"UserPoolId":"x_y"}}'))[1]).toContain('must not be null');
  });

  test('a map keeps a key called __proto__ as a plain key', () => {
    const body = '{"ClientId":"client","AuthFlow":"USER_SRP_AUTH","AuthParameters":{"__proto__":"x"}}';
    const { AuthParameters } = validateInput('InitiateAuth', json(body)) as { AuthParameters: object };
    expect(Object.keys(AuthParameters)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(AuthParameters)).toBe(Object.prototype);
  });
});

import { describe, expect } from 'vitest';
import { test, useScenarios } from './python.ts';

const answerOf = useScenarios('administration', 'groups');

const tokens = ['AccessToken', 'ExpiresIn', 'IdToken', 'RefreshToken', 'TokenType'];
const invalid = (message: string) => [400, 'InvalidParameterException', message];

describe('boto3', () => {
  test('J115 J206 makes, changes, describes and deletes a pool and a client', () => {
    const {
      id,
      'made within': seconds,
      ...answer
    } = answerOf<{ id: string; 'made within': number }>('pool_and_client');
    // In seconds, as boto3 reads times: milliseconds would be in the far future.
    expect(Math.abs(seconds)).toBeLessThan(60);
    expect(answer).toEqual({
      pool: {
        Name: 'made by boto3',
        AutoVerifiedAttributes: ['email'],
        UserPoolTags: { team: 'blog' },
        DeletionProtection: 'ACTIVE',
        MfaConfiguration: 'OFF',
      },
      length: 12,
      attributes: [21, true],
      client: { ClientName: 'renamed', AccessTokenValidity: 2 },
      kept: invalid(
        'The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.',
      ),
      deleted: [{}, {}],
      gone: [
        ['ResourceNotFoundException', `User pool ${id} does not exist.`],
        ['ResourceNotFoundException', 'User pool client gone does not exist.'],
      ],
    });
  });

  test('J081 J082 J083 J206 makes, changes, shows and deletes a user, and catches exceptions by their class', () => {
    const { email, ...answer } = answerOf<{ email: string }>('users');
    const sub = expect.stringMatching(/^[0-9a-f-]{36}$/);
    expect(answer).toEqual({
      created: ['FORCE_CHANGE_PASSWORD', true, ['email', 'name', 'sub']],
      twice: [400, 'UsernameExistsException', 'An account with the given email already exists.'],
      weak: [400, 'InvalidPasswordException', 'Password did not conform with policy: Password not long enough'],
      shown: ['CONFIRMED', { sub, email, name: 'Andrea', email_verified: 'true' }],
      caught: 'An error occurred (UserNotFoundException) when calling the AdminGetUser operation: User does not exist.',
      deleted: {},
      gone: ['UserNotFoundException', 'User does not exist.'],
    });
  });

  test('adds custom attributes, sets and deletes them', () => {
    expect(answerOf('custom_attributes')).toEqual({
      before: { 'custom:colour': 'red', 'custom:level': '3' },
      'too much': 'InvalidParameterException',
      after: { 'custom:level': '3' },
    });
  });

  test('confirms a user without a code, and resets a password', () => {
    const confirmed = [400, 'NotAuthorizedException', 'User cannot be confirmed. Current status is CONFIRMED'];
    expect(answerOf('confirmed_without_a_code')).toEqual([tokens, confirmed]);
    const reset = [400, 'PasswordResetRequiredException', 'Password reset required for the user'];
    expect(answerOf('reset')).toEqual([reset, tokens]);
  });

  test('J134 signs an invited user in with the password of the mail', () => {
    expect(answerOf('invitation')).toBe('NEW_PASSWORD_REQUIRED');
  });

  test('walks pages of users, and takes a list up again where it stopped', () => {
    expect(answerOf('paged_users')).toEqual({
      sizes: [2, 2, 1],
      everyone: true,
      'taken up again': [3, true],
      syntax: invalid('Error while parsing filter.'),
      token: invalid('Invalid pagination token.'),
    });
  });

  test('walks pages of clients and of pools', () => {
    expect(answerOf('paged_pools_and_clients')).toEqual({
      clients: [
        [2, 2, 1],
        ['app 0', 'app 1', 'app 2', 'app 3', 'test'],
      ],
      pools: [true, true],
    });
  });

  test('walks groups, members and the groups of a member, in pages', () => {
    expect(answerOf('groups')).toEqual({
      listed: [
        [2, 1],
        ['admins', 'editors', 'readers'],
      ],
      own: [
        [1, 1, 1],
        ['admins', 'editors', 'readers'],
      ],
      members: [[2, 1], 3],
      tokens: Array(2).fill(['admins', 'editors', 'readers']),
      shown: ['They read', 2],
      left: ['editors', 'readers'],
      twice: ['GroupExistsException', 'A group with the name already exists.'],
      deleted: {},
      gone: ['ResourceNotFoundException', 'Group not found.'],
      nobody: ['UserNotFoundException', 'User does not exist.'],
    });
  });

  test('disables, enables and signs out users', () => {
    const revoked = ['NotAuthorizedException', 'Access Token has been revoked'];
    expect(answerOf('disabled')).toEqual({
      shown: false,
      'sign-in': ['NotAuthorizedException', 'User is disabled.'],
      token: revoked,
      enabled: tokens,
    });
    expect(answerOf('signed_out_by_an_administrator')).toEqual([revoked, revoked]);
  });

  test('tags a pool, and reads its second factors', () => {
    expect(answerOf('tags')).toEqual([{ team: 'blog' }, { team: 'blog' }]);
    expect(answerOf('second_factors')).toEqual({ MfaConfiguration: 'OFF' });
  });
});

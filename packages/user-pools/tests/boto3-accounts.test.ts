import { describe, expect } from 'vitest';
import { expired, mismatch } from './people.ts';
import { test, useScenarios } from './python.ts';

const answerOf = useScenarios('accounts', 'signing_in', 'back_end');

const mailed = { Destination: 'p***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' };
const tokens = ['AccessToken', 'ExpiresIn', 'IdToken', 'RefreshToken', 'TokenType'];
const refreshed = tokens.filter((name) => name !== 'RefreshToken');
const sub = expect.stringMatching(/^[0-9a-f-]{36}$/);
const invalid = (message: string) => [400, 'InvalidParameterException', message];
const notAuthorized = (message: string) => [400, 'NotAuthorizedException', message];
const wrongPassword = notAuthorized('Incorrect username or password.');

describe('boto3', () => {
  test('J103 J124 signs up, resends, confirms and signs in', () => {
    const { email, ...answer } = answerOf<Record<string, unknown>>('sign_up');
    expect(answer).toEqual({
      joined: { UserConfirmed: false, UserSub: sub, CodeDeliveryDetails: mailed },
      resent: { CodeDeliveryDetails: mailed },
      taken: [400, 'UsernameExistsException', 'An account with the given email already exists.'],
      early: [400, 'UserNotConfirmedException', 'User is not confirmed.'],
      'wrong code': [400, 'CodeMismatchException', mismatch],
      confirmed: {},
      again: notAuthorized('User cannot be confirmed. Current status is CONFIRMED'),
      user: { sub, email, email_verified: 'true', name: 'Ann' },
    });
  });

  test('J110 reports what the pool refuses at sign-up', () => {
    expect(answerOf('sign_up_refused')).toEqual({
      'weak password': [
        400,
        'InvalidPasswordException',
        'Password did not conform with policy: Password must have symbol characters',
      ],
      'user name': invalid('Username should be an email.'),
      unwritable: notAuthorized('A client attempted to write unauthorized attribute'),
      'unknown attribute': invalid(
        'Attributes did not conform to the schema: custom:colour: Attribute does not exist in the schema.\n',
      ),
    });
  });

  test('J204 signs in by SRP as Python computes it, with Session and without', () => {
    expect(answerOf('srp')).toEqual({
      answer: ['AuthenticationResult', 'ChallengeParameters'],
      result: tokens,
      'without session': tokens,
      'wrong password': wrongPassword,
      unknown: [400, 'UserNotFoundException', 'User does not exist.'],
    });
  });

  test('signs in and refreshes with a client secret; the hash of a refresh is made over the real user name', () => {
    const { client, ...answer } = answerOf<{ client: string }>('client_secret');
    const wrongHash = notAuthorized(`Unable to verify secret hash for client ${client}`);
    expect(answer).toEqual({
      'no hash': notAuthorized(`Client ${client} is configured with secret but SECRET_HASH was not received`),
      'wrong hash': wrongHash,
      refreshed,
      'hash of the alias': wrongHash,
    });
  });

  test('J084 answers NEW_PASSWORD_REQUIRED, once', () => {
    expect(answerOf('temporary_password')).toEqual({
      challenge: 'NEW_PASSWORD_REQUIRED',
      answered: tokens,
      again: notAuthorized('Invalid session for the user, session can only be used once.'),
    });
  });

  test('signs users in with an access key', () => {
    expect(answerOf('by_an_administrator')).toEqual({
      'signed in': tokens,
      'old name of the flow': tokens,
      refreshed,
      'wrong password': wrongPassword,
      unknown: [400, 'UserNotFoundException', 'User does not exist.'],
      'user flow': invalid('Initiate Auth method not supported.'),
      'not allowed': invalid('Auth flow not enabled for this client'),
      'without a key': invalid('Initiate Auth method not supported.'),
    });
    expect(answerOf('invited_by_an_administrator')).toEqual(['NEW_PASSWORD_REQUIRED', tokens, 'CONFIRMED']);
  });

  test('signs in by choice', () => {
    expect(answerOf('by_choice')).toEqual({
      choice: 'SELECT_CHALLENGE',
      chosen: tokens,
      preferred: tokens,
      'wrong password': wrongPassword,
    });
  });

  test('J172 revokes a sign-in and signs out of all, however the calls are signed', () => {
    const { sub: user, ...answer } = answerOf<{ sub: string }>('sessions');
    const revoked = ['Refresh Token', 'Access Token'].map((token) => notAuthorized(`${token} has been revoked`));
    expect(answer).toEqual({
      refreshed,
      revoked: {},
      'after revoking': [...revoked, user],
      'signed out': {},
      'after signing out': revoked,
    });
  });

  test('J100 changes and proves attributes', () => {
    const { addresses, ...answer } = answerOf<{ addresses: [string, string] }>('attributes');
    expect(answer).toEqual({
      sent: { CodeDeliveryDetailsList: [mailed] },
      asked: { CodeDeliveryDetails: mailed },
      changed: ['Andrea', addresses[1], 'false'],
      'wrong code': [400, 'CodeMismatchException', mismatch],
      verified: ['Andrea', addresses[1], 'true'],
      unwritable: notAuthorized('A client attempted to write unauthorized attribute'),
      immutable: invalid('user.sub: Attribute cannot be updated. (changing an immutable attribute)'),
      'no token': notAuthorized('Invalid Access Token'),
    });
  });

  test('J131 J132 recovers an account', () => {
    expect(answerOf('recovery')).toEqual({
      asked: { CodeDeliveryDetails: mailed },
      'wrong code': [400, 'CodeMismatchException', mismatch],
      confirmed: {},
      again: [400, 'ExpiredCodeException', expired],
      'old password': wrongPassword,
      'new password': tokens,
      unknown: [400, 'UserNotFoundException', 'Username/client id combination not found.'],
    });
  });

  test('changes a password and stays signed in', () => {
    expect(answerOf('change_password')).toEqual({
      wrong: wrongPassword,
      weak: [400, 'InvalidPasswordException', 'Password did not conform with policy: Password not long enough'],
      changed: {},
      token: ['UserAttributes', 'Username'],
      'old password': wrongPassword,
      'new password': tokens,
    });
  });

  test('leaves for good', () => {
    const gone = ['UserNotFoundException', 'User does not exist.'];
    expect(answerOf('leaving')).toEqual({ deleted: {}, token: gone, again: gone, 'sign-in': gone });
  });

  test('is locked out after five wrong passwords', () => {
    expect(answerOf('lock_out')).toEqual({
      wrong: Array(5).fill(wrongPassword),
      right: notAuthorized('Password attempts exceeded'),
    });
  });

  test('is told what its signature lacks', () => {
    expect(answerOf('refusals_of_a_signature')).toEqual([
      [400, 'MissingAuthenticationTokenException'],
      [400, 'UnrecognizedClientException', 'The security token included in the request is invalid.'],
      [400, 'InvalidSignatureException'],
    ]);
  });
});

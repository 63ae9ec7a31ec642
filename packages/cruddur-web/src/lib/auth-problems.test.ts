import { expect, test } from 'vitest';
import { type AuthAction, explainAuthError } from './auth-problems.ts';

function refusal(name: string, message = 'text of the service'): Error {
  return Object.assign(new Error(message), { name });
}

test('J056 an unknown user and a wrong password read the same', () => {
  const wrong = explainAuthError(refusal('NotAuthorizedException', 'Incorrect username or password.'), 'sign-in');
  expect(wrong.text).toBe('Incorrect username or password.');
  expect(explainAuthError(refusal('UserNotFoundException'), 'sign-in')).toEqual(wrong);
});

test.each([
  'Password attempts exceeded',
  'Temporary password has expired and must be reset by an administrator.',
  'User is disabled.',
])('J054 another refusal under the same name keeps its own words: %s', (message) => {
  expect(explainAuthError(refusal('NotAuthorizedException', message), 'sign-in').text).toBe(message);
});

test('J110 a weak password quotes the rule, and marks the field', () => {
  const rule = 'Password did not conform with policy: Password must have symbol characters';
  expect(explainAuthError(refusal('InvalidPasswordException', rule), 'sign-up')).toEqual({
    text: 'Please choose another password.',
    detail: rule,
    fields: { password: 'Not accepted.' },
  });
});

test('J110 a taken email leads to sign-in', () => {
  const problem = explainAuthError(refusal('UsernameExistsException'), 'sign-up');
  expect(problem.text).toBe('An account with the given email already exists.');
  expect(problem.wayOut?.path).toBe('/signin');
});

test('J111 an unknown email at the resend button', () => {
  expect(explainAuthError(refusal('UserNotFoundException'), 'resend').text).toBe(
    'Email is invalid or cannot be found.',
  );
});

test('J133 an unknown email and a wrong code read the same at the reset form', () => {
  const wrong = explainAuthError(refusal('CodeMismatchException'), 'reset');
  expect(explainAuthError(refusal('UserNotFoundException'), 'reset')).toEqual(wrong);
});

test.each([
  ['CodeMismatchException', 'Invalid verification code provided, please try again.'],
  ['ExpiredCodeException', 'Invalid code provided, please request a code again.'],
  ['NotAuthorizedException', 'This account is confirmed already, so you can sign in.'],
])('J124 %s while confirming', (name, text) => {
  expect(explainAuthError(refusal(name), 'confirm').text).toBe(text);
});

test.each([
  'NotAuthorizedException',
  'UserNotConfirmedException',
  'UserNotFoundException',
  'UsernameExistsException',
  'InvalidPasswordException',
  'InvalidParameterException',
  'CodeMismatchException',
  'ExpiredCodeException',
  'LimitExceededException',
  'TooManyRequestsException',
  'PasswordResetRequiredException',
  'NetworkError',
])('%s has words of its own for every action', (name) => {
  const actions: AuthAction[] = ['sign-in', 'sign-up', 'confirm', 'resend', 'recover', 'reset', 'new-password'];
  const vague = explainAuthError(new Error(), 'sign-in').text;
  for (const action of actions) expect(explainAuthError(refusal(name), action).text).not.toBe(vague);
});

test('the text of the service is quoted only where it helps', () => {
  for (const name of ['UserNotFoundException', 'UsernameExistsException', 'LimitExceededException']) {
    expect(JSON.stringify(explainAuthError(refusal(name), 'sign-in'))).not.toContain('of the service');
  }
});

test.each([['toString'], ['constructor'], ['__proto__'], ['Weird']])(
  'an unknown name (%s) gets a general text',
  (name) => {
    expect(explainAuthError(refusal(name), 'sign-in')).toEqual({ text: 'Something went wrong. Please try again.' });
  },
);

test('what is thrown need not be an error', () => {
  expect(explainAuthError('text', 'sign-in').text).toBe('Something went wrong. Please try again.');
});

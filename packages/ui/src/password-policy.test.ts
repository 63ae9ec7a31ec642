import { expect, test } from 'vitest';
import { checkPassword, defaultPasswordPolicy } from './password-policy.ts';

const unmet = (password: string) =>
  checkPassword(password)
    .filter((rule) => !rule.isMet)
    .map((rule) => rule.text);

test('J072 an empty password breaks every rule', () => {
  expect(unmet('')).toEqual([
    'At least 8 characters',
    'A digit',
    'A lower-case letter',
    'An upper-case letter',
    'A special character',
  ]);
});

test.each([
  ['Abcdef1', ['At least 8 characters', 'A special character']],
  ['Abcdefg!', ['A digit']],
  ['ABCDEF1!', ['A lower-case letter']],
  ['abcdef1!', ['An upper-case letter']],
  ['Abcdefg1', ['A special character']],
  ['Abcdef1!', []],
])('J072 %s lacks %j', (password, missing) => {
  expect(unmet(password)).toEqual(missing);
});

test.each([...'^$*.[]{}()?-"!@#%&/\\,><\':;|_~`+='])('J072 %s is a special character', (symbol) => {
  expect(unmet(`Abcdef1${symbol}`)).toEqual([]);
});

test('J072 a blank counts as special only inside', () => {
  expect(unmet('Abcd ef1')).toEqual([]);
  expect(unmet(' Abcdef1')).toEqual(['A special character']);
  expect(unmet('Abcdef1 ')).toEqual(['A special character']);
});

test('a policy that asks for length only has one rule', () => {
  const policy = {
    ...defaultPasswordPolicy,
    minimumLength: 12,
    requireNumbers: false,
    requireLowercase: false,
    requireUppercase: false,
    requireSymbols: false,
  };
  expect(checkPassword('twelve chars', policy)).toEqual([{ text: 'At least 12 characters', isMet: true }]);
});

import { expect, test } from 'vitest';
import { ConfigurationError, parseConfig, userPoolUrl } from './config.ts';

const good = {
  region: 'us-east-1',
  userPoolId: 'us-east-1_AbCdEfGhI',
  userPoolClientId: '1example23456789',
  apiUrl: 'http://localhost:4567',
};

function problemsOf(value: unknown): readonly string[] {
  try {
    parseConfig(value);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
}

test('a configuration for our own server, and one for Amazon', () => {
  const own = { ...good, userPoolEndpoint: 'http://localhost:4568' };
  expect(parseConfig(own)).toEqual(own);
  expect(parseConfig(good).userPoolEndpoint).toBeUndefined();
  expect(userPoolUrl(parseConfig(own))).toBe('http://localhost:4568');
  expect(userPoolUrl(parseConfig(good))).toBe('https://cognito-idp.us-east-1.amazonaws.com');
});

test('J037 every problem is named at once', () => {
  expect(problemsOf({ region: '', userPoolId: 'nonsense', apiUrl: 'localhost:4567', userPoolEndpoint: 7 })).toEqual([
    'region is missing.',
    'userPoolId does not look like us-east-1_AbCdEfGhI.',
    'userPoolClientId is missing.',
    'apiUrl is not a web address, such as http://localhost:4567.',
    'userPoolEndpoint is not a web address, such as http://localhost:4568.',
  ]);
});

test.each([null, 'text', [], 3])('J037 %j is no configuration', (value) => {
  expect(problemsOf(value)).toEqual(['The configuration is not a JSON object.']);
});

test('J037 a pool of another region is noticed', () => {
  expect(problemsOf({ ...good, region: 'ca-central-1' })).toEqual([
    'userPoolId belongs to the region us-east-1, but region says ca-central-1.',
  ]);
});

test('an address that is no web address is refused', () => {
  expect(problemsOf({ ...good, apiUrl: 'javascript:alert(1)' })).toHaveLength(1);
});

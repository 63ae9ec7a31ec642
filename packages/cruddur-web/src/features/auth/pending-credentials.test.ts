import { expect, test } from 'vitest';
import { forgetCredentials, keepCredentials, takeCredentials } from './pending-credentials.ts';

test('J126 the credentials are handed out once, whatever the case of the address', () => {
  keepCredentials({ email: 'Ada@Example.com', password: 'secret' });
  expect(takeCredentials('ada@example.com ')).toEqual({ email: 'Ada@Example.com', password: 'secret' });
  expect(takeCredentials('ada@example.com')).toBeUndefined();
});

test('J126 another address gets nothing, and what was kept is gone', () => {
  keepCredentials({ email: 'ada@example.com', password: 'secret' });
  expect(takeCredentials('grace@example.com')).toBeUndefined();
  expect(takeCredentials('ada@example.com')).toBeUndefined();
});

test('nothing is left once somebody has signed in', () => {
  keepCredentials({ email: 'ada@example.com', password: 'secret' });
  forgetCredentials();
  expect(takeCredentials('ada@example.com')).toBeUndefined();
});

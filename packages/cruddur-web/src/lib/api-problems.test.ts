import { expect, test } from 'vitest';
import { ApiError } from './api-client.ts';
import { explainApiError, isNotFound } from './api-problems.ts';

test.each([
  [new ApiError(422, ['message_blank']), 'Write something first.'],
  [new ApiError(422, ['ttl_blank', 'ttl_invalid']), 'Choose how long it shall live.'],
  [new ApiError(422, ['message_blank', 'ttl_blank']), 'Write something first. Choose how long it shall live.'],
  [new ApiError(0), 'The server cannot be reached. Check your connection, then try again.'],
  [new ApiError(401), 'You are not signed in any more. Sign in again; your text is kept meanwhile.'],
  [new ApiError(503, ['keys_unavailable']), 'Your account cannot be checked at the moment. Please try again soon.'],
  [new ApiError(500, ['internal_error']), 'The server has a problem. Please try again.'],
  [new ApiError(404, ['constructor']), 'The server has a problem. Please try again.'],
  [new Error('boom'), 'Something went wrong. Please try again.'],
])('%s', (error, text) => {
  expect(explainApiError(error)).toBe(text);
});

test('only a 404 of the API means that there is nothing', () => {
  expect([new ApiError(404), new ApiError(500), new Error('404')].map(isNotFound)).toEqual([true, false, false]);
});

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createFetchUser, TokenRefusedError, UserPoolUnavailableError } from './fetch-user.ts';

const open: { close(): void }[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

async function fetchFrom(answer: { status: number; type: string } | undefined, timeoutMs = 10_000) {
  let calls = 0;
  const server = createServer((_, response) => {
    calls += 1;
    if (!answer) return;
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify({ __type: answer.type, message: 'private' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const pool = createFetchUser({ region: 'us-east-1', endpoint, timeoutMs });
  open.push(pool, { close: () => void server.close().closeAllConnections() });
  const error = await pool.fetchUser('token').catch((thrown: unknown) => thrown);
  return { error, calls };
}

test.each(['NotAuthorizedException', 'UserNotFoundException', 'PasswordResetRequiredException'])(
  '%s is the caller’s fault',
  async (type) => {
    const { error } = await fetchFrom({ status: 400, type });
    expect(error).toBeInstanceOf(TokenRefusedError);
    expect(String(error)).not.toContain('private');
  },
);

test.each([
  [400, 'TooManyRequestsException'],
  [400, 'ResourceNotFoundException'],
  [500, 'InternalErrorException'],
])('%i %s is ours, and is not tried again', async (status, type) => {
  const { error, calls } = await fetchFrom({ status, type });
  expect(error).toBeInstanceOf(UserPoolUnavailableError);
  expect(calls).toBe(1);
});

test('a pool that does not answer in time is given up', async () => {
  const { error } = await fetchFrom(undefined, 100);
  expect(error).toBeInstanceOf(UserPoolUnavailableError);
});

import {
  CognitoIdentityProviderServiceException,
  ListUserPoolsCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './server.ts';
import { post } from './wire.ts';

let server: TestServer;
let poolId: string;
let clientId: string;
beforeAll(async () => {
  server = await startTestServer();
  poolId = (await server.createPool()).poolId;
  clientId = (await server.createClient(poolId)).clientId;
});
afterAll(() => server.close());

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

test('an address that calls too often is told so, and may go on later', async () => {
  const limited = await startTestServer({ addressRate: 1 });
  try {
    const call = () => post(limited.url, 'GetUser', { AccessToken: 'x' });
    for (let count = 0; count < 5; count += 1) expect((await call()).body.__type).toBe('NotAuthorizedException');
    const refused = await call();
    expect([refused.status, refused.body]).toEqual([
      400,
      { __type: 'TooManyRequestsException', message: 'Rate exceeded' },
    ]);
    limited.clock.advance(1000);
    expect((await call()).body.__type).toBe('NotAuthorizedException');
  } finally {
    await limited.close();
  }
});

test('the server’s time is the injected one, so that clients correct theirs', async () => {
  const moved = await startTestServer();
  try {
    moved.clock.advance(3_600_000);
    const answer = await fetch(`${moved.url}/health`);
    const date = Date.parse(answer.headers.get('date') ?? '');
    expect(Math.abs(date - moved.clock.now())).toBeLessThan(5000);
    expect(await answer.json()).toEqual({ status: 'ok' });
    await expect(moved.admin.send(new ListUserPoolsCommand({ MaxResults: 1 }))).resolves.toBeDefined();
  } finally {
    await moved.close();
  }
});

test('a disk that is full is our fault, and nothing is half done', async () => {
  const Password = 'Pa55word!';
  const signUp = (name: string) => post(server.url, 'SignUp', { ClientId: clientId, Username: name, Password });
  const limit = (pages: number) => sql`PRAGMA max_page_count = ${sql.lit(pages)}`.execute(server.ctx.db);
  const before = await server.call('DescribeUserPool', { UserPoolId: poolId });
  await limit(1);
  try {
    const names: string[] = [];
    let refused = await signUp('first@example.com');
    // A few rows may still fit on pages that are there already.
    for (let count = 0; refused.status === 200 && count < 200; count += 1) {
      names.push('fits');
      refused = await signUp(`user-${count}@example.com`);
    }
    expect([refused.status, refused.body.__type]).toEqual([500, 'InternalErrorException']);
    const after = await server.call('DescribeUserPool', { UserPoolId: poolId });
    const counted = (after.UserPool?.EstimatedNumberOfUsers ?? 0) - (before.UserPool?.EstimatedNumberOfUsers ?? 0);
    expect(counted).toBe(names.length);
  } finally {
    await limit(1_000_000);
  }
  expect((await signUp('last@example.com')).status).toBe(200);
}, 60_000);

test('a database that fails is our fault, and says no more', async () => {
  const broken = await startTestServer();
  await broken.ctx.db.destroy();
  const answer = await post(broken.url, 'ConfirmSignUp', {
    ClientId: clientId,
    Username: 'ada@example.com',
    ConfirmationCode: '123456',
  });
  expect([answer.status, answer.body]).toEqual([
    500,
    { __type: 'InternalErrorException', message: 'An internal error occurred.' },
  ]);
  expect(answer.headers.get('x-amzn-requestid')).toMatch(uuid);
  await expect(broken.admin.send(new ListUserPoolsCommand({ MaxResults: 1 }))).rejects.toBeInstanceOf(
    CognitoIdentityProviderServiceException,
  );
  await broken.close().catch(() => undefined);
});

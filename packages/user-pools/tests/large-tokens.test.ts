import { createPublicKey, verify } from 'node:crypto';
import { GetUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { groupsOf, role } from './groups-client.ts';
import { ways } from './refresh.ts';
import { startTestServer, type TestServer } from './server.ts';
import { claimsIn, createUser, freshEmail, partOf, tokensOf } from './sign-in.ts';

let server: TestServer;
let poolId: string;
let clientId: string;
let groups: ReturnType<typeof groupsOf>;

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool());
  ({ clientId } = await server.createClient(poolId));
  groups = groupsOf(server, poolId);
});
afterAll(() => server?.close());

test('the tokens of a user in a hundred groups with the longest names there are still verify, here and elsewhere', async () => {
  const email = freshEmail();
  const sub = await createUser(server, poolId, email);
  // Four bytes each in UTF-8, and two escapes in JSON: nothing is longer.
  const names = Array.from({ length: 100 }, (_, number) => `${String(number).padStart(3, '0')}${'𝄞'.repeat(125)}`);
  await groups.create(names[0] ?? '', { Precedence: 1, RoleArn: role('a'.repeat(2000)) });
  const row = await server.ctx.db
    .selectFrom('groups')
    .selectAll()
    .where('name', '=', names[0] ?? '')
    .executeTakeFirstOrThrow();
  await server.ctx.db
    .insertInto('groups')
    .values(names.slice(1, 99).map((name) => ({ ...row, name })))
    .execute();
  await groups.create(names[99] ?? '', { Precedence: 1 });
  await server.ctx.db
    .insertInto('groupMembers')
    .values(names.slice(0, 99).map((groupName) => ({ poolId, groupName, sub, createdAt: 1 })))
    .execute();
  await groups.add(names[99] ?? '', email);
  const { AccessToken, IdToken, RefreshToken } = await tokensOf(server, { clientId }, email);
  expect(AccessToken.length).toBeGreaterThan(65_536);
  expect((await server.anonymous.send(new GetUserCommand({ AccessToken }))).Username).toBe(sub);
  const { keys } = (await (await fetch(`${server.url}/${poolId}/.well-known/jwks.json`)).json()) as {
    keys: { kid: string }[];
  };
  for (const token of [AccessToken, IdToken]) {
    const [header, payload, signature = ''] = token.split('.');
    const key = keys.find(({ kid }) => kid === partOf(token, 0).kid);
    const publicKey = createPublicKey({ key: key as object, format: 'jwk' });
    const signed = Buffer.from(`${header}.${payload}`);
    expect(verify('RSA-SHA256', signed, publicKey, Buffer.from(signature, 'base64url'))).toBe(true);
    expect(claimsIn(token)['cognito:groups']).toEqual(names);
  }
  const { AuthenticationResult } = (await ways[0]?.[1](server, clientId, RefreshToken)) ?? {};
  expect(claimsIn(AuthenticationResult?.AccessToken ?? '')['cognito:groups']).toEqual(names);
});

import { generateKeyPairSync, sign } from 'node:crypto';
import {
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  DeleteUserPoolClientCommand,
  GetUserCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './server.ts';
import { claimsIn, createUser, freshEmail, notAuthorized, partOf, refusal, tokensOf } from './sign-in.ts';

let server: TestServer;
let poolId: string;
let clientId: string;

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool());
  ({ clientId } = await server.createClient(poolId));
});
afterAll(() => server?.close());

const getUser = (AccessToken: string) => server.anonymous.send(new GetUserCommand({ AccessToken }));
const invalid = notAuthorized('Invalid Access Token');
const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');

async function newTokens() {
  const email = freshEmail();
  const sub = await createUser(server, poolId, email);
  return { email, sub, ...(await tokensOf(server, { clientId }, email)) };
}

/** A token signed by the pool's own key, with other claims. */
async function signed(claims: Record<string, unknown>, use: 'id' | 'access' = 'access'): Promise<string> {
  const key = (await server.ctx.signingKeys.forSigning(poolId))[use];
  const text = `${encode({ kid: key.kid, alg: 'RS256' })}.${encode(claims)}`;
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), key.privateKey).toString('base64url')}`;
}

test('a good access token speaks for its user', async () => {
  const { AccessToken, sub } = await newTokens();
  expect((await getUser(AccessToken)).Username).toBe(sub);
});

test('an access token expires', async () => {
  const { AccessToken } = await newTokens();
  server.clock.advance(3600_000);
  expect(await refusal(getUser(AccessToken))).toEqual(notAuthorized('Access Token has expired'));
});

test('an ID token, a refresh token and plain text are no access tokens', async () => {
  const { IdToken, RefreshToken } = await newTokens();
  for (const token of [IdToken, RefreshToken, 'text', 'a.b.c', '..', 'x'.repeat(50_000)]) {
    expect(await refusal(getUser(token))).toEqual(invalid);
  }
});

test('a token of another pool’s key, of no key, or changed in any part is invalid', async () => {
  const { AccessToken } = await newTokens();
  const [header = '', claims = '', signature = ''] = AccessToken.split('.');
  const other = await server.createPool();
  const otherKey = (await server.ctx.signingKeys.forSigning(other.poolId)).access;
  const resign = (head: object, key: Parameters<typeof sign>[2]) => {
    const text = `${encode(head)}.${claims}`;
    return `${text}.${sign('RSA-SHA256', Buffer.from(text), key).toString('base64url')}`;
  };
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const tokens = [
    `${header}.${encode({ ...claimsIn(AccessToken), username: 'else' })}.${signature}`,
    `${header}.${claims}.${signature.slice(0, -4)}`,
    `${header}.${claims}.`,
    `${encode({ ...partOf(AccessToken, 0), alg: 'none' })}.${claims}.`,
    `${encode({ ...partOf(AccessToken, 0), alg: 'none' })}.${claims}.${signature}`,
    `${encode({ ...partOf(AccessToken, 0), alg: 'HS256' })}.${claims}.${signature}`,
    resign({ kid: otherKey.kid, alg: 'RS256' }, otherKey.privateKey),
    resign({ kid: 'unknown', alg: 'RS256' }, privateKey),
    resign(partOf(AccessToken, 0), privateKey),
  ];
  for (const token of tokens) expect(await refusal(getUser(token))).toEqual(invalid);
});

test('claims signed by the pool are checked one by one', async () => {
  const { AccessToken } = await newTokens();
  const claims = claimsIn(AccessToken);
  expect((await getUser(await signed(claims))).Username).toBe(claims.username);
  const { exp: _, ...endless } = claims;
  for (const changed of [
    { ...claims, iss: `http://elsewhere.example.com/${poolId}` },
    { ...claims, iss: `${server.url}/us-east-1_Nowhere00` },
    { ...claims, iss: undefined },
    { ...claims, iss: 7 },
    { ...claims, token_use: 'id' },
    { ...claims, client_id: 'nobody' },
    endless,
    { ...claims, exp: '9999999999' },
  ]) {
    expect(await refusal(getUser(await signed(changed)))).toEqual(invalid);
  }
  for (const scope of ['openid email', '', undefined, 'aws.cognito.signin.user.administrator']) {
    expect(await refusal(getUser(await signed({ ...claims, scope })))).toEqual(
      notAuthorized('Access Token does not have required scopes'),
    );
  }
});

test('a token of a sign-in that is not on record, or is another user’s, is revoked', async () => {
  const [one, other] = [await newTokens(), await newTokens()];
  const claims = claimsIn(one.AccessToken);
  const { origin_jti } = claimsIn(other.AccessToken);
  for (const changed of [
    { ...claims, origin_jti: 'unknown' },
    { ...claims, origin_jti },
    { ...claims, origin_jti: 7 },
  ]) {
    expect(await refusal(getUser(await signed(changed)))).toEqual(notAuthorized('Access Token has been revoked'));
  }
});

test('a deleted user’s token says that the user does not exist', async () => {
  const { AccessToken, email } = await newTokens();
  await server.admin.send(new AdminDeleteUserCommand({ UserPoolId: poolId, Username: email }));
  expect(await refusal(getUser(AccessToken))).toEqual({
    name: 'UserNotFoundException',
    message: 'User does not exist.',
  });
});

test('a disabled user’s token is refused', async () => {
  const { AccessToken, email } = await newTokens();
  await server.admin.send(new AdminDisableUserCommand({ UserPoolId: poolId, Username: email }));
  expect(await refusal(getUser(AccessToken))).toEqual(notAuthorized('Access Token has been revoked'));
});

test('a deleted client’s token is invalid', async () => {
  const email = freshEmail();
  await createUser(server, poolId, email);
  const client = await server.createClient(poolId);
  const { AccessToken } = await tokensOf(server, client, email);
  await server.admin.send(new DeleteUserPoolClientCommand({ UserPoolId: poolId, ClientId: client.clientId }));
  expect(await refusal(getUser(AccessToken))).toEqual(invalid);
});

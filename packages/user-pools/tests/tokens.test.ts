import { createPublicKey, verify, type webcrypto } from 'node:crypto';
import { AdminUpdateUserAttributesCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './server.ts';
import { claimsIn, createUser, freshEmail, partOf, signIn, tokensOf } from './sign-in.ts';

let server: TestServer;
let poolId: string;
let clientId: string;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool({
    Schema: [{ Name: 'team', AttributeDataType: 'Number', Mutable: true }],
  }));
  ({ clientId } = await server.createClient(poolId));
});
afterAll(() => server?.close());

test('an access token has exactly the claims of a sign-in by the API', async () => {
  const sub = await createUser(server, poolId, 'access@example.com');
  const before = Math.floor(server.clock.now() / 1000);
  const { AccessToken } = await tokensOf(server, { clientId }, 'access@example.com');
  const claims = claimsIn(AccessToken);
  expect(claims).toEqual({
    sub,
    iss: `${server.url}/${poolId}`,
    client_id: clientId,
    origin_jti: expect.stringMatching(uuid),
    event_id: expect.stringMatching(uuid),
    token_use: 'access',
    scope: 'aws.cognito.signin.user.admin',
    auth_time: claims.iat,
    iat: expect.any(Number),
    exp: Number(claims.iat) + 3600,
    jti: expect.stringMatching(uuid),
    username: sub,
  });
  expect(claims.iat).toBeGreaterThanOrEqual(before);
  expect(claims.iat).toBeLessThanOrEqual(before + 20);
});

test('an ID token has the claims of the sign-in and the attributes, each in its type', async () => {
  const email = 'Id.Token@example.com';
  const sub = await createUser(server, poolId, email, {
    email_verified: 'true',
    name: 'Andrea Åsdóttir',
    address: 'Somewhere 1',
    phone_number: '+12065550100',
    phone_number_verified: 'false',
    updated_at: '1700000000',
    'custom:team': '42',
  });
  const { AccessToken, IdToken } = await tokensOf(server, { clientId }, email);
  const { iat, auth_time, origin_jti, event_id } = claimsIn(AccessToken);
  expect(claimsIn(IdToken)).toEqual({
    sub,
    iss: `${server.url}/${poolId}`,
    aud: clientId,
    'cognito:username': sub,
    token_use: 'id',
    origin_jti,
    event_id,
    auth_time,
    iat,
    exp: Number(iat) + 3600,
    jti: expect.stringMatching(uuid),
    email,
    email_verified: true,
    name: 'Andrea Åsdóttir',
    address: { formatted: 'Somewhere 1' },
    phone_number: '+12065550100',
    phone_number_verified: false,
    updated_at: '1700000000',
    'custom:team': '42',
  });
  expect(claimsIn(IdToken).jti).not.toBe(claimsIn(AccessToken).jti);
});

test('each token is signed by its own key of the published set, with a header of kid and alg', async () => {
  const email = freshEmail();
  await createUser(server, poolId, email);
  const { AccessToken, IdToken } = await tokensOf(server, { clientId }, email);
  const published = await fetch(`${server.url}/${poolId}/.well-known/jwks.json`);
  const { keys } = (await published.json()) as { keys: (webcrypto.JsonWebKey & { kid: string })[] };
  const kids = [IdToken, AccessToken].map((token) => {
    const header = partOf(token, 0);
    expect(Object.keys(header).sort()).toEqual(['alg', 'kid']);
    expect(header.alg).toBe('RS256');
    const [head, claims, signature = ''] = token.split('.');
    const key = createPublicKey({ key: keys.find(({ kid }) => kid === header.kid) ?? {}, format: 'jwk' });
    const signed = Buffer.from(`${head}.${claims}`);
    expect(verify('RSA-SHA256', signed, key, Buffer.from(signature, 'base64url'))).toBe(true);
    return header.kid;
  });
  expect(new Set(kids).size).toBe(2);
});

test('a refresh token is opaque: five parts, none of them readable, and stored nowhere', async () => {
  const email = freshEmail();
  await createUser(server, poolId, email);
  const { RefreshToken } = await tokensOf(server, { clientId }, email);
  const parts = RefreshToken.split('.');
  expect(parts).toHaveLength(5);
  for (const part of parts) expect(part).toMatch(/^[\w-]+$/);
  const rows = await server.ctx.db.selectFrom('refreshTokens').selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain(parts[1]);
});

test('a client that may not read an attribute does not get it in its token', async () => {
  const email = freshEmail();
  const { clientId: narrow } = await server.createClient(poolId, { ReadAttributes: ['name'] });
  await createUser(server, poolId, email, { name: 'Andrea', given_name: 'Andrea' });
  const { IdToken } = await tokensOf(server, { clientId: narrow }, email);
  expect(claimsIn(IdToken)).toMatchObject({ name: 'Andrea' });
  for (const hidden of ['email', 'email_verified', 'given_name']) expect(claimsIn(IdToken)).not.toHaveProperty(hidden);
});

test('an attribute that was emptied is left out', async () => {
  const email = freshEmail();
  await createUser(server, poolId, email, { name: 'Andrea' });
  const UserAttributes = [{ Name: 'name', Value: '' }];
  await server.admin.send(
    new AdminUpdateUserAttributesCommand({ UserPoolId: poolId, Username: email, UserAttributes }),
  );
  expect(claimsIn((await tokensOf(server, { clientId }, email)).IdToken)).not.toHaveProperty('name');
});

test('in a pool of free user names the tokens name the user as it was created', async () => {
  const free = await server.createPool({ UsernameAttributes: undefined, AutoVerifiedAttributes: undefined });
  const client = await server.createClient(free.poolId);
  await createUser(server, free.poolId, 'Andrea');
  const { AccessToken, IdToken } = await tokensOf(server, client, 'andrea');
  expect(claimsIn(AccessToken).username).toBe('Andrea');
  expect(claimsIn(IdToken)['cognito:username']).toBe('Andrea');
});

test.each([
  [
    { AccessTokenValidity: 5, IdTokenValidity: 10, TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes' } },
    300,
    600,
  ],
  [{ AccessTokenValidity: 2, IdTokenValidity: 24 }, 7200, 86_400],
  [{ AccessTokenValidity: 1, TokenValidityUnits: { AccessToken: 'days' } }, 86_400, 3600],
  [{ AccessTokenValidity: 301, TokenValidityUnits: { AccessToken: 'seconds', IdToken: 'seconds' } }, 301, 3600],
] as const)('with %o an access token lives %i s and an ID token %i s', async (settings, access, id) => {
  const email = freshEmail();
  const { clientId: timed } = await server.createClient(poolId, settings);
  await createUser(server, poolId, email);
  const { AuthenticationResult: result } = await signIn(server, { clientId: timed }, email);
  const lifetime = (token = '') => Number(claimsIn(token).exp) - Number(claimsIn(token).iat);
  expect(result?.ExpiresIn).toBe(access);
  expect([lifetime(result?.AccessToken), lifetime(result?.IdToken)]).toEqual([access, id]);
});

test('a client with revocation off gets tokens without origin_jti', async () => {
  const email = freshEmail();
  const { clientId: irrevocable } = await server.createClient(poolId, { EnableTokenRevocation: false });
  await createUser(server, poolId, email);
  const { AccessToken, IdToken } = await tokensOf(server, { clientId: irrevocable }, email);
  for (const token of [AccessToken, IdToken]) {
    expect(claimsIn(token)).not.toHaveProperty('origin_jti');
    expect(claimsIn(token).event_id).toMatch(uuid);
  }
});

test('the issuer is Amazon’s own text where the configuration asks for it', async () => {
  const asAmazon = await startTestServer({ issuer: 'aws' });
  try {
    const pool = await asAmazon.createPool();
    const client = await asAmazon.createClient(pool.poolId);
    await createUser(asAmazon, pool.poolId, 'someone@example.com');
    const { AccessToken, IdToken } = await tokensOf(asAmazon, client, 'someone@example.com');
    const iss = `https://cognito-idp.us-east-1.amazonaws.com/${pool.poolId}`;
    expect([claimsIn(AccessToken).iss, claimsIn(IdToken).iss]).toEqual([iss, iss]);
  } finally {
    await asAmazon.close();
  }
});

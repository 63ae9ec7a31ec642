import { AdminUpdateUserAttributesCommand, GetUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ways } from './refresh.ts';
import { startTestServer, type TestServer } from './server.ts';
import { claimsIn, createUser, freshEmail, notAuthorized, refusal, setPassword, tokensOf } from './sign-in.ts';

let server: TestServer;
let poolId: string;
let clientId: string;
let _confidential: { clientId: string; clientSecret?: string };

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool());
  ({ clientId } = await server.createClient(poolId));
  _confidential = await server.createClient(poolId, { GenerateSecret: true });
});
afterAll(() => server?.close());

async function newTokens(client: { clientId: string; clientSecret?: string } = { clientId }) {
  const email = freshEmail();
  const sub = await createUser(server, poolId, email);
  return { email, sub, ...(await tokensOf(server, client, email)) };
}

test.each(ways)(
  'J171 J202 %s gives new ID and access tokens of the same sign-in, and no refresh token',
  async (_, refresh) => {
    const first = await newTokens();
    server.clock.advance(90 * 60_000);
    const { AuthenticationResult: result } = await refresh(server, clientId, first.RefreshToken);
    expect(result).toMatchObject({ TokenType: 'Bearer', ExpiresIn: 3600 });
    expect(result?.RefreshToken).toBeUndefined();
    for (const [before, after] of [
      [claimsIn(first.AccessToken), claimsIn(result?.AccessToken ?? '')],
      [claimsIn(first.IdToken), claimsIn(result?.IdToken ?? '')],
    ] as const) {
      const { iat, exp, jti, event_id, ...kept } = before;
      expect(after).toMatchObject(kept);
      expect(Number(after.iat)).toBeGreaterThanOrEqual(Number(iat) + 90 * 60);
      expect(Number(after.exp) - Number(after.iat)).toBe(Number(exp) - Number(iat));
      expect(after.jti).not.toBe(jti);
      expect(after.event_id).not.toBe(event_id);
    }
    const { Username } = await server.anonymous.send(new GetUserCommand({ AccessToken: result?.AccessToken }));
    expect(Username).toBe(first.sub);
  },
);

test('a new ID token has the attributes of now', async () => {
  const { RefreshToken, email } = await newTokens();
  const UserAttributes = [{ Name: 'name', Value: 'Andrea' }];
  await server.admin.send(
    new AdminUpdateUserAttributesCommand({ UserPoolId: poolId, Username: email, UserAttributes }),
  );
  const { AuthenticationResult } = (await ways[2]?.[1](server, clientId, RefreshToken)) ?? {};
  expect(claimsIn(AuthenticationResult?.IdToken ?? '')).toMatchObject({ name: 'Andrea' });
});

test.each(ways)('%s: a refresh token expires with the lifetime its client had at sign-in', async (_, refresh) => {
  const { clientId: short } = await server.createClient(poolId, {
    RefreshTokenValidity: 2,
    TokenValidityUnits: { RefreshToken: 'hours' },
  });
  const { RefreshToken } = await newTokens({ clientId: short });
  server.clock.advance(2 * 3600_000 - 60_000);
  expect((await refresh(server, short, RefreshToken)).AuthenticationResult).toBeDefined();
  server.clock.advance(60_000);
  expect(await refusal(refresh(server, short, RefreshToken))).toEqual(notAuthorized('Refresh Token has expired'));
});

test('a refresh token lives 30 days where the client says nothing', async () => {
  const { RefreshToken } = await newTokens();
  const [, refresh] = ways[0] ?? [];
  server.clock.advance(30 * 24 * 3600_000 - 60_000);
  expect((await refresh?.(server, clientId, RefreshToken))?.AuthenticationResult).toBeDefined();
  server.clock.advance(60_000);
  expect(await refusal(Promise.resolve(refresh?.(server, clientId, RefreshToken)))).toEqual(
    notAuthorized('Refresh Token has expired'),
  );
});

test('a changed password does not end a sign-in', async () => {
  const { RefreshToken, email } = await newTokens();
  await setPassword(server, poolId, email, 'An0ther password!');
  for (const [, refresh] of ways)
    expect((await refresh(server, clientId, RefreshToken)).AuthenticationResult).toBeDefined();
});

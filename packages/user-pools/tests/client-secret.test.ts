import { createHmac } from 'node:crypto';
import {
  ForgotPasswordCommand,
  GetTokensFromRefreshTokenCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  RevokeTokenCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './server.ts';

let server: TestServer;
let open: string;
let closed: string;
let secret: string;
const Username = 'ada@example.com';
const Password = 'Pa55word!';

beforeAll(async () => {
  server = await startTestServer();
  const { poolId } = await server.createPool();
  open = (await server.createClient(poolId)).clientId;
  const confidential = await server.createClient(poolId, { GenerateSecret: true });
  closed = confidential.clientId;
  secret = confidential.clientSecret ?? '';
});
afterAll(() => server.close());

const hashOf = (username: string, key = secret, client = closed) =>
  createHmac('sha256', key).update(`${username}${client}`).digest('base64');

test('the published vector', () => {
  expect(hashOf('alice', 'clientsecret', 'clientid')).toBe('bt8RywMG4a4iSq4YLgogo6m0hzXxC7wv+8uT9BFXOqs=');
});

describe('a client with a secret', () => {
  test('wants a hash', async () => {
    const call = server.anonymous.send(new SignUpCommand({ ClientId: closed, Username, Password }));
    await expect(call).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: `Client ${closed} is configured with secret but SECRET_HASH was not received`,
    });
  });

  test('refuses the hash of another user, secret or client, and one that is none', async () => {
    const wrong = [hashOf('eve@example.com'), hashOf(Username, 'other'), hashOf(Username, secret, open), 'AAAA'];
    for (const SecretHash of wrong) {
      const call = server.anonymous.send(new SignUpCommand({ ClientId: closed, Username, Password, SecretHash }));
      await expect(call).rejects.toMatchObject({
        name: 'NotAuthorizedException',
        message: `Unable to verify secret hash for client ${closed}`,
      });
    }
  });

  test('takes the right one', async () => {
    const SecretHash = hashOf(Username);
    const { UserConfirmed } = await server.anonymous.send(
      new SignUpCommand({ ClientId: closed, Username, Password, SecretHash }),
    );
    expect(UserConfirmed).toBe(false);
  });

  test('wants it in the parameters of a sign-in and in the answers of a challenge', async () => {
    const missing = { message: `Client ${closed} is configured with secret but SECRET_HASH was not received` };
    const wrong = { message: `Unable to verify secret hash for client ${closed}` };
    const signIn = (SECRET_HASH?: string) =>
      server.anonymous.send(
        new InitiateAuthCommand({
          ClientId: closed,
          AuthFlow: 'USER_PASSWORD_AUTH',
          AuthParameters: { USERNAME: Username, PASSWORD: Password, ...(SECRET_HASH && { SECRET_HASH }) },
        }),
      );
    await expect(signIn()).rejects.toMatchObject(missing);
    await expect(signIn(hashOf('eve@example.com'))).rejects.toMatchObject(wrong);
    await expect(signIn(hashOf(Username))).rejects.toMatchObject({ name: 'UserNotConfirmedException' });
    const respond = (SECRET_HASH?: string) =>
      server.anonymous.send(
        new RespondToAuthChallengeCommand({
          ClientId: closed,
          ChallengeName: 'NEW_PASSWORD_REQUIRED',
          ChallengeResponses: { USERNAME: Username, NEW_PASSWORD: Password, ...(SECRET_HASH && { SECRET_HASH }) },
          Session: 'x'.repeat(40),
        }),
      );
    await expect(respond()).rejects.toMatchObject(missing);
    await expect(respond(hashOf('eve@example.com'))).rejects.toMatchObject(wrong);
    await expect(respond(hashOf(Username))).rejects.toMatchObject({
      message: expect.stringContaining('Invalid session'),
    });
  });

  test('cannot be passed by leaving out the user name', async () => {
    const signIn = server.anonymous.send(
      new InitiateAuthCommand({
        ClientId: closed,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { PASSWORD: Password, SECRET_HASH: hashOf('') },
      }),
    );
    await expect(signIn).rejects.toMatchObject({ message: 'Missing required parameter USERNAME' });
  });

  test('wants the secret itself where an operation takes that', async () => {
    for (const ClientSecret of [undefined, 'wrong'.repeat(6)]) {
      const refresh = new GetTokensFromRefreshTokenCommand({ ClientId: closed, RefreshToken: 'x', ClientSecret });
      await expect(server.anonymous.send(refresh)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
      const revoke = new RevokeTokenCommand({ ClientId: closed, Token: 'x', ClientSecret });
      await expect(server.anonymous.send(revoke)).rejects.toMatchObject({ name: 'UnauthorizedException' });
    }
    const refresh = new GetTokensFromRefreshTokenCommand({ ClientId: closed, RefreshToken: 'x', ClientSecret: secret });
    await expect(server.anonymous.send(refresh)).rejects.toMatchObject({ message: 'Invalid Refresh Token' });
  });
});

describe('a client without a secret', () => {
  test('must not be sent a hash', async () => {
    const SecretHash = hashOf(Username);
    const call = server.anonymous.send(new ForgotPasswordCommand({ ClientId: open, Username, SecretHash }));
    await expect(call).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: `Client ${open} is not configured for secret but secret hash was received`,
    });
  });

  test('must not be sent a secret', async () => {
    const revoke = new RevokeTokenCommand({ ClientId: open, Token: 'x', ClientSecret: secret });
    await expect(server.anonymous.send(revoke)).rejects.toMatchObject({ name: 'UnauthorizedException' });
  });
});

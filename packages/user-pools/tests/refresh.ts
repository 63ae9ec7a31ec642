/** What the tests of refreshing share: the ways to do it. */
import {
  GetTokensFromRefreshTokenCommand,
  type GetTokensFromRefreshTokenCommandOutput,
  InitiateAuthCommand,
  type InitiateAuthCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import type { TestServer } from './server.ts';

type Answer = InitiateAuthCommandOutput | GetTokensFromRefreshTokenCommandOutput;

/** The ways of a public client to refresh, each by its name. */
export const ways: [string, (server: TestServer, ClientId: string, token: string) => Promise<Answer>][] = [
  [
    'REFRESH_TOKEN_AUTH',
    (server, ClientId, REFRESH_TOKEN) =>
      server.anonymous.send(
        new InitiateAuthCommand({ AuthFlow: 'REFRESH_TOKEN_AUTH', ClientId, AuthParameters: { REFRESH_TOKEN } }),
      ),
  ],
  [
    'REFRESH_TOKEN',
    (server, ClientId, REFRESH_TOKEN) =>
      server.anonymous.send(
        new InitiateAuthCommand({
          AuthFlow: 'REFRESH_TOKEN',
          ClientId,
          AuthParameters: { REFRESH_TOKEN, DEVICE_KEY: 'us-east-1_00000000-0000-0000-0000-000000000000' },
        }),
      ),
  ],
  [
    'GetTokensFromRefreshToken',
    (server, ClientId, RefreshToken) =>
      server.anonymous.send(new GetTokensFromRefreshTokenCommand({ RefreshToken, ClientId })),
  ],
];

/** Challenges, whose sessions end, and refresh tokens. */
import type { RespondToAuthChallengeRequest } from '@aws-sdk/client-cognito-identity-provider';
import { password, tokensOf } from '../sign-in.ts';
import type { Case } from './row.ts';
import type { World } from './world.ts';

const responding = ['RespondToAuthChallenge', 'AdminRespondToAuthChallenge'] as const;
type Responding = (typeof responding)[number];

const hour = 60 * 60_000;

/** The Session of somebody who must choose a new password. */
async function challenged(world: World, operation: Responding): Promise<{ email: string; Session: string }> {
  const email = await world.invited();
  const AuthParameters = { USERNAME: email, PASSWORD: password };
  const request = { ClientId: world.clientId, AuthParameters };
  const { Session = '' } =
    operation === 'RespondToAuthChallenge'
      ? await world.send('InitiateAuth', { ...request, AuthFlow: 'USER_PASSWORD_AUTH' })
      : await world.send('AdminInitiateAuth', {
          ...request,
          AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
          UserPoolId: world.poolId,
        });
  return { email, Session };
}

function respond(
  world: World,
  operation: Responding,
  { email, Session }: { email: string; Session: string },
  responses: Record<string, string> = {},
): Promise<unknown> {
  const request: RespondToAuthChallengeRequest = {
    ClientId: world.clientId,
    ChallengeName: 'NEW_PASSWORD_REQUIRED',
    Session,
    ChallengeResponses: { USERNAME: email, NEW_PASSWORD: 'An0ther one!', ...responses },
  };
  return operation === 'RespondToAuthChallenge'
    ? world.send(operation, request)
    : world.send(operation, { ...request, UserPoolId: world.poolId });
}

/** One password for each rule, in the order of the row's texts. */
export const brokenPasswords = ['Aa1!', 'aa1!aaaa', 'AA1!AAAA', 'Aa!aaaaa', 'Aa1aaaaa'];

const ofBoth: Case[] = responding.flatMap((operation): Case[] => [
  ...brokenPasswords.map(
    (NEW_PASSWORD, text): Case => ({
      row: 'passwordPolicy',
      text,
      operation,
      provoke: async (world) => respond(world, operation, await challenged(world, operation), { NEW_PASSWORD }),
    }),
  ),
  {
    row: 'sessionExpired',
    operation,
    late: true,
    provoke: async (world) => {
      const challenge = await challenged(world, operation);
      world.server.clock.advance(hour);
      await respond(world, operation, challenge);
    },
  },
  {
    row: 'sessionReused',
    operation,
    provoke: async (world) => {
      const challenge = await challenged(world, operation);
      await respond(world, operation, challenge);
      await respond(world, operation, challenge);
    },
  },
  {
    row: 'sessionInvalid',
    operation,
    provoke: (world) => respond(world, operation, { email: 'somebody@example.com', Session: 'x'.repeat(40) }),
  },
  {
    row: 'attributeProvided',
    operation,
    provoke: async (world) =>
      respond(world, operation, await challenged(world, operation), { 'userAttributes.email': 'other@example.com' }),
  },
]);

/** Each way to refresh. */
const refreshing = {
  InitiateAuth: (world: World, REFRESH_TOKEN: string, ClientId: string): Promise<unknown> =>
    world.send('InitiateAuth', { AuthFlow: 'REFRESH_TOKEN_AUTH', ClientId, AuthParameters: { REFRESH_TOKEN } }),
  AdminInitiateAuth: (world: World, REFRESH_TOKEN: string, ClientId: string): Promise<unknown> =>
    world.send('AdminInitiateAuth', {
      AuthFlow: 'REFRESH_TOKEN_AUTH',
      UserPoolId: world.poolId,
      ClientId,
      AuthParameters: { REFRESH_TOKEN },
    }),
  GetTokensFromRefreshToken: (world: World, RefreshToken: string, ClientId: string): Promise<unknown> =>
    world.send('GetTokensFromRefreshToken', { ClientId, RefreshToken }),
} as const;

const ofRefreshing: Case[] = (Object.keys(refreshing) as (keyof typeof refreshing)[]).flatMap((operation): Case[] => {
  const refresh = refreshing[operation];
  return [
    { row: 'refreshInvalid', operation, provoke: (world) => refresh(world, 'a.b.c.d.e', world.clientId) },
    {
      row: 'refreshRevoked',
      operation,
      provoke: async (world) => refresh(world, (await world.revoked()).RefreshToken, world.clientId),
    },
    {
      row: 'refreshExpired',
      operation,
      late: true,
      provoke: async (world) => {
        const client = await world.server.createClient(world.poolId, {
          RefreshTokenValidity: 1,
          TokenValidityUnits: { RefreshToken: 'hours' },
        });
        const { RefreshToken } = await tokensOf(world.server, client, await world.person());
        world.server.clock.advance(hour);
        await refresh(world, RefreshToken, client.clientId);
      },
    },
  ];
});

export const sessionCases: Case[] = [
  ...ofBoth,
  ...ofRefreshing,
  {
    row: 'refreshReused',
    operation: 'GetTokensFromRefreshToken',
    provoke: async (world) => {
      const client = await world.server.createClient(world.poolId, {
        ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
        RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 0 },
      });
      const { RefreshToken } = await tokensOf(world.server, client, await world.person());
      await world.send('GetTokensFromRefreshToken', { ClientId: client.clientId, RefreshToken });
      await world.send('GetTokensFromRefreshToken', { ClientId: client.clientId, RefreshToken });
    },
  },
];

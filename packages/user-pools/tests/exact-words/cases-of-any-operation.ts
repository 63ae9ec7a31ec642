/** What any operation may say: cases for every operation that is built. */
import type { Input, OperationName } from '../../src/operations/operation.ts';
import { type AnyInput, anyInput } from './inputs.ts';
import {
  hasMember,
  withArn,
  withClient,
  withGroup,
  withPool,
  withSecretHash,
  withToken,
  withUser,
} from './operations-meant.ts';
import type { Case } from './row.ts';
import type { World } from './world.ts';

const send = (world: World, operation: OperationName, given: AnyInput) =>
  world.send(operation, anyInput(operation, given) as unknown as Input<OperationName>);

const unknownPool = 'us-east-1_missing00';
const unknownArn = `arn:aws:cognito-idp:us-east-1:000000000000:userpool/${unknownPool}`;
const unknownClient = '0123456789abcdefghijklmnop';

/** The hash where the operation takes it, beside the user name it is made over. */
function withHash(operation: OperationName, hash?: string): AnyInput {
  const map = { USERNAME: 'somebody@example.com', ...(hash && { SECRET_HASH: hash }) };
  return {
    AuthParameters: map,
    ChallengeResponses: map,
    ...(hash && hasMember(operation, 'SecretHash') && { SecretHash: hash }),
  };
}

const withTokens: Case[] = withToken.flatMap((operation) => {
  const tokens: [Case['row'], (world: World) => Promise<string>][] = [
    ['tokenInvalid', async () => 'a.b.c'],
    ['tokenExpired', (world) => world.signed({ exp: Math.floor(world.server.clock.now() / 1000) - 1 })],
    ['tokenRevoked', async (world) => (await world.revoked()).AccessToken],
    ['tokenScope', (world) => world.signed({ scope: 'openid' })],
    ['tokenOfNobody', (world) => world.orphaned()],
  ];
  return tokens.map(([row, token]) => ({
    row,
    operation,
    provoke: async (world) => send(world, operation, { AccessToken: await token(world) }),
  }));
});

const withHashes: Case[] = withSecretHash.flatMap((operation) => {
  const closed = (world: World) => world.secretClient.clientId;
  const hashes: [Case['row'], (world: World) => string, string | undefined][] = [
    ['hashAbsent', closed, undefined],
    ['hashWrong', closed, 'AAAA'],
    ['hashUnwanted', (world) => world.clientId, 'AAAA'],
  ];
  return hashes.map(([row, client, hash]) => ({
    row,
    operation,
    values: (world) => ({ id: client(world) }),
    provoke: (world) =>
      send(world, operation, { UserPoolId: world.poolId, ClientId: client(world), ...withHash(operation, hash) }),
  }));
});

export const anyCases: Case[] = [
  ...[...withPool, ...withArn].map(
    (operation): Case => ({
      row: 'poolUnknown',
      operation,
      values: () => ({ id: unknownPool }),
      provoke: (world) => send(world, operation, { UserPoolId: unknownPool, ResourceArn: unknownArn }),
    }),
  ),
  ...withClient.map(
    (operation): Case => ({
      row: 'clientUnknown',
      operation,
      values: () => ({ id: unknownClient }),
      provoke: (world) => send(world, operation, { UserPoolId: world.poolId, ClientId: unknownClient }),
    }),
  ),
  ...withTokens,
  ...withHashes,
  ...withUser.map(
    (operation): Case => ({
      row: 'userUnknown',
      operation,
      provoke: async (world) => {
        const group = hasMember(operation, 'GroupName') && { GroupName: await world.group() };
        return send(world, operation, { UserPoolId: world.poolId, Username: 'nobody@example.com', ...group });
      },
    }),
  ),
  ...withGroup.map(
    (operation): Case => ({
      row: 'groupUnknown',
      operation,
      provoke: async (world) =>
        send(world, operation, { UserPoolId: world.poolId, GroupName: 'nobodies', Username: await world.anybody() }),
    }),
  ),
];

/** Signing in with a password: the ways there are, and who is refused on each. */
import { password } from '../sign-in.ts';
import { startSrp } from '../srp-client.ts';
import type { Case } from './row.ts';
import type { World } from './world.ts';

/** Each way to bring a password. */
const ways = {
  InitiateAuth: (world: World, USERNAME: string, PASSWORD: string): Promise<unknown> =>
    world.send('InitiateAuth', {
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: world.clientId,
      AuthParameters: { USERNAME, PASSWORD },
    }),
  AdminInitiateAuth: (world: World, USERNAME: string, PASSWORD: string): Promise<unknown> =>
    world.send('AdminInitiateAuth', {
      AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
      UserPoolId: world.poolId,
      ClientId: world.clientId,
      AuthParameters: { USERNAME, PASSWORD },
    }),
  RespondToAuthChallenge: async (world: World, username: string, given: string): Promise<unknown> => {
    const { server, poolId, clientId } = world;
    const party = { client: server.anonymous, poolId, clientId, username, now: server.clock.now };
    return (await startSrp(party)).answer(given);
  },
} as const;

type Way = keyof typeof ways;

async function five(call: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; tries < 5; tries += 1) await call().catch(() => undefined);
}

export const signInCases: Case[] = (Object.keys(ways) as Way[]).flatMap((operation): Case[] => {
  const way = ways[operation];
  return [
    { row: 'badCredentials', operation, provoke: async (world) => way(world, await world.person(), 'Wr0ng!!!') },
    {
      row: 'signInLocked',
      operation,
      provoke: async (world) => {
        const email = await world.person();
        await five(() => way(world, email, 'Wr0ng!!!'));
        await way(world, email, password);
      },
    },
    {
      row: 'signInDisabled',
      operation,
      provoke: async (world) => {
        const email = await world.person();
        await world.send('AdminDisableUser', { UserPoolId: world.poolId, Username: email });
        await way(world, email, password);
      },
    },
    { row: 'signInUnconfirmed', operation, provoke: async (world) => way(world, await world.newcomer(), password) },
    {
      row: 'signInResetRequired',
      operation,
      needs: ['AdminResetUserPassword'],
      provoke: async (world) => {
        const email = await world.person();
        await world.send('AdminResetUserPassword', { UserPoolId: world.poolId, Username: email });
        await way(world, email, password);
      },
    },
    {
      row: 'temporaryPasswordExpired',
      operation,
      late: true,
      provoke: async (world) => {
        const email = await world.invited();
        world.server.clock.advance(8 * 24 * 60 * 60_000);
        await way(world, email, password);
      },
    },
  ];
});

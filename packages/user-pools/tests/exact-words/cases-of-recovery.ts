/** Recovery, and what may only be tried so often. */
import type { Case } from './row.ts';
import type { World } from './world.ts';

const forget = (world: World, Username: string, ClientId = world.clientId) =>
  world.send('ForgotPassword', { ClientId, Username });
const reset = (world: World, Username: string, Password = 'Pa55word!') =>
  world.send('ConfirmForgotPassword', { ClientId: world.clientId, Username, ConfirmationCode: 'xxxxxx', Password });
const resend = (world: World, Username: string) =>
  world.send('ResendConfirmationCode', { ClientId: world.clientId, Username });
const adminReset = (world: World, Username: string) =>
  world.send('AdminResetUserPassword', { UserPoolId: world.poolId, Username });

/** Many more than any hour allows; what they answer does not matter, but for the last. */
async function often(call: () => Promise<unknown>): Promise<unknown> {
  for (let tries = 0; tries < 15; tries += 1) await call().catch(() => undefined);
  return call();
}

export const recoveryCases: Case[] = [
  {
    row: 'userClientUnknown',
    operation: 'ForgotPassword',
    provoke: (world) => forget(world, 'nobody@example.com'),
  },
  {
    row: 'userClientUnknown',
    operation: 'ResendConfirmationCode',
    provoke: (world) => resend(world, 'nobody@example.com'),
  },
  {
    row: 'forgotTooEarly',
    operation: 'ForgotPassword',
    provoke: async (world) => forget(world, await world.invited()),
  },
  {
    row: 'forgotTooEarly',
    operation: 'AdminResetUserPassword',
    provoke: async (world) => adminReset(world, await world.invited()),
  },
  {
    row: 'forgotNoChannel',
    operation: 'ForgotPassword',
    provoke: async (world) => forget(world, await world.newcomer()),
  },
  {
    row: 'forgotAdminOnly',
    operation: 'ForgotPassword',
    provoke: (world) => forget(world, 'anybody@example.com', world.strict.clientId),
  },
  {
    row: 'resetWrongCode',
    operation: 'ConfirmForgotPassword',
    provoke: async (world) => {
      const email = await world.person();
      await forget(world, email);
      await reset(world, email);
    },
  },
  {
    row: 'noCode',
    operation: 'ConfirmForgotPassword',
    provoke: async (world) => reset(world, await world.person()),
  },
  {
    row: 'tooOften',
    operation: 'ForgotPassword',
    provoke: async (world) => {
      const email = await world.person();
      await often(() => forget(world, email));
    },
  },
  {
    row: 'tooOften',
    operation: 'ConfirmForgotPassword',
    provoke: async (world) => {
      const email = await world.person();
      await often(() => reset(world, email));
    },
  },
  {
    row: 'tooOften',
    operation: 'ResendConfirmationCode',
    provoke: async (world) => {
      const email = await world.newcomer();
      await often(() => resend(world, email));
    },
  },
  {
    row: 'tooOften',
    operation: 'ConfirmSignUp',
    provoke: async (world) => {
      const request = { ClientId: world.clientId, Username: await world.newcomer(), ConfirmationCode: 'xxxxxx' };
      await often(() => world.send('ConfirmSignUp', request));
    },
  },
  {
    row: 'tooOften',
    operation: 'ChangePassword',
    provoke: async (world) => {
      const { AccessToken } = await world.tokens();
      const request = { AccessToken, PreviousPassword: 'Pa55word!', ProposedPassword: 'Pa55word!' };
      await often(() => world.send('ChangePassword', request));
    },
  },
  {
    row: 'tooOften',
    operation: 'GetUserAttributeVerificationCode',
    provoke: async (world) => {
      const { AccessToken } = await world.tokens();
      await often(() => world.send('GetUserAttributeVerificationCode', { AccessToken, AttributeName: 'email' }));
    },
  },
  {
    row: 'tooOften',
    operation: 'VerifyUserAttribute',
    provoke: async (world) => {
      const { AccessToken } = await world.tokens();
      const request = { AccessToken, AttributeName: 'email', Code: 'xxxxxx' };
      await often(() => world.send('VerifyUserAttribute', request));
    },
  },
];

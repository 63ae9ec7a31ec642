/** Addresses that sign somebody else in. */
import { list } from '../people.ts';
import { freshEmail, password } from '../sign-in.ts';
import { make } from './make-user.ts';
import type { Case } from './row.ts';
import type { World } from './world.ts';

/** Signs up where an e-mail address is an alias, and confirms it. */
async function joinAs(world: World, Username: string, email: string): Promise<void> {
  await make(world, 'SignUp', Username, { email }, world.aliases);
  const [mail] = await world.server.mail(email);
  await world.send('ConfirmSignUp', { ClientId: world.aliases.clientId, Username, ConfirmationCode: mail?.code });
}

export const aliasCases: Case[] = [
  {
    row: 'confirmAliasTaken',
    text: 1,
    operation: 'ConfirmSignUp',
    provoke: async (world) => {
      const email = freshEmail();
      await joinAs(world, 'first-of-two', email);
      await joinAs(world, 'second-of-two', email);
    },
  },
  {
    row: 'confirmAliasTaken',
    text: 1,
    operation: 'VerifyUserAttribute',
    provoke: async (world) => {
      const email = freshEmail();
      await joinAs(world, 'owner', email);
      await joinAs(world, 'taker', freshEmail());
      const { AuthenticationResult } = await world.send('InitiateAuth', {
        AuthFlow: 'USER_PASSWORD_AUTH',
        ClientId: world.aliases.clientId,
        AuthParameters: { USERNAME: 'taker', PASSWORD: password },
      });
      const { AccessToken } = AuthenticationResult ?? {};
      await world.send('UpdateUserAttributes', { AccessToken, UserAttributes: list({ email }) });
      const [mail] = await world.server.mail(email);
      await world.send('VerifyUserAttribute', { AccessToken, AttributeName: 'email', Code: mail?.code });
    },
  },
  {
    row: 'confirmAliasTaken',
    text: 1,
    operation: 'AdminCreateUser',
    provoke: async (world) => {
      const email = freshEmail();
      await joinAs(world, 'first-owner', email);
      await make(world, 'AdminCreateUser', 'made-later', { email, email_verified: 'true' }, world.aliases);
    },
  },
  {
    row: 'confirmAliasTaken',
    text: 1,
    operation: 'AdminUpdateUserAttributes',
    provoke: async (world) => {
      const email = freshEmail();
      await joinAs(world, 'present-owner', email);
      await make(world, 'AdminCreateUser', 'moved-later', {}, world.aliases);
      const UserAttributes = list({ email, email_verified: 'true' });
      const user = { UserPoolId: world.aliases.poolId, Username: 'moved-later' };
      await world.send('AdminUpdateUserAttributes', { ...user, UserAttributes });
    },
  },
];

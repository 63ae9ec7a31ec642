/** Sign-up: who may, under which name, with which attributes, and how it is confirmed. */
import { freshEmail, password } from '../sign-in.ts';
import { make, making } from './make-user.ts';
import type { Case } from './row.ts';
import type { World } from './world.ts';

const confirm = (world: World, Username: string, ConfirmationCode = '123456') =>
  world.send('ConfirmSignUp', { ClientId: world.clientId, Username, ConfirmationCode });

const ofBoth: Case[] = making.flatMap((operation): Case[] => [
  {
    row: 'addressTaken',
    operation,
    provoke: async (world) => make(world, operation, await world.anybody()),
  },
  {
    row: 'addressTaken',
    text: 1,
    operation,
    provoke: async (world) => {
      const phone = operation === 'SignUp' ? '+15555550100' : '+15555550101';
      await make(world, operation, phone, {}, world.phones);
      await make(world, operation, phone, {}, world.phones);
    },
  },
  { row: 'usernameShape', operation, provoke: (world) => make(world, operation, 'ada') },
  { row: 'usernameShape', text: 1, operation, provoke: (world) => make(world, operation, 'ada', {}, world.either) },
  { row: 'usernameNoPhone', operation, provoke: (world) => make(world, operation, freshEmail(), {}, world.phones) },
  { row: 'usernameLikeAlias', operation, provoke: (world) => make(world, operation, freshEmail(), {}, world.aliases) },
  {
    row: 'usernameLikePhoneAlias',
    operation,
    provoke: (world) => make(world, operation, '+15555550100', {}, world.aliases),
  },
  {
    row: 'attributesNotInSchema',
    operation,
    provoke: (world) => make(world, operation, freshEmail(), { 'custom:x': 'y' }),
  },
  {
    row: 'addressFormat',
    operation,
    provoke: (world) => make(world, operation, 'bo', { name: 'Bo', email: 'example.com' }, world.free),
  },
  {
    row: 'addressFormat',
    text: 1,
    operation,
    provoke: (world) =>
      make(world, operation, 'bo', { name: 'Bo', email: 'bo@example.com', phone_number: '555' }, world.free),
  },
]);

export const signUpCases: Case[] = [
  ...ofBoth,
  {
    row: 'signUpClosed',
    operation: 'SignUp',
    provoke: (world) => make(world, 'SignUp', freshEmail(), {}, world.strict),
  },
  {
    row: 'usernameTaken',
    operation: 'SignUp',
    provoke: async (world) => {
      const attributes = { name: 'Ada', email: 'ada@example.com' };
      await make(world, 'SignUp', 'taken', attributes, world.free);
      await make(world, 'SignUp', 'taken', attributes, world.free);
    },
  },
  {
    row: 'attributeRequired',
    operation: 'SignUp',
    values: () => ({ attr: 'name' }),
    provoke: (world) => make(world, 'SignUp', 'bo', { email: 'bo@example.com' }, world.free),
  },
  {
    row: 'attributesRequired',
    operation: 'SignUp',
    provoke: (world) => make(world, 'SignUp', 'bo', {}, world.free),
  },
  {
    row: 'attributeUnwritable',
    operation: 'SignUp',
    provoke: (world) => make(world, 'SignUp', freshEmail(), { email_verified: 'true' }),
  },
  {
    row: 'confirmWrongCode',
    operation: 'ConfirmSignUp',
    provoke: async (world) => confirm(world, await world.newcomer(), 'xxxxxx'),
  },
  {
    row: 'confirmNoCode',
    operation: 'ConfirmSignUp',
    late: true,
    provoke: async (world) => {
      const email = await world.newcomer();
      world.server.clock.advance(25 * 60 * 60_000);
      await confirm(world, email);
    },
  },
  {
    row: 'confirmedAlready',
    operation: 'ConfirmSignUp',
    provoke: async (world) => confirm(world, await world.anybody()),
  },
  {
    row: 'confirmedAlready',
    operation: 'AdminConfirmSignUp',
    provoke: async (world) =>
      world.send('AdminConfirmSignUp', { UserPoolId: world.poolId, Username: await world.anybody() }),
  },
  {
    row: 'resendConfirmed',
    operation: 'ResendConfirmationCode',
    provoke: async (world) =>
      world.send('ResendConfirmationCode', { ClientId: world.clientId, Username: await world.anybody() }),
  },
  {
    row: 'inviteAgainWrongState',
    operation: 'AdminCreateUser',
    values: () => ({ user: 'settled@example.com' }),
    provoke: async (world) => {
      const request = { UserPoolId: world.poolId, Username: 'settled@example.com' };
      await world.send('AdminCreateUser', { ...request, MessageAction: 'SUPPRESS' });
      await world.send('AdminSetUserPassword', { ...request, Password: password, Permanent: true });
      await world.send('AdminCreateUser', { ...request, MessageAction: 'RESEND' });
    },
  },
];

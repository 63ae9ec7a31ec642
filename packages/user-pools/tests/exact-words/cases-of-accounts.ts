/** What people do with their own account, and administrators with those of others. */
import { list } from '../people.ts';
import { freshEmail } from '../sign-in.ts';
import { brokenPasswords } from './cases-of-sessions.ts';
import type { Case } from './row.ts';
import type { World } from './world.ts';

type Attributes = Record<string, string>;

/** Each way to change attributes of somebody who is confirmed. */
const updating = {
  UpdateUserAttributes: async (world: World, attributes: Attributes): Promise<unknown> => {
    const { AccessToken } = await world.tokens();
    return world.send('UpdateUserAttributes', { AccessToken, UserAttributes: list(attributes) });
  },
  AdminUpdateUserAttributes: async (world: World, attributes: Attributes): Promise<unknown> => {
    const Username = await world.anybody();
    return world.send('AdminUpdateUserAttributes', {
      UserPoolId: world.poolId,
      Username,
      UserAttributes: list(attributes),
    });
  },
} as const;

const ofUpdating: Case[] = (Object.keys(updating) as (keyof typeof updating)[]).flatMap((operation): Case[] => {
  const update = updating[operation];
  return [
    {
      row: 'attributeUnknown',
      operation,
      values: () => ({ x: 'custom:x' }),
      provoke: (world) => update(world, { 'custom:x': 'y' }),
    },
    {
      row: 'attributeImmutable',
      operation,
      values: () => ({ x: 'custom:badge' }),
      provoke: (world) => update(world, { 'custom:badge': '7' }),
    },
    { row: 'addressFormat', operation, provoke: (world) => update(world, { email: 'example.com' }) },
    { row: 'addressFormat', text: 1, operation, provoke: (world) => update(world, { phone_number: '555' }) },
  ];
});

/** Each way to set a password, but for those of sessions. */
const settingPassword = {
  SignUp: (world: World, Password: string): Promise<unknown> =>
    world.send('SignUp', { ClientId: world.clientId, Username: freshEmail(), Password }),
  AdminCreateUser: (world: World, TemporaryPassword: string): Promise<unknown> =>
    world.send('AdminCreateUser', { UserPoolId: world.poolId, Username: freshEmail(), TemporaryPassword }),
  AdminSetUserPassword: async (world: World, Password: string): Promise<unknown> =>
    world.send('AdminSetUserPassword', { UserPoolId: world.poolId, Username: await world.anybody(), Password }),
  ConfirmForgotPassword: async (world: World, Password: string): Promise<unknown> => {
    const request = { ClientId: world.clientId, Username: await world.anybody(), ConfirmationCode: '123456' };
    return world.send('ConfirmForgotPassword', { ...request, Password });
  },
  ChangePassword: async (world: World, ProposedPassword: string): Promise<unknown> => {
    const { AccessToken } = await world.tokens();
    return world.send('ChangePassword', { AccessToken, PreviousPassword: 'Pa55word!', ProposedPassword });
  },
} as const;

const ofPasswords: Case[] = (Object.keys(settingPassword) as (keyof typeof settingPassword)[]).flatMap((operation) =>
  brokenPasswords.map(
    (password, text): Case => ({
      row: 'passwordPolicy',
      text,
      operation,
      provoke: (world) => settingPassword[operation](world, password),
    }),
  ),
);

const flags = ['email_verified', 'phone_number_verified'];

const ofFlags: Case[] = flags.flatMap((flag, text): Case[] => [
  {
    row: 'verifiedWithoutAddress',
    text,
    operation: 'AdminCreateUser',
    provoke: (world) => {
      const request = { UserPoolId: world.free.poolId, Username: `flag-${text}`, MessageAction: 'SUPPRESS' } as const;
      return world.send('AdminCreateUser', { ...request, UserAttributes: list({ [flag]: 'true' }) });
    },
  },
  {
    row: 'verifiedWithoutAddress',
    text,
    operation: 'AdminUpdateUserAttributes',
    provoke: async (world) => {
      const user = { UserPoolId: world.free.poolId, Username: `bare-${text}` };
      await world.send('AdminCreateUser', { ...user, MessageAction: 'SUPPRESS' });
      await world.send('AdminUpdateUserAttributes', { ...user, UserAttributes: list({ [flag]: 'true' }) });
    },
  },
]);

/** Somebody signed in through a client that lets nobody write names. */
async function restricted({ server, poolId, send, person }: World): Promise<string> {
  const { clientId } = await server.createClient(poolId, { WriteAttributes: ['email'] });
  const AuthParameters = { USERNAME: await person(), PASSWORD: 'Pa55word!' };
  const { AuthenticationResult } = await send('InitiateAuth', {
    AuthFlow: 'USER_PASSWORD_AUTH',
    ClientId: clientId,
    AuthParameters,
  });
  return AuthenticationResult?.AccessToken ?? '';
}

export const accountCases: Case[] = [
  ...ofUpdating,
  ...ofPasswords,
  ...ofFlags,
  {
    row: 'attributeUnwritable',
    operation: 'UpdateUserAttributes',
    provoke: async (world) =>
      world.send('UpdateUserAttributes', {
        AccessToken: await restricted(world),
        UserAttributes: list({ name: 'Ada' }),
      }),
  },
  {
    row: 'attributeUnwritable',
    operation: 'DeleteUserAttributes',
    provoke: async (world) =>
      world.send('DeleteUserAttributes', { AccessToken: await restricted(world), UserAttributeNames: ['name'] }),
  },
  {
    row: 'oldPasswordWrong',
    operation: 'ChangePassword',
    provoke: async (world) => {
      const { AccessToken } = await world.tokens();
      await world.send('ChangePassword', {
        AccessToken,
        PreviousPassword: 'Wr0ng!!!',
        ProposedPassword: 'An0ther one!',
      });
    },
  },
  {
    row: 'verifyWrongCode',
    operation: 'VerifyUserAttribute',
    provoke: async (world) => {
      const { AccessToken } = await world.tokens();
      await world.send('GetUserAttributeVerificationCode', { AccessToken, AttributeName: 'email' });
      await world.send('VerifyUserAttribute', { AccessToken, AttributeName: 'email', Code: 'xxxxxx' });
    },
  },
  {
    row: 'noCode',
    operation: 'VerifyUserAttribute',
    provoke: async (world) => {
      const { AccessToken } = await world.tokens();
      await world.send('VerifyUserAttribute', { AccessToken, AttributeName: 'email', Code: '123456' });
    },
  },
  {
    row: 'groupTaken',
    operation: 'CreateGroup',
    provoke: async (world) => world.send('CreateGroup', { UserPoolId: world.poolId, GroupName: await world.group() }),
  },
];

/** Sign-up: who may, under which name, with which attributes, and how it is confirmed. */
import { freshEmail } from '../sign-in.ts';
import type { Case } from './row.ts';
import type { Place, World } from './world.ts';

const Password = 'Pa55word!';

/** The two ways to make a user. */
const making = ['SignUp', 'AdminCreateUser'] as const;

type Attributes = Record<string, string>;

function make(
  world: World,
  operation: (typeof making)[number],
  Username: string,
  attributes: Attributes = {},
  { poolId, clientId }: Place = world,
): Promise<unknown> {
  const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
  return operation === 'SignUp'
    ? world.send('SignUp', { ClientId: clientId, Username, Password, UserAttributes })
    : world.send('AdminCreateUser', { UserPoolId: poolId, Username, UserAttributes, MessageAction: 'SUPPRESS' });
}

const confirm = (world: World, Username: string, ConfirmationCode = '123456') =>
  world.send('ConfirmSignUp', { ClientId: world.clientId, Username, ConfirmationCode });

/** Somebody who signed up, and has a code. */
async function newcomer(world: World): Promise<string> {
  const email = freshEmail();
  await make(world, 'SignUp', email);
  return email;
}

/** Signs up where an e-mail address is an alias, and confirms it. */
async function joinAs(world: World, Username: string, email: string): Promise<void> {
  await make(world, 'SignUp', Username, { email }, world.aliases);
  const [mail] = await world.server.mail(email);
  await world.send('ConfirmSignUp', { ClientId: world.aliases.clientId, Username, ConfirmationCode: mail?.code });
}

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
    provoke: async (world) => confirm(world, await newcomer(world), 'xxxxxx'),
  },
  {
    row: 'confirmNoCode',
    operation: 'ConfirmSignUp',
    late: true,
    provoke: async (world) => {
      const email = await newcomer(world);
      world.server.clock.advance(25 * 60 * 60_000);
      await confirm(world, email);
    },
  },
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
        AuthParameters: { USERNAME: 'taker', PASSWORD: Password },
      });
      const { AccessToken } = AuthenticationResult ?? {};
      await world.send('UpdateUserAttributes', { AccessToken, UserAttributes: [{ Name: 'email', Value: email }] });
      const [mail] = await world.server.mail(email);
      await world.send('VerifyUserAttribute', { AccessToken, AttributeName: 'email', Code: mail?.code });
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
      await world.send('AdminSetUserPassword', { ...request, Password, Permanent: true });
      await world.send('AdminCreateUser', { ...request, MessageAction: 'RESEND' });
    },
  },
];

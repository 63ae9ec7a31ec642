import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminUpdateUserAttributesCommand,
  CreateUserPoolCommand,
  RespondToAuthChallengeCommand,
  UpdateUserAttributesCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { list, refused, showUser, signUpAs } from './people.ts';
import { startTestServer, type TestServer } from './server.ts';
import { createUser, password, setPassword, signIn, tokensOf } from './sign-in.ts';
import { startSrp } from './srp-client.ts';
import { together } from './together.ts';

const taken = 'An account with the given preferred_username already exists.';

let server: TestServer;
let poolId: string;
let clientId: string;

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool({
    UsernameAttributes: undefined,
    AliasAttributes: ['email', 'preferred_username'],
  }));
  ({ clientId } = await server.createClient(poolId));
});
afterAll(() => server?.close());

const update = (Username: string, given: Record<string, string>) =>
  server.admin.send(
    new AdminUpdateUserAttributesCommand({ UserPoolId: poolId, Username, UserAttributes: list(given) }),
  );
const show = (name: string) => showUser(server, poolId, name);
const prefer = async (username: string, preferred_username: string) => {
  const { AccessToken } = await tokensOf(server, { clientId }, username);
  const UserAttributes = list({ preferred_username });
  return server.anonymous.send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes }));
};

describe('a preferred user name that signs in', () => {
  test('is set by the user, signs in by password and SRP, and can be changed and deleted', async () => {
    await createUser(server, poolId, 'andrea');
    await prefer('andrea', 'Drea');
    expect((await signIn(server, { clientId }, 'dREA')).AuthenticationResult).toBeDefined();
    const party = { client: server.anonymous, poolId, clientId, username: 'Drea', now: server.clock.now };
    const handshake = await startSrp(party);
    expect(handshake.parameters.USER_ID_FOR_SRP).toBe('andrea');
    expect((await handshake.answer(password)).AuthenticationResult).toBeDefined();
    await prefer('andrea', 'Andy');
    await refused(signIn(server, { clientId }, 'Drea'), 'UserNotFoundException', 'User does not exist.');
    expect((await show('andy')).username).toBe('andrea');
    await prefer('andrea', '');
    await refused(show('andy'), 'UserNotFoundException', 'User does not exist.');
    expect((await show('andrea')).username).toBe('andrea');
  });

  test('cannot be given at sign-up, where the account is not confirmed', async () => {
    await refused(
      signUpAs(server, clientId, 'early', { preferred_username: 'bird' }),
      'InvalidParameterException',
      'Preferred username cannot be provided for unconfirmed account, since user pool is configured for preferred username alias.',
    );
    await signUpAs(server, clientId, 'early', { preferred_username: '' });
  });

  test('is given by an administrator, to new users too', async () => {
    await createUser(server, poolId, 'made', { preferred_username: 'Made-up' });
    expect((await signIn(server, { clientId }, 'made-up')).AuthenticationResult).toBeDefined();
    await update('made', { preferred_username: 'made-over' });
    expect((await show('made-over')).username).toBe('made');
  });

  test('may be the own user name', async () => {
    await createUser(server, poolId, 'Same', { preferred_username: 'same' });
    expect((await show('SAME')).username).toBe('Same');
    await update('same', { preferred_username: 'other-than-same' });
    expect((await show('same')).username).toBe('Same');
    await refused(signUpAs(server, clientId, 'other-than-SAME'), 'UsernameExistsException', 'User already exists');
  });

  test('belongs to one user, and shares one namespace with the user names', async () => {
    await createUser(server, poolId, 'owner', { preferred_username: 'owned' });
    await createUser(server, poolId, 'wisher');
    for (const name of ['OWNED', 'Owner']) {
      await refused(prefer('wisher', name), 'AliasExistsException', taken);
      await refused(update('wisher', { preferred_username: name }), 'AliasExistsException', taken);
      const input = { UserPoolId: poolId, Username: 'newcomer', MessageAction: 'SUPPRESS' as const };
      const create = new AdminCreateUserCommand({ ...input, UserAttributes: list({ preferred_username: name }) });
      await refused(server.admin.send(create), 'AliasExistsException', taken);
      await refused(signUpAs(server, clientId, name), 'UsernameExistsException', 'User already exists');
    }
    const create = new AdminCreateUserCommand({ UserPoolId: poolId, Username: 'Owned' });
    await refused(server.admin.send(create), 'UsernameExistsException', 'User account already exists');
    expect(await show('wisher')).not.toHaveProperty('preferred_username');
  });

  test('of those who want one name at once, as user name or as preferred one, one gets it', async () => {
    const wishers = ['wants-1', 'wants-2'];
    for (const name of wishers) await createUser(server, poolId, name);
    const tokens = await Promise.all(wishers.map((name) => tokensOf(server, { clientId }, name)));
    const calls = tokens.map(({ AccessToken }) => () => {
      const UserAttributes = list({ preferred_username: 'wanted' });
      return server.anonymous.send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes }));
    });
    const outcomes = await together<unknown>(server, [
      ...calls,
      () => signUpAs(server, clientId, 'Wanted'),
      () => signUpAs(server, clientId, 'WANTED'),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected')
        expect(['AliasExistsException', 'UsernameExistsException']).toContain(outcome.reason.name);
    }
  });

  test('of the look of an address does not stand in the way of the address', async () => {
    await createUser(server, poolId, 'impostor', { preferred_username: 'victim@example.com' });
    await refused(show('victim@example.com'), 'UserNotFoundException', 'User does not exist.');
    await createUser(server, poolId, 'victim', { email: 'victim@example.com', email_verified: 'true' });
    expect((await show('victim@example.com')).username).toBe('victim');
  });

  test('of the look of a sub does not stand in the way of its user', async () => {
    await createUser(server, poolId, 'bearer');
    const { sub } = await show('bearer');
    await createUser(server, poolId, 'mimic', { preferred_username: sub ?? '' });
    expect((await show(sub ?? '')).username).toBe('bearer');
  });

  test('may come with the first password of one’s own, unless it is taken', async () => {
    await createUser(server, poolId, 'invited');
    const answer = async (preferred: string) => {
      await setPassword(server, poolId, 'invited', 'Temp0rary!', false);
      const { Session } = await signIn(server, { clientId }, 'invited', 'Temp0rary!');
      return server.anonymous.send(
        new RespondToAuthChallengeCommand({
          ClientId: clientId,
          ChallengeName: 'NEW_PASSWORD_REQUIRED',
          Session,
          ChallengeResponses: {
            USERNAME: 'invited',
            NEW_PASSWORD: password,
            'userAttributes.preferred_username': preferred,
          },
        }),
      );
    };
    await refused(answer('impostor'), 'AliasExistsException', taken);
    expect((await answer('guest')).AuthenticationResult).toBeDefined();
    expect((await show('guest')).username).toBe('invited');
  });

  test('cannot be required of everybody: nobody could sign up', async () => {
    await refused(
      server.admin.send(
        new CreateUserPoolCommand({
          PoolName: 'required',
          AliasAttributes: ['preferred_username'],
          Schema: [{ Name: 'preferred_username', Required: true }],
        }),
      ),
      'InvalidParameterException',
      'preferred_username cannot be required, since user pool is configured for preferred username alias.',
    );
  });
});

test('without the alias it is an attribute like others: required, free for everybody, and signs nobody in', async () => {
  const Schema = [{ Name: 'preferred_username', Required: true }];
  const { poolId: plain } = await server.createPool({ UsernameAttributes: undefined, Schema });
  const { clientId: id } = await server.createClient(plain);
  for (const name of ['one', 'two']) await signUpAs(server, id, name, { preferred_username: 'Same' });
  const find = server.admin.send(new AdminGetUserCommand({ UserPoolId: plain, Username: 'same' }));
  await refused(find, 'UserNotFoundException', 'User does not exist.');
});

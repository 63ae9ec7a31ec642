import {
  AdminGetUserCommand,
  ConfirmSignUpCommand,
  SignUpCommand,
  type SignUpCommandInput,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { goodPassword, list, record, refused } from './people.ts';
import { startTestServer, type TestServer } from './server.ts';

let server: TestServer;
let poolId: string;
let clientId: string;

beforeAll(async () => {
  server = await startTestServer();
  ({ poolId } = await server.createPool());
  ({ clientId } = await server.createClient(poolId));
});
afterAll(() => server?.close());

const getUser = (username: string, pool = poolId) =>
  server.admin.send(new AdminGetUserCommand({ UserPoolId: pool, Username: username }));
const confirm = (username: string, code: string, client = clientId) =>
  server.anonymous.send(new ConfirmSignUpCommand({ ClientId: client, Username: username, ConfirmationCode: code }));
const signUpWith = (input: Partial<SignUpCommandInput>) =>
  server.anonymous.send(new SignUpCommand({ ClientId: clientId, Username: '', Password: goodPassword, ...input }));

describe('a pool with free user names', () => {
  test('names are unique as the pool folds them, and need no e-mail', async () => {
    const { poolId: free } = await server.createPool({ UsernameAttributes: undefined });
    const { clientId: id } = await server.createClient(free);
    const answer = await signUpWith({ ClientId: id, Username: 'Bob' });
    expect(answer.CodeDeliveryDetails).toBeUndefined();
    await refused(signUpWith({ ClientId: id, Username: 'bOB' }), 'UsernameExistsException', 'User already exists');
    const user = await getUser('BOB', free);
    expect(user.Username).toBe('Bob');
    expect(record(user.UserAttributes)).toEqual({ sub: answer.UserSub });
    expect((await getUser(answer.UserSub ?? '', free)).Username).toBe('Bob');
  });

  test('two users may have one e-mail address; it signs nobody in', async () => {
    const { poolId: free } = await server.createPool({ UsernameAttributes: undefined });
    const { clientId: id } = await server.createClient(free);
    const UserAttributes = list({ email: 'shared@example.com' });
    await signUpWith({ ClientId: id, Username: 'first', UserAttributes });
    await signUpWith({ ClientId: id, Username: 'second', UserAttributes });
    await refused(getUser('shared@example.com', free), 'UserNotFoundException', 'User does not exist.');
    const [mail] = await server.mail('shared@example.com');
    await confirm('second', mail?.code ?? '', id);
  });

  test('nobody answers under the sub of another', async () => {
    const { poolId: free } = await server.createPool({ UsernameAttributes: undefined });
    const { clientId: id } = await server.createClient(free);
    const { UserSub = '' } = await signUpWith({ ClientId: id, Username: 'victim' });
    await signUpWith({ ClientId: id, Username: UserSub });
    expect((await getUser(UserSub, free)).Username).toBe('victim');
  });

  test('in a case-sensitive pool Bob and bob are two', async () => {
    const { poolId: strict } = await server.createPool({
      UsernameAttributes: undefined,
      UsernameConfiguration: undefined,
    });
    const { clientId: id } = await server.createClient(strict);
    await signUpWith({ ClientId: id, Username: 'Bob' });
    await signUpWith({ ClientId: id, Username: 'bob' });
    await refused(getUser('BOB', strict), 'UserNotFoundException', 'User does not exist.');
  });
});
